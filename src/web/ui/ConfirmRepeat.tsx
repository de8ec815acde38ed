import { type ReactNode, useEffect, useId, useRef } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import type { AnyProblem } from '#web/wire/problem.ts'
import '#web/ui/ConfirmRepeat.css'

export type ConfirmRepeatProps = {
  readonly isOpen: boolean
  /** The act, as a question or a name: 结束李秀兰的签约. */
  readonly title: Text
  /** Everything that will happen, one sentence each: who is told, what is released, what cannot be taken back. */
  readonly willHappen: readonly Text[]
  /** The act again, on the button: 结束签约. Never 确定. */
  readonly act: Text
  readonly tone?: 'primary' | 'danger'
  readonly isRunning?: boolean
  readonly problem?: AnyProblem | undefined
  readonly onConfirm: () => void
  readonly onCancel: () => void
  /** What must be chosen or written first: a reason. */
  readonly children?: ReactNode
}

/** For acts that move money, publish or end something: it repeats what will happen. Everything else is undone instead. */
export function ConfirmRepeat(props: ConfirmRepeatProps) {
  const {
    isOpen,
    title,
    willHappen,
    act,
    tone = 'primary',
    isRunning = false,
    problem,
    onConfirm,
    onCancel,
    children,
  } = props
  const { t } = useWords()
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()

  useEffect(() => {
    const shown = dialog.current
    if (isOpen && !shown?.open) shown?.showModal()
    if (!isOpen && shown?.open) shown.close()
  }, [isOpen])

  return (
    <dialog
      ref={dialog}
      className="confirm-repeat"
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}what`}
      onCancel={(event) => {
        event.preventDefault()
        if (!isRunning) onCancel()
      }}
    >
      <h2 id={`${id}title`}>{t(title)}</h2>
      <div id={`${id}what`}>
        <p className="hint">{t({ zh: '按下后会发生:', en: 'What will happen:' })}</p>
        <ul>
          {willHappen.map((each) => (
            <li key={t(each)}>
              <Icon name="chevronRight" size={12} />
              <span>{t(each)}</span>
            </li>
          ))}
        </ul>
      </div>
      {children}
      <ProblemNote problem={problem} again={onConfirm} />
      <div className="acts">
        <Button onClick={onCancel} disabled={isRunning}>
          {t({ zh: '先不', en: 'Not now' })}
        </Button>
        <Button tone={tone} isRunning={isRunning} onClick={onConfirm}>
          {t(act)}
        </Button>
      </div>
    </dialog>
  )
}
