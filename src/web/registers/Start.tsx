import { registersContract } from '#interop/registers/contract.ts'
import type { Upload } from '#web/registers/shown.ts'
import { Button } from '#web/ui/Button.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** Loads what was read; rows with problems stay behind and can be mended. */
export function Start({ upload }: { upload: Upload }) {
  const { t } = useWords()
  const start = useCommand(registersContract.startLoading, { changes: ['registers'] })
  const { uploadId, version, trial } = upload
  const good = (trial?.added ?? 0) + (trial?.known ?? 0) + (trial?.updated ?? 0) + (trial?.unchanged ?? 0)
  return (
    <>
      {start.problem && <ProblemNote problem={start.problem} />}
      <Button
        tone="primary"
        disabled={upload.missing.length > 0 || good === 0}
        isRunning={start.isSending}
        onClick={() => void start.send({ uploadId, version })}
      >
        {t({ zh: `装载 ${good.toLocaleString('en')} 行`, en: `Load ${good.toLocaleString('en')} rows` })}
      </Button>
    </>
  )
}
