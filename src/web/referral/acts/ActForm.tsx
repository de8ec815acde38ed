import { type FormEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { type ReferralCard, referralContract } from '#care/referral/contract.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { ProblemNote } from '#web/ui/ProblemNote.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import type { AnyProblem } from '#web/wire/problem.ts'
import { put } from '#web/wire/queries.ts'

export type ActFormProps = {
  readonly title: Text
  /** The act again, on the button. */
  readonly act: Text
  /** What follows from it, one sentence each; an act that cannot be taken back says so. */
  readonly willHappen: readonly Text[]
  readonly isRunning: boolean
  readonly problem: AnyProblem | undefined
  readonly tone?: 'primary' | 'danger'
  readonly onSubmit: () => void
  readonly onCancel: () => void
  readonly children?: ReactNode
}

/** The small form of one act: what will happen, what must be said, and the act again. */
export function ActForm(props: ActFormProps) {
  const { title, act, willHappen, isRunning, problem, tone = 'primary', onSubmit, onCancel, children } = props
  const { t } = useWords()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const button = useRef<HTMLButtonElement>(null)

  // The keyboard goes where something must be said, else to the act itself: Enter opens, Enter does.
  useEffect(() => {
    const first = form.current?.querySelector<HTMLElement>('input, textarea, select')
    ;(first ?? button.current)?.focus({ preventScroll: true })
  }, [])

  function submit(event: FormEvent) {
    event.preventDefault()
    if (!isRunning) onSubmit()
  }

  return (
    <form
      ref={form}
      className="act-form"
      aria-labelledby={id}
      noValidate
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape' && !event.nativeEvent.isComposing) onCancel()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
      }}
    >
      <h2 id={id}>{t(title)}</h2>
      {children}
      <div className="will">
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
      <ProblemNote problem={problem} again={isStale(problem) ? () => showLatest(problem) : onSubmit} />
      <div className="acts">
        <Button onClick={onCancel} disabled={isRunning}>
          {t({ zh: '先不', en: 'Not now' })}
        </Button>
        <Button ref={button} submits tone={tone} isRunning={isRunning}>
          {t(act)}
        </Button>
      </div>
    </form>
  )
}

type Stale = Extract<AnyProblem, { kind: 'refused' }>

function isStale(problem: AnyProblem | undefined): problem is Stale {
  return problem?.kind === 'refused' && problem.refusal === 'stale'
}

/** Somebody was faster: the refusal brings the card as it is now. */
function showLatest(problem: Stale): void {
  const card = problem.data as ReferralCard
  put(referralContract.openReferral, { referralId: card.referralId }, card)
}
