import { newId } from '#kernel/ids.ts'
import { type Scope, tables } from '#kernel/scope.ts'

const movement = tables('movement')

type NewChange = {
  readonly staffId: string
  readonly kind: 'transferred' | 'departed'
  readonly on: string
  readonly toFacilityId?: string
  readonly reason: string
  readonly isSettled: boolean
}

export async function insertChange(scope: Scope, change: NewChange): Promise<void> {
  await movement(scope)
    .insertInto('movement.change')
    .values({
      id: newId(),
      staff_id: change.staffId,
      kind: change.kind,
      on_day: change.on,
      to_facility_id: change.toFacilityId ?? null,
      reason: change.reason,
      recorded_by: scope.actor.accountId,
      recorded_at: scope.now,
      settled_at: change.isSettled ? scope.now : null,
    })
    .execute()
}

export async function changesOf(scope: Scope, staffId: string) {
  const rows = await movement(scope)
    .selectFrom('movement.change')
    .select(['kind', 'on_day', 'to_facility_id', 'reason', 'recorded_at'])
    .where('staff_id', '=', staffId)
    .orderBy('on_day', 'desc')
    .limit(50)
    .execute()
  return rows as { kind: 'transferred' | 'departed'; on_day: string; to_facility_id: string | null; reason: string; recorded_at: string }[]
}

/** Departures whose day has come. */
export async function dueDepartures(scope: Scope) {
  return movement(scope)
    .selectFrom('movement.change')
    .select(['id', 'staff_id'])
    .where('settled_at', 'is', null)
    .where('on_day', '<=', scope.today)
    .forUpdate()
    .skipLocked()
    .limit(200)
    .execute()
}

export async function settle(scope: Scope, id: string): Promise<void> {
  await movement(scope).updateTable('movement.change').set({ settled_at: scope.now }).where('id', '=', id).execute()
}
