import { registersContract } from '#interop/registers/contract.ts'
import { fileAddress } from '#web/registers/sending.ts'
import type { Upload } from '#web/registers/shown.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { toast } from '#web/ui/Toast.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** Rows that were not taken: downloaded with what is wrong, mended, and sent like any other file. */
export function Kept({ upload }: { upload: Upload }) {
  const { t } = useWords()
  const { uploadId } = upload
  const settle = useCommand(registersContract.settleKeptRows, {
    changes: ['registers'],
    onDone: ({ settled }) => toast({ text: { zh: `${settled} 行已了结`, en: `${settled} rows settled` } }),
  })
  return (
    <Section
      title={{ zh: '待改正的行', en: 'Rows to mend' }}
      count={upload.keptRows}
      tone="cinnabar"
      tools={
        <Button tone="text" isRunning={settle.isSending} onClick={() => void settle.send({ uploadId })}>
          {t({ zh: '不再处理这些行', en: 'Nothing more to do about these' })}
        </Button>
      }
    >
      {settle.problem && <ProblemNote problem={settle.problem} />}
      <p>
        {t({
          zh: '下载后按“问题”“怎么办”两列改正,直接把改好的文件再传上来;改好的行会自动从这里消去,原始内容一直加密保存。',
          en: 'Download, mend what the last columns say, and send the file again; mended rows leave this list by themselves. Their content stays, sealed.',
        })}
      </p>
      <p className="register-templates">
        {(['xlsx', 'csv'] as const).map((form) => (
          <a key={form} href={fileAddress(registersContract.getKeptRows.path, { uploadId, form })} download>
            <Icon name="download" size={14} /> {t({ zh: '退回清单', en: 'Rows to mend' })}{' '}
            {form === 'xlsx' ? 'Excel' : 'CSV'}
          </a>
        ))}
      </p>
    </Section>
  )
}
