import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Counters.css'

export type Counter<K extends string> = {
  readonly key: K
  readonly name: Text
  /** Without one it is only a filter: what nobody has to act on is not counted. */
  readonly count?: number
  /** Only where the count itself is bad or near it; nought is never colored. */
  readonly tone?: 'cinnabar' | 'amber'
}

export type CountersProps<K extends string> = {
  readonly label: Text
  readonly counters: readonly Counter<K>[]
  readonly chosen: K
  readonly onChoose: (key: K) => void
}

/** The counts at the top of a queue, which are its filters. */
export function Counters<K extends string>({ label, counters, chosen, onChoose }: CountersProps<K>) {
  const { t } = useWords()
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid in every browser we serve
    <div className="counters" role="group" aria-label={t(label)}>
      {counters.map(({ key, name, count, tone }) => (
        <button key={key} type="button" aria-pressed={key === chosen} onClick={() => onChoose(key)}>
          {count !== undefined && <b className={count > 0 ? tone : undefined}>{count}</b>} <span>{t(name)}</span>
        </button>
      ))}
    </div>
  )
}
