import { bookingContract, type CapacityKind, capacityKind } from '#care/booking/contract.ts'
import { addDays, type Day as DayString, dayOf } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import { Button } from '#web/ui/Button.tsx'
import { type Counter, Counters } from '#web/ui/Counters.tsx'
import { useNow } from '#web/ui/clock.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Section } from '#web/ui/Section.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { clockTime, today } from '#web/ui/time.ts'
import { Day } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import { useChoiceInAddress, useInAddress } from '#web/workbenches/specialist/address.ts'
import '#web/workbenches/specialist/board/board.css'

type Session = Output<typeof bookingContract.openBoard>['items'][number]

const shownDays = 7
const plurals = { slot: 'clinic slots', bed: 'beds', exam: 'examinations' } as const
const kinds: readonly [CapacityKind, ...CapacityKind[]] = ['slot', 'bed', 'exam']

/** What the own hospital has published, and what is left of it. Only to read: the capacity manager changes it. */
export function BoardScreen() {
  const { t } = useWords()
  const { department } = useMe()
  const now = useNow(60)
  const [kind, choose] = useChoiceInAddress<CapacityKind>('kind', kinds)
  const [said, begin] = useInAddress('from')
  const from = said ?? today(now)
  const asked = useAsk(bookingContract.openBoard, { from, days: shownDays }, { live: ['capacity'], keepPrevious: true })
  const totals = asked.data?.totals ?? []
  const counters: Counter<CapacityKind>[] = kinds.map((key) => {
    const left = totals.find((each) => each.kind === key)?.free ?? 0
    const all = totals.find((each) => each.kind === key)?.capacity ?? 0
    const name = capacityKind.labels[key]
    return { key, name: { zh: `${name.zh}空着,共 ${all}`, en: `${plurals[key]} free of ${all}` }, count: left }
  })
  return (
    <DeskPage
      title={{ zh: '号源与床位', en: 'Slots and beds' }}
      hint={t({ zh: '只读;调整请找号源床位管理员', en: 'read only; the capacity manager changes it' })}
      tools={
        <>
          <Button icon="chevronLeft" onClick={() => begin(addDays(from, -shownDays))}>
            {t({ zh: '前 7 天', en: 'Earlier' })}
          </Button>
          <Button onClick={() => begin(undefined)} disabled={from === today(now)}>
            {t({ zh: '今天', en: 'Today' })}
          </Button>
          <Button onClick={() => begin(addDays(from, shownDays))}>{t({ zh: '后 7 天', en: 'Later' })}</Button>
        </>
      }
    >
      <Counters label={{ zh: '看哪一种', en: 'Which kind' }} chosen={kind} onChoose={choose} counters={counters} />
      <Answered asked={asked} rows={8} what={{ zh: '号源', en: 'the board' }}>
        {(board) => <Board items={board.items.filter((each) => each.kind === kind)} from={from} own={department} />}
      </Answered>
    </DeskPage>
  )
}

function Board({ items, from, own }: { items: readonly Session[]; from: DayString; own: string | null }) {
  const days = Array.from({ length: shownDays }, (_, index) => addDays(from, index))
  const names = [...new Set(items.map((each) => each.department))].toSorted(
    (a, b) => Number(b === own) - Number(a === own) || a.localeCompare(b, 'zh'),
  )
  if (names.length === 0) {
    return (
      <div className="sheet">
        <Empty
          icon="slot"
          title={{ zh: '这几天没有发布', en: 'Nothing published for these days' }}
          next={{ zh: '可看后 7 天,或问号源床位管理员', en: 'Look later, or ask the capacity manager' }}
        />
      </div>
    )
  }
  return (
    <>
      {names.map((name) => (
        <Section key={name} title={name}>
          <Grid items={items.filter((each) => each.department === name)} days={days} />
        </Section>
      ))}
    </>
  )
}

function Grid({ items, days }: { items: readonly Session[]; days: readonly DayString[] }) {
  const { t } = useWords()
  const lines = [...new Set(items.map(lineOf))].toSorted((a, b) => a.localeCompare(b, 'zh'))
  return (
    <div className="capacity-board">
      <table>
        <thead>
          <tr>
            <th scope="col">{t({ zh: '资源', en: 'Resource' })}</th>
            {days.map((day) => (
              <th key={day} scope="col">
                <Day on={day} form="short" weekday />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line}>
              <th scope="row">{line}</th>
              {days.map((day) => (
                <td key={day}>
                  {items
                    .filter((each) => lineOf(each) === line && dayOf(each.startsAt) === day)
                    .map((each) => (
                      <Cell key={each.sessionId} session={each} />
                    ))}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function lineOf(session: Session): string {
  return [session.resource, session.practitioner].filter(Boolean).join(' ')
}

/** 剩 3 / 10, and of it what the base may have. */
function Cell({ session }: { session: Session }) {
  const { t } = useWords()
  const { status, free, capacity, reserved, held, confirmed, used } = session
  const state = status === 'cancelled' ? 'off' : free === 0 ? 'full' : 'free'
  const detail = t({
    zh: `共 ${capacity},基层预留 ${reserved},保留中 ${held},已确认 ${confirmed},已用 ${used}`,
    en: `${capacity} in all, ${reserved} for the base, ${held} held, ${confirmed} confirmed, ${used} used`,
  })
  return (
    <p className={`cell ${state}`} title={detail}>
      {session.kind !== 'bed' && <span className="hint">{clockTime(session.startsAt)}</span>}
      <b>
        {state === 'off'
          ? t({ zh: '停诊', en: 'off' })
          : state === 'full'
            ? t({ zh: '满', en: 'full' })
            : t({ zh: `剩 ${free}`, en: `${free} left` })}
      </b>
      {state !== 'off' && <span className="hint">/{capacity}</span>}
    </p>
  )
}
