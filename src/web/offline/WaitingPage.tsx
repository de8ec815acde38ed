import { Link } from 'wouter'
import { packContract, type Thing } from '#care/pack/contract.ts'
import { titleOf } from '#web/offline/answers.ts'
import type { Waiting } from '#web/offline/book.ts'
import { differencesOf } from '#web/offline/difference.ts'
import { forgetReport, sync } from '#web/offline/sync.ts'
import { useOpenDevice, useSyncing, useWaiting } from '#web/offline/useDevice.ts'
import { Button } from '#web/ui/Button.tsx'
import { Icon } from '#web/ui/Icon.tsx'
import { PersonLine } from '#web/ui/PersonLine.tsx'
import { PhonePage } from '#web/ui/phone/PhoneShell.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { Moment } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAskPages } from '#web/wire/ask.ts'
import { useNetworkIsDown } from '#web/wire/network.ts'
import { Part } from '#web/workbenches/village/parts/Part.tsx'
import '#web/offline/offline.css'

/** What was done without a network: what still waits, how it was taken, and what came back to be settled. */
export function WaitingPage() {
  const waiting = useWaiting()
  const isDown = useNetworkIsDown()
  return (
    <PhonePage title={{ zh: '离线记录', en: 'Work without a network' }} back="/me">
      {waiting.length > 0 && <Queue waiting={waiting} />}
      <LastReport />
      {!isDown && <Things />}
      {isDown && waiting.length === 0 && (
        <Empty
          icon="offline"
          title={{ zh: '现在没有网络,也没有待上传的记录', en: 'No network, and nothing waits' }}
          next={{
            zh: '离线记录会先存在这台手机上,有网后自动上传',
            en: 'What you record is kept here and sent once there is a network',
          }}
        />
      )}
    </PhonePage>
  )
}

function Queue({ waiting }: { waiting: readonly Waiting[] }) {
  const { t } = useWords()
  const { isRunning } = useSyncing()
  const isDown = useNetworkIsDown()
  const open = useOpenDevice()
  return (
    <Part
      title={{ zh: '待上传', en: 'To be sent' }}
      note={t({ zh: `${waiting.length} 条`, en: String(waiting.length) })}
    >
      <ul className="plain-list">
        {waiting.map((each) => {
          const person = open?.book.person(String(each.input.residentId ?? each.about))
          return (
            <li key={each.key}>
              <b>{t(titleOf(each.wire) ?? { zh: '记录', en: 'Record' })}</b> {person?.name}{' '}
              <span className="hint">
                <Moment at={each.at} />
              </span>
            </li>
          )
        })}
      </ul>
      <Button wide isRunning={isRunning} disabled={isDown} onClick={() => void sync().catch(() => undefined)}>
        {isDown
          ? t({ zh: '有网后自动上传', en: 'Sent once there is a network' })
          : t({ zh: '现在上传', en: 'Send now' })}
      </Button>
    </Part>
  )
}

function LastReport() {
  const { t } = useWords()
  const { report } = useSyncing()
  if (!report) return null
  const { saved, kept, differs } = report
  return (
    <Part title={{ zh: '刚才上传的', en: 'What was just sent' }} note={<Moment at={report.at} />}>
      <p>
        {t({ zh: `${saved} 条已保存。`, en: `${saved} saved. ` })}
        {kept.length > 0 &&
          t({ zh: `${kept.length} 条没有被接受,在下面等您处理。`, en: `${kept.length} not taken; they wait below.` })}
      </p>
      {differs.length > 0 && (
        <>
          <p>
            {t({
              zh: '这些的结果与手机上显示的不同,以系统为准:',
              en: 'These were decided otherwise than shown on the device; the system counts:',
            })}
          </p>
          <ul className="plain-list">
            {differs.map((each) => (
              <li key={each.key}>
                <Link
                  href={`/residents/${String(each.command.input.residentId ?? each.command.about)}`}
                  className="row-link"
                >
                  <span>
                    <b>{t(titleOf(each.command.wire) ?? { zh: '记录', en: 'Record' })}</b>
                    {differencesOf(each).map((one) => (
                      <span key={t(one.name)} className="differing">
                        {t({
                          zh: `${one.name.zh}:手机上 ${one.here.zh},系统 ${one.there.zh}`,
                          en: `${one.name.en}: on the device ${one.here.en}, the system ${one.there.en}`,
                        })}
                      </span>
                    ))}
                  </span>
                  <Icon name="chevronRight" />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
      <Button tone="text" wide onClick={forgetReport}>
        {t({ zh: '知道了', en: 'Seen' })}
      </Button>
    </Part>
  )
}

function Things() {
  const asked = useAskPages(packContract.listThings, { limit: 20 }, { live: ['duty'] })
  const { t } = useWords()
  return (
    <Answered
      asked={asked}
      what={{ zh: '待处理差异', en: 'things to settle' }}
      empty={
        <Empty
          title={{ zh: '没有要处理的', en: 'Nothing to settle' }}
          next={{ zh: '离线记录都被系统接受了', en: 'Everything recorded without a network was taken' }}
        />
      }
    >
      {(things) => (
        <Part
          title={{ zh: '要处理的', en: 'To settle' }}
          note={t({ zh: `${things.length} 条`, en: String(things.length) })}
        >
          <ul className="plain-list">
            {things.map((thing) => (
              <li key={thing.thingId}>
                <ThingLink thing={thing} />
              </li>
            ))}
          </ul>
        </Part>
      )}
    </Answered>
  )
}

function ThingLink({ thing }: { thing: Thing }) {
  const { t } = useWords()
  return (
    <Link href={`/waiting/${thing.thingId}`} className="row-link">
      <span>
        <b>{t(thing.title)}</b> {thing.person && <PersonLine person={thing.person} />}
        <br />
        <span className="hint">
          {t(thing.why)} · <Moment at={thing.occurredAt} />
        </span>
      </span>
      <Icon name="chevronRight" />
    </Link>
  )
}
