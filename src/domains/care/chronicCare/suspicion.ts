import { dayOf } from '#kernel/calendar.ts'
import { type Job, queueJob } from '#kernel/jobs.ts'
import type { Scope } from '#kernel/scope.ts'
import { asSystem } from '#kernel/transaction.ts'
import type { VisitKind } from '#record/visit/contract.ts'
import { asPerson, findPerson } from '#registry/resident/index.ts'
import { diseases } from './diseases/index.ts'
import type { Measured } from './diseases/program.ts'
import { loadEvidence, type Person, rulesAt } from './loading.ts'
import { newHeld, save } from './loop.ts'
import { latestIn } from './rules/form.ts'
import type { Held } from './rules/held.ts'
import { statusFor } from './rules/held.ts'
import { isOpenStatus, type ProgramState } from './rules/patient.ts'
import { diagnoseAll, suspect } from './rules/screening.ts'
import * as store from './store.ts'

/** Everything that diseases are looked for in. */
const telling = new Set(diseases.flatMap((d) => d.needed))

type Visit = {
  readonly residentId: string
  readonly facilityId: string
  readonly kind: VisitKind
  readonly at: string
  readonly vitals: Readonly<Record<string, number | undefined>>
}

/** A visit was written down: what was measured opens, confirms or clears a suspicion. */
export async function onVisitRecorded(scope: Scope, visit: Visit): Promise<void> {
  if (!Object.keys(visit.vitals).some((name) => telling.has(name))) return
  const [person, all] = await Promise.all([findPerson(scope, visit.residentId), store.managedOfPerson(scope, visit.residentId, { isLocked: true })])
  if (!person || person.status === 'died') return
  const held = all.find(({ row }) => isOpenStatus(row.status))
  await weighEvidence(scope, { person, held, diagnoses: held?.row.diagnoses ?? [], day: dayOf(visit.at) })
}

type Weighing = { readonly person: Person; readonly held: Held | undefined; readonly diagnoses: readonly string[]; readonly day: string }

/** Holds all that was measured against every disease not yet managed, and saves where that changes something. */
export async function weighEvidence(scope: Scope, { person, held, diagnoses, day }: Weighing) {
  const rules = rulesAt(scope, { day })
  const elsewhere = held ? undefined : await managedElsewhere(scope, person.resident_id)
  const facts = await loadEvidence(scope, person.resident_id, { day, person, diagnoses, answers: held?.row.last_answers ?? {}, rules })
  const before = held?.programs ?? []
  const found = diagnoseAll(elsewhere?.programs ?? before, { facts, rules })
  if (elsewhere) {
    await leaveToHome(scope, elsewhere, day)
    return { found, held: undefined }
  }
  const programs = suspect(before, { found, day, rules })
  const isChanged = !isSame(before, programs)
  const after = isChanged ? await saveSuspicion(scope, { person, held, programs, measured: facts.measured }) : held
  return { found, held: after }
}

/** Managed by a place whose rows this one may read and not write: a hospital measures somebody of a village. */
export async function managedElsewhere(scope: Scope, residentId: string): Promise<Held | undefined> {
  const all = await store.managedOfPerson(scope, residentId)
  const isOurs = (id: string | null) => id !== null && scope.actor.facilities.includes(id)
  return all.find(({ row }) => isOpenStatus(row.status) && !isOurs(row.facility_id) && !isOurs(row.transfer_facility_id))
}

/** What was measured here is weighed where the person is managed, as soon as this is committed. */
async function leaveToHome(scope: Scope, { row }: Held, day: string): Promise<void> {
  const facilities = [row.facility_id, ...(row.transfer_facility_id ? [row.transfer_facility_id] : []), scope.actor.facilityId]
  await queueJob(scope, weighElsewhere, { managedId: row.id, residentId: row.resident_id, facilities, day })
}

type Left = { readonly managedId: string; readonly residentId: string; readonly facilities: readonly string[]; readonly day: string }

/** Weighs what another place measured, with that place's rows and the home's. */
export const weighElsewhere: Job = {
  name: 'chronicCare:weighElsewhere',
  async run(kernel, payload) {
    const { managedId, residentId, facilities, day } = payload as Left
    await asSystem(kernel, { name: 'chronicCare', facilities, residentId }, async (scope) => {
      const [person, held] = await Promise.all([findPerson(scope, residentId), store.findManaged(scope, managedId, { isLocked: true })])
      if (person && held && isOpenStatus(held.row.status)) await weighEvidence(scope, { person, held, diagnoses: held.row.diagnoses, day })
    })
  },
}

async function saveSuspicion(
  scope: Scope,
  { person, held, programs, measured }: { person: Person; held: Held | undefined; programs: readonly ProgramState[]; measured: readonly Measured[] },
): Promise<Held | undefined> {
  if (!held && statusFor(programs) === 'ended') return undefined
  const start = held ?? newHeld(scope, { residentId: person.resident_id, person: asPerson(person), homeId: person.home_facility_id, programs })
  const isActive = start.row.status === 'managed' || start.row.status === 'suspected'
  // Whoever is followed up is shown what the last follow-up found; a mere suspicion, what raised it.
  const last_readings = start.row.last_follow_up_on ? start.row.last_readings : latestIn(measured)
  const row = { ...start.row, last_readings, ...(isActive ? { status: statusFor(programs) } : {}) }
  return save(
    scope,
    { row, programs },
    { action: 'measured', data: { programs: programs.map((p) => ({ disease: p.disease, status: p.status, isMet: p.isMet })) } },
  )
}

function isSame(a: readonly ProgramState[], b: readonly ProgramState[]): boolean {
  return (
    a.length === b.length &&
    a.every((p) => b.some((q) => q.disease === p.disease && q.status === p.status && q.isMet === p.isMet && q.nextDueOn === p.nextDueOn))
  )
}
