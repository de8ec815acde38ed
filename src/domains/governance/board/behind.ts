import { ageOn, dayOf, type Month, monthOf } from '#kernel/calendar.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { departmentsNamed, namesOf } from '#registry/facility/index.ts'
import { type FigureRow, mostExported } from './contract.ts'
import { growthAt } from './growth.ts'
import type { FigureKey, PartName } from './labels.ts'
import type { Where } from './place.ts'
import { type Period, wholeMonth, yearUntil } from './rules/period.ts'
import { groupsAt } from './rules/place.ts'
import { type Part, partOf, parts } from './store/parts.ts'
import { countBehind, type LineRow, linesBehind, type Narrowing } from './store/rows.ts'
import { windowOf } from './window.ts'

/** Which number, as it was asked for. */
export type Which = {
  readonly figure: FigureKey
  readonly part: PartName
  readonly month?: Month | undefined
  readonly senderId?: string | undefined
  readonly receiverId?: string | undefined
  readonly facilityId?: string | undefined
} & Pick<Narrowing, 'direction' | 'urgency' | 'reason' | 'kind' | 'departmentId'>

/** The lines a number counted: the same condition, window and narrowing as the number itself. */
async function behind(scope: Scope, where: Where, which: Which) {
  const month = which.month ?? monthOf(scope.today)
  if (month > monthOf(scope.today)) return refuse('notBegun')
  const part = partOf(which.figure, which.part)
  const period = await periodOf(scope, where, { ...which, month })
  if (!part || !period) return refuse('noSuchPart')
  const groups = groupsAt(where.place.level, where.facilities)
  const under = (id: string | undefined) => (id ? groups.filter((each) => each.groupId === id).map((each) => each.id) : undefined)
  const { direction, urgency, reason, kind, departmentId } = which
  const narrowing = {
    direction,
    urgency,
    reason,
    kind,
    departmentId,
    facilityIds: which.facilityId ? [which.facilityId] : undefined,
    senderIds: under(which.senderId),
    receiverIds: under(which.receiverId),
  }
  return { part, month, period, window: windowOf(scope, { period, place: where.place, facilities: where.facilities }), narrowing }
}

/** The month, or for growth the year so far and, below the line, the first year's same months. */
async function periodOf(scope: Scope, { place }: Where, which: Which & { month: Month }): Promise<Period | undefined> {
  if (parts[which.figure].form !== 'growth') return wholeMonth(which.month)
  if (which.part === 'numerator') return yearUntil(which.month, Number(which.month.slice(0, 4)))
  const { baseYear } = await growthAt(scope, place, which.month)
  return baseYear === null ? undefined : yearUntil(which.month, baseYear)
}

/** One page of the rows behind a number, with the number itself and how many rows it has. */
export async function openRows(scope: Scope, where: Where, which: Which & { limit: number; after?: { at: string; id: string } | undefined }) {
  const found = await behind(scope, where, which)
  if (isRefused(found)) return found
  const { part, window, narrowing } = found
  const [count, lines] = await Promise.all([
    countBehind(scope, window, { part, narrowing }),
    linesBehind(scope, window, { part, narrowing, limit: which.limit + 1, after: which.after }),
  ])
  const shown = lines.slice(0, which.limit)
  const last = lines.length > which.limit ? shown.at(-1) : undefined
  return { ...found, ...count, items: await inWords(scope, shown, part), next: last ? ([last.at, last.id] as const) : null }
}

/** All rows of a number, where a spreadsheet can still hold them. */
export async function everyRow(scope: Scope, where: Where, which: Which) {
  const found = await behind(scope, where, which)
  if (isRefused(found)) return found
  const { part, window, narrowing } = found
  const lines = await linesBehind(scope, window, { part, narrowing, limit: mostExported + 1 })
  if (lines.length > mostExported) {
    const { lines: rows } = await countBehind(scope, window, { part, narrowing })
    return refuse('tooMany', { rows, most: mostExported })
  }
  return { ...found, items: await inWords(scope, lines, part) }
}

async function inWords(scope: Scope, lines: readonly LineRow[], { source }: Part): Promise<FigureRow[]> {
  const [names, departments] = await Promise.all([
    namesOf(
      scope,
      lines.flatMap((line) => [line.facility_id, ...(line.from_facility_id ? [line.from_facility_id] : [])]),
    ),
    departmentsNamed(
      scope,
      lines.flatMap((line) => line.department_id ?? []),
    ),
  ])
  return lines.map((line) => ({
    rowId: line.id,
    person: line.masked_name
      ? {
          name: line.masked_name,
          sex: line.sex ?? 'unknown',
          age: line.birth_date ? ageOn(line.birth_date, dayOf(line.at)) : null,
          village: line.village,
        }
      : null,
    from: line.from_facility_id ? (names.get(line.from_facility_id)?.name ?? null) : null,
    to: line.external_place ?? names.get(line.facility_id)?.name ?? '',
    department: line.department_id ? (departments.get(line.department_id)?.name ?? null) : null,
    direction: line.direction as FigureRow['direction'],
    urgency: line.urgency as FigureRow['urgency'],
    status: source === 'referral' ? (line.status as FigureRow['status']) : null,
    holdStatus: source === 'hold' ? (line.status as FigureRow['holdStatus']) : null,
    kind: line.kind as FigureRow['kind'],
    resource: line.resource,
    reason: line.reason as FigureRow['reason'],
    amount: line.amount,
    at: line.at,
    answeredAt: line.answered_at,
    arrivedAt: line.arrived_at,
    endedAt: line.ended_at,
    minutes: line.minutes,
  }))
}
