import { Link } from 'wouter'
import { type OwnLoop, residentViewContract } from '#care/residentView/contract.ts'
import { useNow } from '#web/ui/clock.ts'
import { Icon, type IconName } from '#web/ui/Icon.tsx'
import { LoopLine } from '#web/ui/LoopLine.tsx'
import { Answered } from '#web/ui/states.tsx'
import { ageInWords } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { BookingLines } from '#web/workbenches/resident/BookingLines.tsx'
import { Block, Page } from '#web/workbenches/resident/Page.tsx'
import { useHere } from '#web/workbenches/resident/people.ts'
import { meaningOf, stepsOf } from '#web/workbenches/resident/sayings.ts'

/** What is going on with me, where I must go next, and whom to call. */
export default function Home() {
  const { t, language } = useWords()
  const now = useNow(60)
  const { person } = useHere()
  const asked = useAsk(residentViewContract.openHome, { residentId: person.residentId })
  return (
    <Page title={{ zh: `${person.name},您好`, en: `Hello, ${person.name}` }}>
      <Answered asked={asked} what={{ zh: '您的情况', en: 'your page' }}>
        {(home) => (
          <>
            {person.kind !== 'self' && (
              <p className="acting">
                <Icon name="people" />{' '}
                {t({
                  zh: `您正在替 ${home.name}(${ageInWords(home.birthDate, { now, language })})看,每次都会记下来`,
                  en: `You are acting for ${home.name}; every look is written down`,
                })}
              </p>
            )}
            {home.next && (
              <Block title={{ zh: '下一次看病', en: 'Your next visit' }} tone="present">
                <BookingLines booking={home.next} />
                <Link href="/bookings" className="button wide">
                  {t({ zh: '看全部预约,或取消', en: 'All bookings, or cancel' })}
                </Link>
              </Block>
            )}
            {home.loops.map((loop) => (
              <LoopBlock key={loop.referralId} loop={loop} />
            ))}
            {!home.next && home.loops.length === 0 && (
              <Block>
                <p className="calm">
                  <Icon name="check" size={20} /> {t({ zh: '现在没有要办的事', en: 'Nothing is waiting for you' })}
                </p>
              </Block>
            )}
            <nav className="big-links" aria-label={t({ zh: '常用', en: 'Often used' })}>
              <BigLink href="/me/card" icon="scan" name={{ zh: '健康卡', en: 'Health card' }} />
              <BigLink href="/records?part=medicines" icon="pill" name={{ zh: '我的药', en: 'Medicines' }} />
              <BigLink href="/records?part=results" icon="tube" name={{ zh: '检查结果', en: 'Results' }} />
              <BigLink href="/me/looks" icon="eye" name={{ zh: '谁看过我', en: 'Who looked' }} />
            </nav>
            <Block title={{ zh: '有事找谁', en: 'Whom to call' }}>
              <CallLine
                name={home.home.doctor?.name ?? home.home.facility}
                place={home.home.facility}
                phone={home.home.doctor?.phone ?? home.home.phone}
              />
              <Link href="/family-doctor" className="button wide">
                <Icon name="stethoscope" /> {t({ zh: '我的家庭医生签约', en: 'My family doctor agreement' })}
              </Link>
            </Block>
          </>
        )}
      </Answered>
    </Page>
  )
}

function BigLink({ href, icon, name }: { href: string; icon: IconName; name: Text }) {
  const { t } = useWords()
  return (
    <Link href={href}>
      <Icon name={icon} size={28} />
      <span>{t(name)}</span>
    </Link>
  )
}

function LoopBlock({ loop }: { loop: OwnLoop }) {
  const { t, language } = useWords()
  const now = useNow(60)
  const title =
    loop.direction === 'down'
      ? { zh: '出院以后', en: 'After the hospital' }
      : { zh: `转诊去 ${loop.to}`, en: `Referral to ${loop.to}` }
  return (
    <Block title={title}>
      <p className="meaning">{t(meaningOf(loop, { language, now }))}</p>
      <LoopLine loop={title} steps={stepsOf(loop)} compact />
      {loop.returnWhen && (
        <p className="warn">
          <Icon name="alert" />{' '}
          {t({ zh: `有这些情况马上去医院:${loop.returnWhen}`, en: `Go back at once if: ${loop.returnWhen}` })}
        </p>
      )}
      {loop.call && (
        <CallLine
          name={loop.call.name}
          place={loop.direction === 'down' ? loop.to : loop.from}
          phone={loop.call.phone}
        />
      )}
    </Block>
  )
}

function CallLine({ name, place, phone }: { name: string; place: string; phone: string | null }) {
  const { t } = useWords()
  return (
    <div className="call-line">
      <span>
        <b>{name}</b>
        {name !== place && <small>{place}</small>}
      </span>
      {phone ? (
        <a className="button" href={`tel:${phone}`}>
          <Icon name="phone" /> {t({ zh: '打电话', en: 'Call' })}
        </a>
      ) : (
        <span className="hint">{t({ zh: '没有登记电话', en: 'No phone on record' })}</span>
      )}
    </div>
  )
}
