import { useEffect, useState } from 'react'
import { registersContract } from '#interop/registers/contract.ts'
import type { Upload } from '#web/registers/shown.ts'
import { Button } from '#web/ui/Button.tsx'
import { now, useNow } from '#web/ui/clock.ts'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { Section } from '#web/ui/Section.tsx'
import { useWords } from '#web/ui/words.ts'
import { useCommand } from '#web/wire/command.ts'

/** How far it is, how fast it goes, how long it will take, and how to stop it. The screen may be left. */
export function Progress({ upload }: { upload: Upload }) {
  const { t } = useWords()
  const { status, rowsDone, rowsTotal, version, uploadId } = upload
  const stop = useCommand(registersContract.stopLoading, { changes: ['registers'] })
  const start = useCommand(registersContract.startLoading, { changes: ['registers'] })
  const pace = usePace(status === 'paused' ? undefined : rowsDone)
  const left = pace && rowsTotal ? Math.max(0, rowsTotal - rowsDone) / pace : undefined
  const isLoading = status === 'loading'
  return (
    <Section
      title={
        status === 'reading'
          ? { zh: '正在试读', en: 'Being read' }
          : status === 'paused'
            ? { zh: '已暂停', en: 'Paused' }
            : { zh: '正在装载', en: 'Loading' }
      }
      note={t({ zh: '可以离开这个页面,不影响进度', en: 'You may leave this page; it goes on' })}
      tools={
        status !== 'reading' && (
          <>
            {isLoading ? (
              <Button
                isRunning={stop.isSending || upload.isStopping}
                onClick={() => void stop.send({ uploadId, version, how: 'pause' })}
              >
                {t({ zh: '暂停', en: 'Pause' })}
              </Button>
            ) : (
              <Button tone="primary" isRunning={start.isSending} onClick={() => void start.send({ uploadId, version })}>
                {t({ zh: '继续', en: 'Go on' })}
              </Button>
            )}
            <Button tone="danger" onClick={() => void stop.send({ uploadId, version, how: 'cancel' })}>
              {t({ zh: '取消,已装载的保留', en: 'Cancel, keeping what is loaded' })}
            </Button>
          </>
        )
      }
    >
      {(stop.problem ?? start.problem) && <ProblemNote problem={(stop.problem ?? start.problem) as never} />}
      <progress className="upload-progress" max={rowsTotal ?? 1} value={rowsTotal ? rowsDone : 0} />
      <p className="upload-pace">
        <b>{rowsDone.toLocaleString('en')}</b>
        {rowsTotal !== null && ` / ${rowsTotal.toLocaleString('en')}`} {t({ zh: '行', en: 'rows' })}
        {pace !== undefined && pace > 0 && (
          <>
            {' · '}
            {Math.round(pace).toLocaleString('en')} {t({ zh: '行/秒', en: 'rows a second' })}
          </>
        )}
        {left !== undefined && left > 1 && <> · {t(lasting(left))}</>}
      </p>
    </Section>
  )
}

function lasting(seconds: number) {
  const minutes = Math.round(seconds / 60)
  if (minutes < 1) return { zh: `还要约 ${Math.ceil(seconds)} 秒`, en: `about ${Math.ceil(seconds)} seconds left` }
  return { zh: `还要约 ${minutes} 分钟`, en: `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left` }
}

/** Rows a second since this screen was opened. */
function usePace(done: number | undefined): number | undefined {
  useNow(1)
  const [first, setFirst] = useState<{ at: number; done: number }>()
  useEffect(() => {
    if (done !== undefined && done > 0) setFirst((before) => before ?? { at: now(), done })
  }, [done])
  if (!first || done === undefined || done <= first.done) return undefined
  return (1000 * (done - first.done)) / Math.max(1000, now() - first.at)
}
