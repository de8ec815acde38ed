import type { Moment } from '#kernel/calendar.ts'
import { query, type Scope } from '#kernel/scope.ts'
import { linesOf, valuesOf, type Window } from './lines.ts'
import type { Part, Source } from './parts.ts'

/** What a number was told apart by; facilities as all that stand under the name shown. */
export type Narrowing = {
  readonly direction?: string | undefined
  readonly urgency?: string | undefined
  readonly reason?: string | undefined
  readonly kind?: string | undefined
  readonly departmentId?: string | undefined
  readonly facilityIds?: readonly string[] | undefined
  readonly senderIds?: readonly string[] | undefined
  readonly receiverIds?: readonly string[] | undefined
}

/** A line as it is shown, whichever source it is of. */
export type LineRow = {
  id: string
  masked_name: string | null
  sex: 'male' | 'female' | 'unknown' | null
  birth_date: string | null
  village: string | null
  from_facility_id: string | null
  facility_id: string
  department_id: string | null
  direction: string | null
  urgency: string | null
  status: string | null
  external_place: string | null
  kind: string | null
  resource: string | null
  reason: string | null
  amount: number
  at: Moment
  answered_at: Moment | null
  arrived_at: Moment | null
  ended_at: Moment | null
  minutes: number | null
}

const person = 'm.masked_name, m.sex, m.birth_date, m.village'
const shown: Readonly<Record<Source, string>> = {
  referral: `${person}, m.from_facility_id, m.direction, m.urgency, m.status, m.external_place, null as kind, null as resource, m.decline_reason as reason,
    m.answered_at, m.arrived_at, m.closed_at as ended_at, case when m.accepted_at is not null then round(m.accept_minutes) end as minutes`,
  session: `null as masked_name, null as sex, null as birth_date, null as village, null::uuid as from_facility_id, null as direction, null as urgency,
    null as status, null as external_place, m.kind, m.resource, null as reason, null::timestamptz as answered_at, null::timestamptz as arrived_at,
    null::timestamptz as ended_at, null::float8 as minutes`,
  hold: `${person}, m.from_facility_id, null as direction, null as urgency, m.status, null as external_place, m.kind, m.resource, null as reason,
    m.confirmed_at as answered_at, null::timestamptz as arrived_at, m.ended_at, null::float8 as minutes`,
}

/** The conditions of a narrowing that mean anything to a source. */
function narrowed(source: Source, narrowing: Narrowing, first: number): { sql: string; values: unknown[] } {
  const columns: Readonly<Record<string, readonly [keyof Narrowing, string]>> = {
    department: ['departmentId', 'm.department_id = $'],
    facility: ['facilityIds', 'm.facility_id = any ($)'],
    ...(source === 'referral'
      ? {
          direction: ['direction', 'm.direction = $'],
          urgency: ['urgency', 'm.urgency = $'],
          reason: ['reason', 'm.decline_reason = $'],
          sender: ['senderIds', 'm.from_facility_id = any ($)'],
          receiver: ['receiverIds', 'm.facility_id = any ($)'],
        }
      : { kind: ['kind', 'm.kind = $'] }),
  }
  const values: unknown[] = []
  const conditions = Object.values(columns).flatMap(([name, condition]) => {
    const value = narrowing[name]
    if (value === undefined) return []
    values.push(value)
    const cast = Array.isArray(value) ? '::uuid[]' : name === 'departmentId' ? '::uuid' : ''
    return [condition.replace('$', `$${first + values.length - 1}${cast}`)]
  })
  return { sql: conditions.map((c) => ` and ${c}`).join(''), values }
}

export type Wanted = { readonly part: Part; readonly narrowing: Narrowing; readonly limit: number; readonly after?: { at: string; id: string } | undefined }

/** One page of the lines a number counted, in the order of their time; the same condition as the number itself. */
export async function linesBehind(scope: Scope, window: Window, { part, narrowing, limit, after }: Wanted): Promise<LineRow[]> {
  const values = [...valuesOf(part.source, window)]
  const narrow = narrowed(part.source, narrowing, values.length + 1)
  values.push(...narrow.values)
  const position = after ? ` and (m.at, m.subject_id) > ($${values.push(after.at)}::timestamptz, $${values.push(after.id)}::uuid)` : ''
  return query<LineRow>(
    scope,
    `${linesOf[part.source]}
     select m.subject_id as id, m.facility_id, m.department_id, ${shown[part.source]},
            (${part.amount ?? '1'})::int as amount, m.at
       from m where (${part.where})${narrow.sql}${position} order by m.at, m.subject_id limit $${values.push(limit)}`,
    values,
  )
}

/** How many lines a number has, and what they add up to. */
export async function countBehind(scope: Scope, window: Window, { part, narrowing }: Pick<Wanted, 'part' | 'narrowing'>) {
  const values = [...valuesOf(part.source, window)]
  const narrow = narrowed(part.source, narrowing, values.length + 1)
  const [row] = await query<{ lines: number; counted: number }>(
    scope,
    `${linesOf[part.source]} select count(*)::int as lines, coalesce(sum(${part.amount ?? '1'}), 0)::int as counted from m where (${part.where})${narrow.sql}`,
    [...values, ...narrow.values],
  )
  return row ?? { lines: 0, counted: 0 }
}
