import type { ReactNode } from 'react'
import { type Text, useWords } from '#web/ui/words.ts'
import '#web/ui/Facts.css'

export type Fact = {
  readonly name: Text
  /** What is not known is said so; a fact is never an empty line. */
  readonly value: ReactNode
  readonly key?: string
}

export type FactsProps = { readonly facts: readonly Fact[]; readonly columns?: 1 | 2 | 3 }

/** Names on the left, values on the right. */
export function Facts({ facts, columns = 1 }: FactsProps) {
  const { t } = useWords()
  return (
    <dl className={`facts columns-${columns}`}>
      {facts.map(({ name, value, key }) => (
        <div key={key ?? t(name)}>
          <dt>{t(name)}</dt>
          <dd>{isNothing(value) ? <span className="hint">{t({ zh: '未填', en: 'not recorded' })}</span> : value}</dd>
        </div>
      ))}
    </dl>
  )
}

function isNothing(value: ReactNode): boolean {
  return value === null || value === undefined || value === '' || value === false
}
