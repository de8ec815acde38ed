import { type fulfillmentContract, windowState } from '#care/fulfillment/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { evidenceKind } from '#record/visit/contract.ts'
import { Tag, type Tone } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/enrollment/enrollment.css'

type Fulfillment = Output<typeof fulfillmentContract.openFulfillment>
const stateTone: Readonly<Record<(typeof windowState.codes)[number], Tone>> = {
  done: 'pine',
  due: 'amber',
  overdue: 'cinnabar',
}

/** Each item of a package with its turns, and for what is done the record that shows it. */
export function Turns({ items }: { items: Fulfillment['items'] }) {
  const { t } = useWords()
  return (
    <div className="turns">
      {items.map((item) => (
        <section key={item.code}>
          <h3>
            {t(item.name)} {item.mandatory && <Tag>{t({ zh: '必做', en: 'Mandatory' })}</Tag>}
          </h3>
          <p className="hint">
            {t({ zh: '依据:', en: 'Shown by: ' })}
            {item.evidence.map((kind) => t(evidenceKind.labels[kind])).join(' / ')}
            {item.count > 1 && ` × ${item.count}`}
          </p>
          {item.turns.length === 0 ? (
            <p className="hint">{t({ zh: '本协议期还没有到期的次数', en: 'Nothing due in this term' })}</p>
          ) : (
            <ol>
              {item.turns.map((turn) => (
                <li key={turn.from}>
                  <span>
                    <Tag tone={stateTone[turn.state]}>{t(windowState.labels[turn.state])}</Tag>
                  </span>
                  <span>
                    <Day on={turn.from} /> {t({ zh: '至', en: 'to' })} <Day on={turn.before} />
                    {turn.evidence.map((each) => (
                      <span key={each.subjectId} className="hint">
                        <br />
                        <Day on={each.on} /> {each.facility} {each.staff} · {t(evidenceKind.labels[each.kind])}
                      </span>
                    ))}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </section>
      ))}
    </div>
  )
}
