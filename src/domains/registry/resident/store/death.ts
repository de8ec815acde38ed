import { query, type Scope } from '#kernel/scope.ts'
import type { DeathKnownBy, DeathPlace } from '../contract.ts'

export type Death = { readonly residentId: string; readonly diedOn: string; readonly version: number }

/** False where the row has changed meanwhile. Also by a facility that has the person's record open, whose row it is not. */
export async function recordDeath(scope: Scope, death: Death): Promise<boolean> {
  const [row] = await query<{ done: boolean }>(scope, 'select resident.record_death($1, $2, $3) as done', [death.residentId, death.diedOn, death.version])
  return row?.done ?? false
}

export type Circumstances = { readonly place: DeathPlace; readonly knownBy: DeathKnownBy; readonly toldBy: string }

/** Where it was, how it is known and who told. */
export async function keepCircumstances(scope: Scope, death: Death & Circumstances & { homeFacilityId: string }): Promise<void> {
  await query(
    scope,
    `insert into resident.death (resident_id, facility_id, home_facility_id, died_on, place, known_by, told_by, recorded_by, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [death.residentId, scope.actor.facilityId, death.homeFacilityId, death.diedOn, death.place, death.knownBy, death.toldBy, scope.actor.name, scope.now],
  )
}

type DeathRow = { died_on: string; place: DeathPlace; known_by: DeathKnownBy; told_by: string; recorded_by: string; recorded_at: string }

export async function findDeath(scope: Scope, residentId: string): Promise<DeathRow | undefined> {
  const rows = await query<DeathRow>(scope, 'select died_on, place, known_by, told_by, recorded_by, recorded_at from resident.death where resident_id = $1', [
    residentId,
  ])
  return rows[0]
}
