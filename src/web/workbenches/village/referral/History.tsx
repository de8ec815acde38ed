import type { ReferralCard } from '#care/referral/contract.ts'
import { happenedInWords, noteInWords } from '#web/referral/sayings.ts'
import { now } from '#web/ui/clock.ts'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'

/** Everything that happened to it, the newest first, with who and where. */
export function History({ card }: { card: ReferralCard }) {
  const { t } = useWords()
  return (
    <Part title={{ zh: '经过', en: 'History' }}>
      <ol className="history">
        {card.history.toReversed().map((step) => (
          <li key={`${step.at} ${step.action}`}>
            <p>
              <b>{t(happenedInWords(step.action))}</b>{' '}
              <span className="muted">{[step.facility, step.by].filter(Boolean).join(' ')}</span>
            </p>
            <Note step={step} />
            <p className="hint">
              <Moment at={step.at} />
            </p>
          </li>
        ))}
      </ol>
    </Part>
  )
}

function Note({ step }: { step: ReferralCard['history'][number] }) {
  const { language } = useWords()
  const note = noteInWords(step, { language, now: now() })
  return note ? <p>{note}</p> : null
}
