import type { ReactNode } from 'react'
import { insurance, priorityGroup } from '#registry/resident/contract.ts'
import { type Basis, basisInWords } from '#web/record/basis.ts'
import { useNow } from '#web/ui/clock.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { type Person, PersonLine } from '#web/ui/PersonLine.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Moment } from '#web/ui/When.tsx'
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
      {basis?.kind === 'breakGlass' && <InEmergency until={basis.until} />}
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

/** Whoever reads behind a broken glass is told so as long as it lasts. */
function InEmergency({ until }: { until: string | null }) {
  const { t } = useWords()
  return (
    <p className="in-emergency" role="status">
      <Icon name="alert" />
      <span>
        <b>{t({ zh: '紧急调阅中', en: 'Opened in an emergency' })}</b>{' '}
        {until && (
          <>
            {t({ zh: '至', en: 'until' })} <Moment at={until} />
          </>
        )}
        {t({ zh: '。', en: '. ' })}
        {t({
          zh: '请只看救治需要的内容;理由已记下,管理员会复核,本人能看到。',
          en: 'Read only what the emergency needs. A manager reviews the reason and the person can see it.',
        })}
      </span>
    </p>
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
