import { addDays, addMinutes, startOf } from '#kernel/calendar.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { departmentsNamed } from '#registry/facility/index.ts'
import type { SupplyLow } from './contract.ts'
import { supplyWatch } from './policy.ts'
import { forecast, lastDayAhead } from './rules/supply.ts'
import { type SupplyLine, supplyLines } from './store/supply.ts'

export type Low = SupplyLine & { readonly goneAt: string | null; readonly perDay: number }

/** Departments and kinds whose reserved units run dry before the days ahead are over. */
export async function lowLines(scope: Scope, facilityIds: readonly string[] | null): Promise<Low[]> {
  const watch = policyOf(scope, supplyWatch, facilityIds?.length === 1 && facilityIds[0] ? { place: { facilityId: facilityIds[0] } } : {})
  const lines = await supplyLines(scope, {
    until: startOf(addDays(lastDayAhead(scope.now, watch.daysAhead), 1)),
    since: addMinutes(scope.now, -watch.paceWeeks * 7 * 1440),
    facilityIds,
  })
  return lines.flatMap((line) => {
    const supply = { reserved: line.reserved, left: line.left, takenLately: line.taken_lately, lastDay: line.days.at(-1) ?? null }
    const { isLow, goneAt, perDay } = forecast(supply, { now: scope.now, watch })
    return isLow ? [{ ...line, goneAt, perDay }] : []
  })
}

/** As people read it, what is gone first on top. */
export async function lowSupply(scope: Scope, facilityIds: readonly string[] | null): Promise<SupplyLow[]> {
  const low = await lowLines(scope, facilityIds)
  const departments = await departmentsNamed(
    scope,
    low.map((line) => line.department_id),
  )
  return low
    .toSorted((a, b) => Date.parse(a.goneAt ?? '9999-12-31') - Date.parse(b.goneAt ?? '9999-12-31') || a.left - b.left)
    .map((line) => {
      const department = departments.get(line.department_id)
      return {
        facilityId: line.facility_id,
        facility: department?.facility ?? '',
        departmentId: line.department_id,
        department: department?.name ?? '',
        kind: line.kind,
        reserved: line.reserved,
        left: line.left,
        perWeek: Math.round(line.perDay * 70) / 10,
        days: line.days,
        goneAt: line.goneAt,
      }
    })
}
