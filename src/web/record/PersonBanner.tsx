import type { ReactNode } from 'react'
import { insurance, priorityGroup } from '#registry/resident/contract.ts'
import { type Basis, basisInWords } from '#web/record/basis.ts'
import { useNow } from '#web/ui/clock.ts'
import { type Person, PersonLine } from '#web/ui/PersonLine.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { useWords } from '#web/ui/words.ts'
import '#web/record/record.css'

export type PersonBannerProps = {
  readonly person: {
    readonly name: string
    readonly sex: Person['sex']
    readonly birthDate: string
    readonly village: string
    readonly status?: 'active' | 'moved' | 'died'
    readonly home?: string
    readonly insurance?: keyof typeof insurance.labels | null
    readonly priorityGroups?: readonly (keyof typeof priorityGroup.labels)[]
  }
  /** Undefined where this screen does not know them; an empty list is said as "none on record". */
  readonly allergies?: readonly { readonly name: string; readonly reaction?: string | null }[] | undefined
  readonly problems?: readonly { readonly name: string }[] | undefined
  readonly basis?: Basis | undefined
  /** At the right: a call button. */
  readonly aside?: ReactNode
}

/** The head of everything about one person: who, where from, what must never be missed, and why it may be read. */
export function PersonBanner({ person, allergies, problems, basis, aside }: PersonBannerProps) {
  const { t, language } = useWords()
  const now = useNow(60)
  const groups = person.priorityGroups ?? []
  return (
    <section className="person-banner" aria-label={t({ zh: `${person.name}的基本情况`, en: `About ${person.name}` })}>
      <div className="who">
        <PersonLine size="banner" person={{ ...person, place: person.village }} />
        {aside}
      </div>
      {allergies && <Allergies allergies={allergies} />}
      {problems && problems.length > 0 && (
        <p>{problems.map((each) => each.name).join(language === 'zh' ? '、' : ', ')}</p>
      )}
      <p className="marks">
        {person.status === 'died' && <Tag tone="cinnabar">{t({ zh: '已身故', en: 'Died' })}</Tag>}
        {person.status === 'moved' && <Tag tone="amber">{t({ zh: '已迁出', en: 'Moved away' })}</Tag>}
        {groups.map((group) => (
          <Tag key={group}>{t(priorityGroup.labels[group])}</Tag>
        ))}
        {person.insurance && <Tag>{t(insurance.labels[person.insurance])}</Tag>}
      </p>
      {(basis || person.home) && (
        <p className="hint">
          {[
            basis && basisInWords(basis, { language, now }),
            person.home && t({ zh: `建档 ${person.home}`, en: `kept by ${person.home}` }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </section>
  )
}

function Allergies({ allergies }: { allergies: NonNullable<PersonBannerProps['allergies']> }) {
  const { t, language } = useWords()
  if (allergies.length === 0)
    return <p className="hint">{t({ zh: '过敏:未发现记录', en: 'Allergies: none on record' })}</p>
  const said = allergies
    .map((each) => [each.name, each.reaction].filter(Boolean).join(' '))
    .join(language === 'zh' ? '、' : ', ')
  return (
    <p>
      <Tag tone="cinnabar" icon="alert">
        {t({ zh: `过敏:${said}`, en: `Allergic: ${said}` })}
      </Tag>
    </p>
  )
}
