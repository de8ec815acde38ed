import { addDays, addMinutes, startOf } from '#kernel/calendar.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { departmentsNamed } from '#registry/facility/index.ts'
import { isHospital } from '#registry/facility/rules.ts'
import type { SupplyLow } from './contract.ts'
import { supplyWatch } from './policy.ts'
import type { Facility } from './rules/place.ts'
import { forecast, lastDayAhead } from './rules/supply.ts'
import { supplyLines } from './store/supply.ts'

/** Departments and kinds of a facility whose reserved units run dry before the days ahead are over; what is gone first on top. */
export async function lowAt(scope: Scope, { id, consortium_id }: Pick<Facility, 'id' | 'consortium_id'>): Promise<SupplyLow[]> {
  const watch = policyOf(scope, supplyWatch, { place: { facilityId: id, ...(consortium_id ? { consortiumId: consortium_id } : {}) } })
  const lines = await supplyLines(scope, {
    facilityId: id,
    until: startOf(addDays(lastDayAhead(scope.now, watch.daysAhead), 1)),
    since: addMinutes(scope.now, -watch.paceWeeks * 7 * 1440),
  })
  const low = lines.flatMap((line) => {
    const found = forecast({ reserved: line.reserved, left: line.left, takenLately: line.taken_lately }, { now: scope.now, watch })
    return found.isLow ? [{ ...line, ...found }] : []
  })
  const departments = await departmentsNamed(
    scope,
    low.map((line) => line.department_id),
  )
  return low
    .map((line) => ({
      facilityId: id,
      facility: departments.get(line.department_id)?.facility ?? '',
      departmentId: line.department_id,
      department: departments.get(line.department_id)?.name ?? '',
      kind: line.kind,
      reserved: line.reserved,
      left: line.left,
      perWeek: Math.round(line.perDay * 70) / 10,
      weeks: watch.paceWeeks,
      days: line.days,
      goneAt: line.goneAt,
    }))
    .toSorted((a, b) => Date.parse(a.goneAt ?? '9999-12-31') - Date.parse(b.goneAt ?? '9999-12-31') || a.left - b.left)
}

/** The same for every hospital looked at: only hospitals keep units for the base. */
export async function lowSupply(scope: Scope, facilities: readonly Facility[], within: readonly string[] | null): Promise<SupplyLow[]> {
  const hospitals = facilities.filter((f) => isHospital(f.kind) && f.consortium_id !== null && (within === null || within.includes(f.id)))
  return (await Promise.all(hospitals.map((hospital) => lowAt(scope, hospital)))).flat()
}
