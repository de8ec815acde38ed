import { useState } from 'react'
import { bookingContract, capacityKind } from '#care/booking/contract.ts'
import { addDays, type Day } from '#kernel/calendar.ts'
import { BoardGrid, BoardKey } from '#web/capacity/BoardGrid.tsx'
import { type Board, linesOf } from '#web/capacity/grouping.ts'
import { Publish } from '#web/capacity/Publish.tsx'
import { runsCapacity } from '#web/capacity/reach.ts'
import { SessionPane } from '#web/capacity/SessionPane.tsx'
import { Button } from '#web/ui/Button.tsx'
import { Counters } from '#web/ui/Counters.tsx'
import { useNow } from '#web/ui/clock.ts'
import { oneOf, useAddress } from '#web/ui/desk/address.ts'
import { DeskPage } from '#web/ui/desk/DeskPage.tsx'
import { Answered, Empty } from '#web/ui/states.tsx'
import { today } from '#web/ui/time.ts'
import { type Text, useWords } from '#web/ui/words.ts'
import { useAsk } from '#web/wire/ask.ts'
import { useMe } from '#web/wire/session.ts'
import '#web/capacity/board.css'

const shownDays = 7

/** What there is, by day and department: who wants a unit for somebody looks here, who plans looks here too. */
export function BoardScreen() {
  const { t } = useWords()
  const { role, department } = useMe()
  const [read, write] = useAddress()
  const [isPublishing, publish] = useState(false)
  const present = today(useNow(60))
  const from = read('from') ?? present
  const kind = oneOf(read('kind'), capacityKind.codes as readonly ['slot', 'bed', 'exam'])
  const departmentId = read('department')
  const asked = useAsk(bookingContract.openBoard, { from, days: shownDays }, { live: ['capacity'], keepPrevious: true })
  const at = read('at')

  function go(days: number) {
    write({ from: days === 0 ? undefined : addDays(from, days), at: undefined })
  }

  return (
    <DeskPage
      title={{ zh: '号源与床位', en: 'Slots and beds' }}
      hint={
        !runsCapacity(role) &&
        t({ zh: '只读;调整请找号源床位管理员', en: 'read only; the capacity manager changes it' })
      }
      tools={
        <>
          <Week from={from} present={present} onGo={go} />
          {runsCapacity(role) && (
            <Button icon="upload" onClick={() => publish(true)}>
              {t({ zh: '发布', en: 'Publish' })}
            </Button>
          )}
        </>
      }
      paneLabel={{ zh: '所选时段', en: 'Selected session' }}
      pane={at && <SessionPane key={at} sessionId={at} board={asked.data} onGo={(id) => write({ at: id })} />}
    >
      <Answered asked={asked} rows={10} isEmpty={() => false}>
        {(board) => (
          <>
            <Counters
              label={{ zh: '类别', en: 'Kind' }}
              chosen={kind}
              onChoose={(code) => write({ kind: code, at: undefined }, { isStep: true })}
              counters={capacityKind.codes.map((code) => ({
                key: code,
                name: totalOf(board, code),
                count: board.totals.find((each) => each.kind === code)?.free ?? 0,
              }))}
            />
            <Totals
              board={board}
              kind={kind}
              departmentId={departmentId}
              onDepartment={(id) => write({ department: id, at: undefined })}
            />
            {board.items.some((each) => each.kind === kind) ? (
              <BoardGrid
                days={Array.from({ length: shownDays }, (_, index) => addDays(from, index))}
                present={present}
                lines={linesOf(board, { kind, departmentId, first: department })}
                at={at}
                onOpen={(id) => write({ at: id })}
              />
            ) : (
              <div className="sheet">
                <Empty
                  icon="slot"
                  title={{ zh: '这一周还没有发布', en: 'Nothing is published for this week' }}
                  next={
                    runsCapacity(role)
                      ? { zh: '按排班模板发布后,基层就能约到', en: 'Publish by the templates and the base can book' }
                      : { zh: '号源床位管理员发布后会出现在这里', en: 'It appears once the capacity manager publishes' }
                  }
                />
              </div>
            )}
          </>
        )}
      </Answered>
      <Publish isOpen={isPublishing} onClose={() => publish(false)} present={present} />
    </DeskPage>
  )
}

function Week({ from, present, onGo }: { from: Day; present: Day; onGo: (days: number) => void }) {
  const { t } = useWords()
  return (
    <>
      <Button
        icon="chevronLeft"
        aria-label={t({ zh: '前 7 天', en: 'Earlier week' })}
        onClick={() => onGo(-shownDays)}
      />
      <Button disabled={from === present} onClick={() => onGo(0)}>
        {t({ zh: '今天起', en: 'From today' })}
      </Button>
      <Button icon="chevronRight" aria-label={t({ zh: '后 7 天', en: 'Later week' })} onClick={() => onGo(shownDays)} />
    </>
  )
}

function totalOf(board: Board, kind: (typeof capacityKind.codes)[number]): Text {
  const total = board.totals.find((each) => each.kind === kind)
  const { zh, en } = capacityKind.labels[kind]
  return { zh: `${zh} 可约 / 共 ${total?.capacity ?? 0}`, en: `${en.toLowerCase()}s free of ${total?.capacity ?? 0}` }
}

type TotalsProps = {
  readonly board: Board
  readonly kind: (typeof capacityKind.codes)[number]
  readonly departmentId: string | undefined
  readonly onDepartment: (id: string | undefined) => void
}

/** The sum of the kind in words, the department filter and the key of the squares, in one line. */
function Totals({ board, kind, departmentId, onDepartment }: TotalsProps) {
  const { t, language } = useWords()
  const total = board.totals.find((each) => each.kind === kind)
  const offering = board.departments.filter((each) =>
    board.items.some((item) => item.kind === kind && item.departmentId === each.departmentId),
  )
  const said = total && {
    zh: `已确认 ${total.confirmed} · 保留中 ${total.held} · 已使用 ${total.used} · 为基层预留 ${total.reserved}`,
    en: `${total.confirmed} confirmed · ${total.held} held · ${total.used} used · ${total.reserved} reserved for the base`,
  }
  return (
    <div className="board-totals">
      <select
        aria-label={t({ zh: '科室', en: 'Department' })}
        value={departmentId ?? ''}
        onChange={(event) => onDepartment(event.target.value || undefined)}
      >
        <option value="">
          {language === 'zh' ? `全部科室(${offering.length})` : `All departments (${offering.length})`}
        </option>
        {offering.map((each) => (
          <option key={each.departmentId} value={each.departmentId}>
            {each.name}
          </option>
        ))}
      </select>
      <span className="muted">{said && t(said)}</span>
      <BoardKey />
    </div>
  )
}
