import { type Opened, side } from '#governance/indicators/contract.ts'
import { countedIn } from '#web/indicators/words.ts'
import { useAddress } from '#web/ui/desk/address.ts'
import { useWords } from '#web/ui/words.ts'

/** Numerator and denominator in words with their numbers; what rows stand behind opens. */
export function Terms({ opened: { definition, figure } }: { opened: Opened }) {
  const { t, language } = useWords()
  const { terms, kind } = definition
  const sides = side.codes.filter((code) => terms.some((term) => term.side === code))
  if (sides.length === 0) return null
  return (
    <dl className="terms">
      {sides.map((code) => {
        // A growth has one term: its numbers of this year and of last stand in the facts below.
        const number = kind === 'growth' ? null : figure[code]
        return (
          <div key={code}>
            <dt>
              {t(kind === 'growth' || kind === 'count' ? { zh: '计数', en: 'What is counted' } : side.labels[code])}
            </dt>
            <dd>
              {number !== null && <b>{countedIn(figure.counted[code], number, language)}</b>}
              <ul>
                {terms
                  .filter((term) => term.side === code)
                  .map((term) => (
                    <li key={term.measure}>
                      {term.canBeOpened ? (
                        <OpenRows measure={term.measure} name={t(term.title)} />
                      ) : (
                        <Reported name={t(term.title)} />
                      )}
                    </li>
                  ))}
              </ul>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}

function OpenRows({ measure, name }: { measure: string; name: string }) {
  const { t } = useWords()
  const [read, write] = useAddress()
  const isOpen = read('rows') === measure
  return (
    <button
      type="button"
      className="opens-rows"
      aria-pressed={isOpen}
      aria-label={t({ zh: `${name}:看明细`, en: `${name}: open the rows` })}
      onClick={() => write({ rows: isOpen ? undefined : measure }, { isStep: true })}
    >
      {name}
    </button>
  )
}

function Reported({ name }: { name: string }) {
  const { t } = useWords()
  return (
    <>
      {name} <span className="hint">{t({ zh: '上报数,没有逐人明细', en: 'reported; no rows' })}</span>
    </>
  )
}
