import { type ReactNode, useEffect, useId, useRef } from 'react'
import type { ReferralCard } from '#care/referral/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import type { AnyProblem } from '#web/wire/problem.ts'

/** What every form of an act gets. */
export type FormProps = {
  readonly card: ReferralCard
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly again: () => void
}

export type ActSheetProps = {
  readonly isOpen: boolean
  readonly title: Text
  readonly lead?: Text | undefined
  readonly act: Text
  /** Everything the act needs is filled in. */
  readonly isReady: boolean
  readonly command: { readonly isSending: boolean; readonly problem: AnyProblem | undefined }
  readonly onAct: () => void
  readonly onClose: () => void
  readonly children: ReactNode
}

/** A small form that comes up from the foot of the phone. */
export function ActSheet({ isOpen, title, lead, act, isReady, command, onAct, onClose, children }: ActSheetProps) {
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
      className="act-sheet"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        if (!command.isSending) onClose()
      }}
    >
      <h2 id={id}>{t(title)}</h2>
      {lead && <p className="muted">{t(lead)}</p>}
      {children}
      <ProblemNote problem={command.problem} again={onAct} />
      <div className="acts">
        <Button onClick={onClose} disabled={command.isSending}>
          {t({ zh: '先不', en: 'Not now' })}
        </Button>
        <Button tone="primary" isRunning={command.isSending} disabled={!isReady} onClick={onAct}>
          {t(act)}
        </Button>
      </div>
    </dialog>
  )
}
