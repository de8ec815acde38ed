import { query, type Scope } from '#kernel/scope.ts'
import { type FigureKey, figure, type PartName, part } from '../labels.ts'
import { linesOf, valuesOf, type Window } from './lines.ts'
import { type Part, parts, type Source } from './parts.ts'

/** A figure as it was counted. The median and the 95th percentile stand only where it is a time. */
export type Cell = { readonly numerator: number; readonly denominator: number | null; readonly p50: number | null; readonly p95: number | null }
export type Cells = Partial<Record<FigureKey, Cell>>

/** By what the lines are told apart: a column of theirs, or the group a facility of theirs belongs to. */
export type Grouping = 'direction' | 'month' | 'monthAndDirection' | 'urgency' | 'department' | 'kind' | 'facility' | 'sender' | 'receiver' | 'flow' | 'reason'

type Group = Readonly<Record<string, string | null>>
export type Counted = { readonly group: Group; readonly cells: Cells }

const columns: Readonly<Record<Grouping, Readonly<Record<string, string>>>> = {
  direction: { direction: 'm.direction' },
  month: { month: 'm.month' },
  monthAndDirection: { month: 'm.month', direction: 'm.direction' },
  urgency: { urgency: 'm.urgency' },
  department: { departmentId: 'm.department_id', facilityId: 'm.facility_id' },
  kind: { kind: 'm.kind' },
  facility: { facilityId: 'm.facility_id', kind: 'm.kind' },
  sender: { senderId: 'sender.group_id' },
  receiver: { receiverId: 'receiver.group_id' },
  flow: { senderId: 'sender.group_id', receiverId: 'receiver.group_id', direction: 'm.direction' },
  reason: { reason: 'm.decline_reason' },
}

type Counting = { readonly key: FigureKey; readonly name: PartName; readonly part: Part }

function countingOf(source: Source, keys: readonly FigureKey[]): Counting[] {
  return keys.flatMap((key) =>
    part.codes.flatMap((name) => {
      const found = parts[key][name]
      return found?.source === source ? [{ key, name, part: found }] : []
    }),
  )
}

function expressionOf({ key, name, part: { where, amount } }: Counting): string {
  const counted = amount ? `coalesce(sum(${amount}) filter (where ${where}), 0)::int` : `(count(*) filter (where ${where}))::int`
  const said = [`${counted} as "${key} ${name}"`]
  if (parts[key].form === 'quantile') {
    for (const [as, share] of Object.entries({ p50: 0.5, p95: 0.95 })) {
      said.push(`percentile_disc(${share}) within group (order by m.accept_minutes) filter (where ${where}) as "${key} ${as}"`)
    }
  }
  return said.join(', ')
}

export type Asked = {
  readonly source: Source
  readonly keys?: readonly FigureKey[]
  /** Without one, everything together. */
  readonly by?: Grouping
  /** Which group each facility belongs to: a village its township. */
  readonly groups?: readonly { readonly id: string; readonly groupId: string }[]
}

/** Counts every figure of a source in one scan of its lines, apart by a grouping. */
export async function countFigures(scope: Scope, window: Window, asked: Asked): Promise<Counted[]> {
  const { source, by, groups, keys = figure.codes } = asked
  const counting = countingOf(source, keys)
  const values = [...valuesOf(source, window)]
  const apart = by ? columns[by] : {}
  const joins = groups
    ? ['sender', 'receiver']
        .filter((side) => Object.values(apart).some((column) => column.startsWith(side)))
        .map((side) => {
          values.push(
            groups.map((g) => g.id),
            groups.map((g) => g.groupId),
          )
          const on = side === 'sender' ? 'from_facility_id' : 'facility_id'
          return `join unnest($${values.length - 1}::uuid[], $${values.length}::uuid[]) as ${side} (id, group_id) on ${side}.id = m.${on}`
        })
    : []
  const named = Object.entries(apart).map(([name, column]) => `${column} as "${name}"`)
  // Planned for the window that is asked: without its numbers each of a year's lines is compared with each of the limits.
  await query(scope, "select set_config('plan_cache_mode', 'force_custom_plan', true)", [])
  const rows = await query<Record<string, string | number | null>>(
    scope,
    `${linesOf[source]}
     select ${[...named, ...counting.map(expressionOf)].join(', ')} from m ${joins.join(' ')} ${by ? `group by ${Object.values(apart).join(', ')}` : ''}`,
    values,
  )
  return rows.map((row) => ({ group: Object.fromEntries(Object.keys(apart).map((name) => [name, row[name] as string | null])), cells: cellsOf(row) }))
}

function cellsOf(row: Record<string, string | number | null>): Cells {
  const cells: Cells = {}
  for (const key of figure.codes) {
    const [numerator, denominator] = [row[`${key} numerator`], row[`${key} denominator`]]
    if (numerator === undefined && denominator === undefined) continue
    const has = parts[key].denominator !== undefined
    cells[key] = {
      numerator: Number(numerator ?? 0),
      denominator: has ? Number(denominator ?? 0) : null,
      p50: numberOr(row[`${key} p50`]),
      p95: numberOr(row[`${key} p95`]),
    }
  }
  return cells
}

function numberOr(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : Math.round(Number(value))
}
