import { insurance, priorityGroup, residentContract } from '#registry/resident/contract.ts'
import { basisInWords } from '#web/record/basis.ts'
import { Withheld } from '#web/record/Withheld.tsx'
import { useNow } from '#web/ui/clock.ts'
import { Facts } from '#web/ui/Facts.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { Answered } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { ageInWords } from '#web/ui/time.ts'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import '#web/referral/ReferralPane.css'

/** Who somebody is, for those who arrange and do not treat. */
export function ResidentPane({ residentId }: { residentId: string }) {
  const { t, language } = useWords()
  const now = useNow(60)
  const asked = useAsk(residentContract.openResident, { residentId })
  const age = (birthDate: string) => ageInWords(birthDate, { now, language })
  return (
    <Answered asked={asked} rows={6} what={{ zh: '居民', en: 'the resident' }}>
      {(person) => {
        const others = person.household.filter((each) => each.residentId !== residentId)
        return (
          <div className="referral-card">
            <header className="referral-head">
              <PersonLine size="banner" person={{ ...person, place: person.village, lastFour: person.tail }} />
              <p className="muted">{basisInWords(person.basis, { language, now })}</p>
              <p className="referral-tags">
                {person.priorityGroups.map((code) => (
                  <Tag key={code} tone="pulse">
                    {t(priorityGroup.labels[code])}
                  </Tag>
                ))}
                {person.status === 'died' && <Tag tone="cinnabar">{t({ zh: '已身故', en: 'Died' })}</Tag>}
                {person.status === 'moved' && <Tag tone="amber">{t({ zh: '已迁出', en: 'Moved away' })}</Tag>}
                {person.synthetic && <Tag>{t({ zh: '演示数据', en: 'Made-up data' })}</Tag>}
              </p>
            </header>
            <Withheld sets={person.withheld} />
            <Facts
              facts={[
                { name: { zh: '服务机构', en: 'Home facility' }, value: person.home },
                { name: { zh: '住址', en: 'Address' }, value: person.address },
                { name: { zh: '电话', en: 'Phone' }, value: person.phone },
                {
                  name: { zh: '医保', en: 'Insurance' },
                  value: person.insurance && t(insurance.labels[person.insurance]),
                },
                {
                  name: { zh: '同户', en: 'Household' },
                  value: others
                    .map((each) => `${each.name} ${age(each.birthDate)}`)
                    .join(language === 'zh' ? '、' : ', '),
                },
              ]}
            />
          </div>
        )
      }}
    </Answered>
  )
}
