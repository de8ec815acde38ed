import type { KeyboardEvent } from 'react'
import { useRef } from 'react'
import { Link } from 'wouter'
import { type Cockpit, type Figure, light } from '#governance/indicators/contract.ts'
import { inOrder } from '#web/indicators/under/order.ts'
import { aimIn, numberIn, placeIn, unitIn } from '#web/indicators/words.ts'
import { Icon } from '#web/ui/Icon.tsx'
import { type Text, useWords } from '#web/ui/words.ts'

export type Sorting = { readonly id: string; readonly from: 'best' | 'worst' }

export type MembersTableProps = {
  readonly cockpit: Cockpit
  /** The figures that get a column. */
  readonly columns: readonly Figure[]
  readonly sorting: Sorting | undefined
  readonly onSort: (id: string) => void
  readonly cockpitHref: (placeId: number) => string
  readonly indicatorHref: (id: string, placeId: number) => string
}

/** What stands under the place: a member a line, a figure a column. Arrows go from cell to cell, Enter goes down. */
export function MembersTable({ cockpit, columns, sorting, onSort, ...hrefs }: MembersTableProps) {
  const { t } = useWords()
  const body = useRef<HTMLTableSectionElement>(null)
  const at = cockpit.figures.findIndex((each) => each.id === sorting?.id)
  const by = cockpit.figures[at]
  const lines = sorting && by ? inOrder(cockpit.under, { at, from: sorting.from }, by.better) : cockpit.under
  return (
    <div className="members">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are worked is a grid
        role="grid"
        aria-label={t({ zh: '下级对比', en: 'Members compared' })}
        onKeyDown={(event) => move(event, body.current)}
      >
        <thead>
          <tr>
            <th scope="col">{t({ zh: '名称', en: 'Name' })}</th>
            {columns.map((figure) => (
              <Head key={figure.id} figure={figure} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody ref={body}>
          {lines.map(({ place, values, lights }, row) => (
            <tr key={place.placeId}>
              <th scope="row">
                <Link href={hrefs.cockpitHref(place.placeId)} tabIndex={row === 0 ? 0 : -1}>
                  {t(placeIn(place))}
                </Link>
              </th>
              {columns.map((figure) => (
                <Cell
                  key={figure.id}
                  figure={figure}
                  shown={lights[cockpit.figures.indexOf(figure)] ?? null}
                  value={values[cockpit.figures.indexOf(figure)] ?? null}
                  href={hrefs.indicatorHref(figure.id, place.placeId)}
                  member={placeIn(place)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

type HeadProps = Pick<MembersTableProps, 'sorting' | 'onSort'> & { readonly figure: Figure }

function Head({ figure, sorting, onSort }: HeadProps) {
  const { t } = useWords()
  const isSorted = sorting?.id === figure.id
  const sorted = isSorted ? (sorting.from === 'best' ? 'descending' : 'ascending') : 'none'
  return (
    <th scope="col" className="right" aria-sort={sorted}>
      <button
        type="button"
        onClick={() => onSort(figure.id)}
        title={t({ zh: '按这一列排序,并画在图上', en: 'Sort by it and draw it' })}
      >
        {t(figure.name)}
        {isSorted && <Icon name={sorting.from === 'best' ? 'arrowDown' : 'arrowUp'} size={12} />}
      </button>
      <span className="of">{figure.target ? t(aimIn(figure.target, figure.unit)) : t(unitIn(figure.unit))}</span>
    </th>
  )
}

type CellProps = {
  readonly figure: Figure
  readonly value: number | null
  /** Its light, against the target it is held to itself. */
  readonly shown: Figure['light']
  readonly href: string
  readonly member: Text
}

function Cell({ figure, value, shown, href, member }: CellProps) {
  const { t } = useWords()
  return (
    <td className={`right ${shown ?? ''}`}>
      <Link
        href={href}
        tabIndex={-1}
        title={`${t(member)} · ${t(figure.name)}${shown ? ` · ${t(light.labels[shown])}` : ''}`}
      >
        {value === null ? (
          <span className="unknown">{t({ zh: '未知', en: 'unknown' })}</span>
        ) : (
          numberIn(figure.unit, value)
        )}
        {shown && shown !== 'met' && (
          <Icon name={shown === 'missed' ? 'chevronDown' : 'minus'} size={12} label={light.labels[shown]} />
        )}
      </Link>
    </td>
  )
}

const steps: Readonly<Record<string, readonly [number, number] | undefined>> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
}

/** From cell to cell; Enter is the link's own. */
function move(event: KeyboardEvent, body: HTMLTableSectionElement | null): void {
  const step = steps[event.key]
  const cell = (event.target as HTMLElement).closest<HTMLTableCellElement>('td, th')
  const row = cell?.parentElement as HTMLTableRowElement | null | undefined
  if (!step || !cell || !row || row.parentElement !== body || event.ctrlKey || event.metaKey || event.altKey) return
  const next = body?.rows[row.sectionRowIndex + step[0]]?.cells[cell.cellIndex + step[1]]?.querySelector('a')
  if (!next) return
  event.preventDefault()
  next.focus()
}
