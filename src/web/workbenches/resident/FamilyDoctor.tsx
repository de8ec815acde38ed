import { enrollmentContract, teamRole } from '#care/enrollment/contract.ts'
import { fulfillmentContract } from '#care/fulfillment/contract.ts'
import type { Output } from '#kernel/capability.ts'
import { money } from '#web/ui/figures.ts'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Tag } from '#web/ui/Tag.tsx'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { Block, Page } from '#web/workbenches/resident/Page.tsx'
import { useHere } from '#web/workbenches/resident/people.ts'
import '#web/workbenches/resident/familyDoctor.css'

type Current = NonNullable<Output<typeof enrollmentContract.openEnrollment>['current']>
type Item = Output<typeof fulfillmentContract.openFulfillment>['items'][number]

/** What my family doctor promised: who, until when, what I pay, and for each service whether it was done. */
export default function FamilyDoctor() {
  const { person } = useHere()
  const enrollment = useAsk(enrollmentContract.openEnrollment, { residentId: person.residentId })
  const fulfillment = useAsk(fulfillmentContract.openFulfillment, { residentId: person.residentId })
  return (
    <Page title={{ zh: '家庭医生', en: 'Family doctor' }} back="/">
      <Answered
        asked={enrollment}
        what={{ zh: '签约', en: 'the agreement' }}
        isEmpty={({ current }) => current === null}
        empty={
          <Empty
            icon="stethoscope"
            title={{ zh: '现在没有签约', en: 'No agreement now' }}
            next={{ zh: '想签约,请问村卫生室', en: 'Ask at your village clinic' }}
          />
        }
      >
        {({ current }) =>
          current && (
            <>
              <Agreed current={current} />
              <Answered asked={fulfillment} what={{ zh: '服务', en: 'the services' }}>
                {({ items }) => items.map((item) => <Promised key={item.code} item={item} />)}
              </Answered>
            </>
          )
        }
      </Answered>
    </Page>
  )
}

function Agreed({ current }: { current: Current }) {
  const { t } = useWords()
  const { team, package: pack } = current
  return (
    <Block title={team.name}>
      <dl className="plain-facts">
        <dt>{t({ zh: '哪里', en: 'Where' })}</dt>
        <dd>{team.facility}</dd>
        <dt>{t({ zh: '谁', en: 'Who' })}</dt>
        <dd>
          {team.members.map((member) => (
            <span key={member.memberId} className="team-line">
              {member.name} <small>{t(teamRole.labels[member.role])}</small>
            </span>
          ))}
        </dd>
        <dt>{t({ zh: '到哪天', en: 'Until' })}</dt>
        <dd>
          <Day on={current.until} />
        </dd>
        <dt>{t({ zh: '服务包', en: 'Package' })}</dt>
        <dd>
          {t(pack.name)}
          <small>
            {pack.shares.person === 0
              ? t({ zh: '您不用付钱', en: 'You pay nothing' })
              : t({
                  zh: `您每年付 ${money(pack.shares.person)} 元`,
                  en: `You pay CNY ${money(pack.shares.person)} a year`,
                })}
          </small>
        </dd>
      </dl>
    </Block>
  )
}

/** One service of the package, its turns from the first to the one that is due. */
function Promised({ item }: { item: Item }) {
  const { t } = useWords()
  return (
    <Block title={item.name}>
      {item.turns.length === 0 && <p className="hint">{t({ zh: '需要时再做', en: 'Done when it is needed' })}</p>}
      <ul className="turn-lines">
        {item.turns.map((turn) => (
          <li key={turn.from}>
            {turn.state === 'done' ? (
              <>
                <Tag tone="pine">{t({ zh: '做过了', en: 'Done' })}</Tag>
                <div>
                  {turn.evidence.map((each) => (
                    <p key={each.subjectId}>
                      <Day on={each.on} />
                      <small>
                        {each.facility} {each.staff}
                      </small>
                    </p>
                  ))}
                </div>
              </>
            ) : turn.state === 'due' ? (
              <>
                <Tag tone="amber">{t({ zh: '要做', en: 'To come' })}</Tag>
                <span>
                  {t({ zh: '最晚', en: 'By' })} <Day on={turn.before} />
                </span>
              </>
            ) : (
              <>
                <Tag tone="cinnabar" icon="alert">
                  {t({ zh: '过期没做', en: 'Overdue' })}
                </Tag>
                <span>
                  {t({ zh: '最晚', en: 'By' })} <Day on={turn.before} />
                  <small>{t({ zh: '请打电话问家庭医生', en: 'Call your family doctor' })}</small>
                </span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Block>
  )
}
