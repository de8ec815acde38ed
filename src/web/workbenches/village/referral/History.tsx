import type { ReferralCard } from '#care/referral/contract.ts'
import { happenedInWords, noteInWords } from '#web/referral/sayings.ts'
import { Moment } from '#web/ui/When.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
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
            <Note note={noteInWords(step)} />
            <p className="hint">
              <Moment at={step.at} />
            </p>
          </li>
        ))}
      </ol>
    </Part>
  )
}

const instant = /\d{4}-(\d{2}-\d{2})T(\d{2}:\d{2})[\d:.]*(?:[+]08:00|Z)/g

/** What people wrote as it is; a moment the server noted as people write one. */
function Note({ note }: { note: Text | undefined }) {
  const { t } = useWords()
  return note ? <p>{t(note).replace(instant, '$1 $2')}</p> : null
}
