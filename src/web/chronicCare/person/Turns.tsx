import { chronicCareContract } from '#care/chronicCare/contract.ts'
import { Block } from '#web/chronicCare/Block.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/chronicCare/person/turns.css'

// What fits beside the loop line without pushing the course of the readings off a phone.
const first = 6

/** What happened to the program of a person, the newest first: found, lost, called, referred, moved. Silent where nothing did. */
export function Turns({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const { data } = useAsk(chronicCareContract.openManagedHistory, { residentId }, { live: ['chronicCare'] })
  const items = data?.items.toReversed() ?? []
  if (items.length === 0) return null
  const earlier = items.slice(first)
  return (
    <Block title={{ zh: '管理经过', en: 'What happened' }}>
      <Line items={items.slice(0, first)} />
      {earlier.length > 0 && (
        <details className="turns-earlier">
          <summary>
            <Icon name="chevronRight" size={14} />{' '}
            {t({ zh: `更早的 ${earlier.length} 条`, en: `${earlier.length} earlier` })}
          </summary>
          <Line items={earlier} />
        </details>
      )}
    </Block>
  )
}

type Turn = {
  readonly at: string
  readonly what: { readonly zh: string; readonly en: string }
  readonly by: string | null
  readonly isSetback: boolean
}

function Line({ items }: { items: readonly Turn[] }) {
  const { t } = useWords()
  return (
    <ol className="turns">
      {items.map((each) => (
        <li key={`${each.at} ${each.what.zh}`} className={each.isSetback ? 'setback' : undefined}>
          <span>{t(each.what)}</span>
          <span className="hint">
            <Moment at={each.at} form="short" />
            {each.by && ` · ${each.by}`}
          </span>
        </li>
      ))}
    </ol>
  )
}
