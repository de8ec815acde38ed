import type { KeyboardEvent } from 'react'
import type { Day } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import { type BoardLine, type Half, type Square, type Sum, squareKey, sumOf } from '#web/capacity/grouping.ts'
import { Day as DayShown } from '#web/ui/When.tsx'
import { useWords } from '#web/ui/words.ts'

const halves: Readonly<Record<Half, Words>> = {
  day: { zh: '全天', en: 'day' },
  morning: { zh: '上午', en: 'a.m.' },
  afternoon: { zh: '下午', en: 'p.m.' },
}

/** What a square's bar is made of, from the left. */
const parts = [
  { key: 'used', name: { zh: '已使用', en: 'used' } },
  { key: 'confirmed', name: { zh: '已确认', en: 'confirmed' } },
  { key: 'held', name: { zh: '保留中', en: 'held' } },
  { key: 'reserved', name: { zh: '预留余', en: 'reserved, free' } },
  { key: 'open', name: { zh: '开放余', en: 'open, free' } },
] as const

export type BoardGridProps = {
  readonly days: readonly Day[]
  readonly present: Day
  readonly lines: readonly BoardLine[]
  readonly at: string | undefined
  readonly onOpen: (sessionId: string) => void
}

/** Departments down, days across; each square says how many are free of how many. The arrow keys walk over it. */
export function BoardGrid({ days, present, lines, at, onOpen }: BoardGridProps) {
  const { t } = useWords()
  return (
    <div className="board">
      <table aria-label={t({ zh: '号源与床位', en: 'Slots and beds' })} onKeyDown={walk}>
        <thead>
          <tr>
            <th scope="col">{t({ zh: '科室', en: 'Department' })}</th>
            {days.map((day) => (
              <th key={day} scope="col" className={day === present ? 'present' : undefined}>
                <DayShown on={day} weekday form={day === present ? 'words' : 'short'} />
                <DaySum lines={lines} day={day} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key} className={line.isFirst ? 'begins' : undefined}>
              <th scope="row">
                {line.isFirst && <b>{line.department}</b>}
                <span className="muted">{line.resource}</span>
              </th>
              {days.map((day) => (
                <td key={day}>
                  <div className="halves">
                    {line.halves.map((half) => (
                      <SquareButton key={half} line={line} half={half} day={day} at={at} onOpen={onOpen} />
                    ))}
                  </div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function DaySum({ lines, day }: { lines: readonly BoardLine[]; day: Day }) {
  const { language } = useWords()
  const ofDay = lines.flatMap((line) => [...line.squares.values()]).filter((square) => square.key.startsWith(day))
  const sum = sumOf(ofDay.flatMap((square) => square.sessions))
  if (ofDay.length === 0) return <small>—</small>
  return <small>{language === 'zh' ? `余 ${sum.free} / ${sum.capacity}` : `${sum.free} of ${sum.capacity}`}</small>
}

type SquareButtonProps = {
  readonly line: BoardLine
  readonly half: Half
  readonly day: Day
  readonly at: string | undefined
  readonly onOpen: (sessionId: string) => void
}

function SquareButton({ line, half, day, at, onOpen }: SquareButtonProps) {
  const { t } = useWords()
  const square = line.squares.get(squareKey(day, half))
  const [first] = square?.sessions ?? []
  if (!square || !first) return <span className="none" aria-hidden="true" />
  const { sum } = square
  return (
    <button
      type="button"
      className={`square${sum.isCancelled ? ' cancelled' : sum.free === 0 ? ' full' : ''}`}
      aria-pressed={square.sessions.some((each) => each.sessionId === at)}
      title={`${t(halves[half])} ${t(inWords(sum))}`}
      onClick={() => onOpen(first.sessionId)}
    >
      <span className="said">
        {line.department} {line.resource} {day} {t(halves[half])}
      </span>
      <span>
        {sum.isCancelled ? (
          t({ zh: '停诊', en: 'cancelled' })
        ) : (
          <>
            <b>{sum.free}</b> / {sum.capacity}
          </>
        )}
      </span>
      {!sum.isCancelled && <Bar square={square} />}
    </button>
  )
}

function Bar({ square: { sum } }: { square: Square }) {
  return (
    <span className="bar" aria-hidden="true">
      {parts.map(({ key }) => sum[key] > 0 && <i key={key} className={key} style={{ flexGrow: sum[key] }} />)}
    </span>
  )
}

function inWords(sum: Sum): Words {
  if (sum.isCancelled) return { zh: '停诊', en: 'cancelled' }
  const zh = parts.map(({ key, name }) => `${name.zh} ${sum[key]}`).join(' · ')
  const en = parts.map(({ key, name }) => `${sum[key]} ${name.en}`).join(' · ')
  return { zh: `共 ${sum.capacity} · ${zh}`, en: `${sum.capacity} in all · ${en}` }
}

/** What the colors of the bars mean. */
export function BoardKey() {
  const { t } = useWords()
  return (
    <span className="board-key">
      {parts.map(({ key, name }) => (
        <span key={key}>
          <span className="bar" aria-hidden="true">
            <i className={key} />
          </span>
          {t(name)}
        </span>
      ))}
    </span>
  )
}

const steps: Readonly<Record<string, readonly [number, number] | undefined>> = {
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
}

/** The next square to the side, or the one above or below. */
function walk(event: KeyboardEvent<HTMLTableElement>): void {
  const step = steps[event.key]
  const from = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('.square') : null
  const row = from?.closest('tr')
  if (!step || !from || !row) return
  const next = step[0] === 0 ? beside(row, from, step[1]) : below(event.currentTarget, from, step[0])
  if (!next) return
  event.preventDefault()
  next.focus()
  next.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function beside(row: Element, from: HTMLElement, by: number): HTMLElement | undefined {
  const all = [...row.querySelectorAll<HTMLElement>('.square')]
  return all[all.indexOf(from) + by]
}

function below(table: HTMLTableElement, from: HTMLElement, by: number): HTMLElement | undefined {
  const all = [...table.querySelectorAll<HTMLElement>('.square')]
  const here = from.getBoundingClientRect()
  const inLine = all.filter((each) => Math.abs(each.getBoundingClientRect().left - here.left) < 4)
  return inLine[inLine.indexOf(from) + by]
}
