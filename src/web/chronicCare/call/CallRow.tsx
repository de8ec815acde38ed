import type { ManagedCard } from '#care/chronicCare/contract.ts'
import { callOutcome } from '#care/chronicCare/labels.ts'
import { diseasesInWords, dueTone, lastInWords, lateInWords, riskInWords } from '#web/chronicCare/saying.ts'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'

/** Under the name in a list of calls: how late, how risky, the last readings, and what came of the last call. */
export function CallLines({ card }: { card: ManagedCard }) {
  const { t, language } = useWords()
  const last = lastInWords(card, language)
  return (
    <>
      <span className="call-line">
        <b>{diseasesInWords(card.diseases, language)}</b>{' '}
        {card.next && <Tag tone={dueTone[card.next.due]}>{t(lateInWords(card))}</Tag>}{' '}
        {card.risk > 1 && (
          <Tag tone="cinnabar" icon="alert">
            {t({ zh: `风险${riskInWords(card.risk).zh}`, en: `${riskInWords(card.risk).en} risk` })}
          </Tag>
        )}
      </span>
      {last && (
        <span className="call-line muted">
          {t({ zh: '上次', en: 'Last' })} {last}
        </span>
      )}
      {card.lastCall && (
        <span className="call-line muted">
          {t({ zh: '电话', en: 'Called' })} <Day on={card.lastCall.at.slice(0, 10)} form="short" />{' '}
          {t(callOutcome.labels[card.lastCall.outcome])}
          {card.agreedOn && (
            <>
              {' '}
              · {t({ zh: '约', en: 'for' })} <Day on={card.agreedOn} />
            </>
          )}
        </span>
      )}
    </>
  )
}
