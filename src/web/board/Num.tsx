import { createContext, type ReactNode, use } from 'react'
import type { FigureKey, Form, Unknown } from '#governance/board/contract.ts'
import { type BoardView, nameOf as keyOf, type Which } from '#web/board/which.ts'
import { nameOf, unknownIn, valueIn } from '#web/board/words.ts'
import { figure as digits } from '#web/ui/figures.ts'
import { useWords } from '#web/ui/words.ts'

export const BoardContext = createContext<Pick<BoardView, 'opened' | 'open'>>({
  opened: undefined,
  open: () => undefined,
})

/** A number that opens into its rows, by click and by keyboard. Nought opens nothing. */
export function Num({ which, value, children }: { which: Which; value: number; children?: ReactNode }) {
  const { t } = useWords()
  const { opened, open } = use(BoardContext)
  const shown = children ?? digits(value)
  if (value === 0) return <span className="num">{shown}</span>
  const name = nameOf(which.figure, which.direction)
  const isOpen = opened === keyOf(which)
  return (
    <button
      type="button"
      className="num"
      aria-pressed={isOpen}
      title={t({ zh: `看这 ${digits(value)} 条明细`, en: `Open these ${digits(value)}` })}
      aria-label={t({ zh: `${name.zh}:看 ${digits(value)} 条明细`, en: `${name.en}: open ${digits(value)} rows` })}
      onClick={() => open(isOpen ? undefined : which)}
    >
      {shown}
    </button>
  )
}

export type Cell = {
  readonly key: FigureKey
  readonly form: Form
  readonly value: number | null
  readonly unknown: Unknown | null
  readonly numerator: number
  readonly denominator: number | null
  readonly p95: number | null
}

/** 3 / 4, both of which open. */
export function Counted({ cell, on = {} }: { cell: Cell; on?: Omit<Which, 'figure'> }) {
  const which = { ...on, figure: cell.key }
  if (cell.denominator === null) return <Num which={which} value={cell.numerator} />
  return (
    <>
      <Num which={which} value={cell.numerator} /> /{' '}
      <Num which={{ ...which, part: 'denominator' }} value={cell.denominator} />
    </>
  )
}

/** A share of a table with what it was counted from; unknown says so. */
export function Share({ cell, on }: { cell: Cell | undefined; on: Omit<Which, 'figure'> }) {
  const { t, language } = useWords()
  if (!cell || cell.value === null)
    return (
      <span className="muted" title={t(unknownIn(cell?.unknown ?? null))}>
        {t({ zh: '未知', en: 'Unknown' })}
      </span>
    )
  return (
    <>
      <b>{valueIn(cell.form, cell.value, language)}</b>
      <span className="of">
        <Counted cell={cell} on={on} />
      </span>
    </>
  )
}
