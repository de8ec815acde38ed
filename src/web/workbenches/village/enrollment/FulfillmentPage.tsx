import { Link } from 'wouter'
import { population } from '#care/enrollment/contract.ts'
import { fulfillmentContract } from '#care/fulfillment/contract.ts'
import { Turns } from '#web/enrollment/Turns.tsx'
import { PersonBanner } from '#web/record/PersonBanner.tsx'
import { Facts } from '#web/ui/Facts.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { Call } from '#web/workbenches/village/parts/Call.tsx'
import { Part } from '#web/workbenches/village/parts/Part.tsx'

/** What one person was promised and what was delivered of it. */
export default function FulfillmentPage({ residentId }: { residentId: string }) {
  const { t } = useWords()
  const asked = useAsk(
    fulfillmentContract.openFulfillment,
    { residentId },
    { live: ['enrollment', `resident:${residentId}`] },
  )
  return (
    <PhonePage title={{ zh: '履约', en: 'Fulfillment' }} back="/enrollment">
      <Answered
        asked={asked}
        rows={8}
        what={{ zh: '履约', en: 'the fulfillment' }}
        isEmpty={(data) => data.enrollment === null}
        empty={
          <Empty
            icon="pen"
            title={{ zh: '现在没有签约', en: 'Is not enrolled now' }}
            action={
              <Link href={`/residents/${residentId}/enroll`} className="button">
                {t({ zh: '去签约', en: 'Enroll' })}
              </Link>
            }
          />
        }
      >
        {({ enrollment, items, done, toDate, overdue, isEffective }) =>
          enrollment && (
            <>
              <PersonBanner
                person={enrollment.person}
                aside={<Call residentId={residentId} name={enrollment.person.name} />}
              />
              <Part title={{ zh: '签约', en: 'Enrollment' }}>
                <Facts
                  facts={[
                    { name: { zh: '团队', en: 'Team' }, value: enrollment.team },
                    {
                      name: { zh: '服务包', en: 'Package' },
                      value: `${t(enrollment.package)}(${t(population.labels[enrollment.population])})`,
                    },
                    {
                      name: { zh: '协议期', en: 'Term' },
                      value: (
                        <>
                          <Day on={enrollment.from} /> {t({ zh: '至', en: 'to' })} <Day on={enrollment.until} />
                        </>
                      ),
                    },
                    {
                      name: { zh: '履约', en: 'Delivered' },
                      value: (
                        <>
                          {t({ zh: `应完成 ${toDate} 项,已完成 ${done} 项`, en: `${done} of ${toDate} due to date` })}{' '}
                          {isEffective !== null && (
                            <Tag tone={isEffective ? 'pine' : 'cinnabar'}>
                              {isEffective
                                ? t({ zh: '有效履约', en: 'Effective' })
                                : t({ zh: `逾期 ${overdue} 项`, en: `${overdue} overdue` })}
                            </Tag>
                          )}
                        </>
                      ),
                    },
                  ]}
                />
                <Link href={`/agreements/${enrollment.agreementId}`} className="text-link">
                  {t({ zh: '看协议:续约、转团队、解约', en: 'The agreement: renew, transfer, terminate' })}
                </Link>
                <Link href={`/residents/${residentId}`} className="text-link">
                  {t({ zh: '看档案', en: 'Open the record' })}
                </Link>
              </Part>
              <Part
                title={{ zh: '服务项目', en: 'Items' }}
                note={t({ zh: '由就诊、体检、随访、转诊记录得出', en: 'from what was recorded' })}
              >
                <Turns items={items} />
              </Part>
            </>
          )
        }
      </Answered>
    </PhonePage>
  )
}
