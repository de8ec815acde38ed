import type { Scope } from '#kernel/scope.ts'
import { hospitalDepartments } from '#registry/facility/index.ts'
import type { PackedDepartment } from './rules/packed.ts'

/** Where a device without a network may refer to. What is free there it cannot know: the referral joins the line. */
export async function departmentsToTake(scope: Scope): Promise<PackedDepartment[]> {
  const rows = await hospitalDepartments(scope, [], scope.today)
  return rows
    .filter((d) => d.kind !== 'referralDesk' && d.facility_id !== scope.actor.facilityId)
    .map((d) => ({ departmentId: d.id, name: d.name, facility: d.facility, kind: d.kind, within: d.in_consortium, emergency: d.kind === 'emergency' }))
}
