import { type KeyboardEvent, type ReactNode, type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { Button } from '#web/ui/Button.tsx'
import { KeyHint } from '#web/ui/KeyHint.tsx'
import { type Text, useWords } from '#web/ui/words.ts'
import type { More } from '#web/wire/ask.ts'
import '#web/ui/QueueTable.css'

export type QueueColumn<T> = {
  readonly key: string
  readonly head: Text
  readonly cell: (row: T) => ReactNode
  /** Pixels, or a share like `20%`. Columns without one divide what is left. */
  readonly width?: number | string
  readonly align?: 'right'
}

export type QueueKey<T> = {
  /** One letter: d. */
  readonly key: string
  readonly does: Text
  readonly run: (row: T) => void
  readonly isOpenTo?: (row: T) => boolean
}

export type QueueTableProps<T> = {
  /** What the rows are. Said to those who cannot see the table. */
  readonly label: Text
  readonly rows: readonly T[]
  readonly rowKey: (row: T) => string
  readonly columns: readonly QueueColumn<T>[]
  readonly selected: string | undefined
  readonly onSelect: (row: NoInfer<T> | undefined) => void
  /** Enter and a double click. */
  readonly onOpen?: (row: NoInfer<T>) => void
  readonly keys?: readonly QueueKey<T>[]
  readonly more?: More
  readonly empty?: ReactNode
  /** Takes the keyboard when the screen opens, so that a queue is worked without a mouse. */
  readonly autoFocus?: boolean
}

/**
 * A queue, not a table of the newest: one row a person, worked with arrows, Enter and letters. The selection stays with
 * its row when the rows move, and goes to the neighbor when its row leaves.
 */
export function QueueTable<T>(props: QueueTableProps<T>) {
  const { label, rows, rowKey, columns, selected, onSelect, more, empty, autoFocus = false } = props
  const { t } = useWords()
  const body = useRef<HTMLTableSectionElement>(null)
  const index = rows.findIndex((row) => rowKey(row) === selected)
  useNeighbor({ rows, rowKey, selected, onSelect, body })

  const takeKeyboard = useEffectEvent(() => focusRow(body.current, Math.max(index, 0)))
  const hasRows = rows.length > 0
  useEffect(() => {
    if (autoFocus && hasRows) takeKeyboard()
  }, [autoFocus, hasRows])

  function go(to: number) {
    const next = Math.min(Math.max(to, 0), rows.length - 1)
    const row = rows[next]
    if (row === undefined) return
    onSelect(row)
    focusRow(body.current, next)
    if (to >= rows.length - 1 && more?.has && !more.isLoading) more.load()
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return
    const step = steps[event.key]
    if (step !== undefined) {
      event.preventDefault()
      go(Number.isFinite(step) ? index + step : step > 0 ? rows.length - 1 : 0)
    } else if (actOn(event, rows[index], props)) {
      event.preventDefault()
    }
  }

  if (rows.length === 0 && empty) return <>{empty}</>
  return (
    <div className="queue">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose rows are worked is a grid */}
      <table role="grid" aria-label={t(label)} aria-rowcount={more?.has ? -1 : rows.length + 1} onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} scope="col" className={column.align} style={{ width: column.width }}>
                {t(column.head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {rows.map((row, position) => (
            <QueueRow
              key={rowKey(row)}
              row={row}
              columns={columns}
              isSelected={position === index}
              isReachable={position === Math.max(index, 0)}
              onSelect={onSelect}
              onOpen={props.onOpen}
            />
          ))}
        </tbody>
      </table>
      {more?.has && (
        <div className="more">
          <Button tone="text" isRunning={more.isLoading} onClick={more.load}>
            {t({ zh: '后面还有,接着取', en: 'Load more' })}
          </Button>
        </div>
      )}
    </div>
  )
}

const steps: Readonly<Record<string, number | undefined>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  End: Number.POSITIVE_INFINITY,
  Home: Number.NEGATIVE_INFINITY,
}

function actOn<T>(event: KeyboardEvent, row: T | undefined, { onOpen, keys = [] }: QueueTableProps<T>): boolean {
  if (row === undefined || event.target instanceof HTMLButtonElement || event.target instanceof HTMLAnchorElement)
    return false
  if (event.key === 'Enter' && onOpen) {
    onOpen(row)
    return true
  }
  const key = keys.find((each) => each.key === event.key.toLowerCase() && (each.isOpenTo?.(row) ?? true))
  key?.run(row)
  return key !== undefined
}

type QueueRowProps<T> = {
  readonly row: T
  readonly columns: readonly QueueColumn<T>[]
  readonly isSelected: boolean
  readonly isReachable: boolean
  readonly onSelect: (row: T) => void
  readonly onOpen: ((row: T) => void) | undefined
}

function QueueRow<T>({ row, columns, isSelected, isReachable, onSelect, onOpen }: QueueRowProps<T>) {
  return (
    <tr
      className={isSelected ? 'selected' : undefined}
      aria-selected={isSelected}
      tabIndex={isReachable ? 0 : -1}
      onClick={() => onSelect(row)}
      onFocus={(event) => {
        if (event.target === event.currentTarget && !isSelected) onSelect(row)
      }}
      onDoubleClick={() => onOpen?.(row)}
    >
      {columns.map((column) => (
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as the table
        // biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus for its cells
        <td key={column.key} role="gridcell" className={column.align}>
          {column.cell(row)}
        </td>
      ))}
    </tr>
  )
}

type Neighbor<T> = Pick<QueueTableProps<T>, 'rows' | 'rowKey' | 'selected' | 'onSelect'> & {
  readonly body: RefObject<HTMLTableSectionElement | null>
}

/** When the selected row leaves (accepted, taken by someone), the one that moved into its place is next. */
function useNeighbor<T>({ rows, rowKey, selected, onSelect, body }: Neighbor<T>) {
  const [last, setLast] = useState(-1)
  const index = rows.findIndex((row) => rowKey(row) === selected)
  if (index !== -1 && index !== last) setLast(index)
  const leave = useEffectEvent(() => {
    const next = Math.min(last, rows.length - 1)
    onSelect(rows[next])
    // A row that leaves takes the keyboard with it; a button pressed elsewhere keeps it.
    if (document.activeElement === document.body) focusRow(body.current, next)
  })
  const hasLeft = selected !== undefined && index === -1 && last !== -1
  useEffect(() => {
    if (hasLeft) leave()
  }, [hasLeft])
}

function focusRow(body: HTMLTableSectionElement | null, index: number): void {
  const row = body?.rows[index]
  row?.focus({ preventScroll: true })
  row?.scrollIntoView({ block: 'nearest' })
}

function isTyping(target: EventTarget): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

export type QueueKeysProps = {
  readonly open?: Text
  readonly keys?: readonly { readonly key: string; readonly does: Text }[]
}

/** The keys of a queue, for its heading. */
export function QueueKeys({ open = { zh: '打开', en: 'open' }, keys = [] }: QueueKeysProps) {
  return (
    <span className="queue-keys">
      <KeyHint keys={['↑', '↓']} does={{ zh: '选择', en: 'choose' }} />
      <KeyHint keys={['Enter']} does={open} />
      {keys.map((each) => (
        <KeyHint key={each.key} keys={[each.key.toUpperCase()]} does={each.does} />
      ))}
    </span>
  )
}
