import type { RuleBasis } from '#care/chronicCare/contract.ts'
import type { Words } from '#kernel/words.ts'
import { sourceInWords } from '#web/rules/sources.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/chronicCare/chronicCare.css'

export type WhyProps = {
  readonly reasons: readonly { readonly text: Words; readonly basis: RuleBasis; readonly edition?: Words | undefined }[]
}

/** Behind one tap: why it is said to this person, by which rule, and since when that rule is in force. */
export function Why({ reasons }: WhyProps) {
  const { t } = useWords()
  if (reasons.length === 0) return null
  return (
    <details className="why">
      <summary>
        <Icon name="info" size={14} /> {t({ zh: '依据', en: 'Why' })}
      </summary>
      <ul>
        {reasons.map((each) => (
          <li key={`${each.text.zh} ${each.basis.source}`}>
            {t(each.text)}
            <Source basis={each.basis} edition={each.edition} />
          </li>
        ))}
      </ul>
    </details>
  )
}

export function Source({ basis, edition }: { basis: RuleBasis; edition?: Words | undefined }) {
  const { t } = useWords()
  const title = edition ?? sourceInWords(basis.source)
  const since = { zh: `${basis.from} 起执行`, en: `in force since ${basis.from}` }
  return (
    <span className="source">
      {t(title)} · {t(since)}
      {basis.status !== 'verified' && ` · ${t(standing[basis.status])}`}
    </span>
  )
}

const standing = {
  unverified: { zh: '条文待核对', en: 'wording not yet verified' },
  local: { zh: '本县规定', en: "the county's own" },
} as const
