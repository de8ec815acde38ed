import { addDays, startOf } from '#kernel/calendar.ts'
import { redateDuties } from '#kernel/duty.ts'
import { type Job, queueJob } from '#kernel/jobs.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { rulesAt } from './loading.ts'
import { nextValues, save, subjectKind } from './loop.ts'
import { lostAfterDays } from './policy.ts'
import { replayed } from './recording.ts'
import { dutySays } from './rules/duty.ts'
import { startedState } from './rules/enrolling.ts'
import { replay } from './rules/followUp.ts'
import type { Held } from './rules/held.ts'
import { loopOf, settle } from './rules/held.ts'
import { isLost } from './rules/next.ts'
import * as store from './store.ts'

/** Lost by definition: who is overdue for so long becomes lost, and somebody has to find them. */
export const findLost: Job = {
  name: 'chronicCare:findLost',
  cron: '23 2 * * *',
  async run(kernel) {
    const late = await county(kernel, (scope) => store.longOverdue(scope, addDays(scope.today, -policyOf(scope, lostAfterDays))))
    for (const found of late) {
      await at(kernel, found, async (scope, held) => {
        const values = { today: scope.today, lostAfterDays: policyOf(scope, lostAfterDays, { place: { facilityId: held.row.facility_id } }) }
        if (!isLost(loopOf(held), values)) return
        await save(scope, { row: { ...held.row, status: 'lost', lost_on: scope.today }, programs: held.programs }, { action: 'lost' })
      })
    }
  },
}

/** A death closes the loop wherever it is managed. */
export const closeChronicForDeath: Job = {
  name: 'chronicCare:closeForDeath',
  async run(kernel, payload) {
    const { residentId } = payload as { residentId: string }
    for (const found of await county(kernel, (scope) => store.openOfResident(scope, residentId))) {
      await at(kernel, found, async (scope, held) => {
        if (held.row.next_due_on === null) return
        await save(scope, { row: { ...held.row, status: 'died', lost_on: null }, programs: held.programs }, { action: 'died' })
      })
    }
  },
}

/** The dead person's row may lie with a facility the doctor cannot see: a job finds it. */
export async function onChronicPatientDied(scope: Scope, died: { residentId: string }): Promise<void> {
  await queueJob(scope, closeChronicForDeath, { residentId: died.residentId })
}

/** After a change of rules: classes, dates and duties of everybody managed, a batch at a time; what does not change is not written. */
export const reevaluate: Job = {
  name: 'chronicCare:reevaluate',
  cron: '47 1 * * *',
  async run(kernel) {
    await reevaluateAll(kernel)
  },
}

const batchSize = 2000

/** Answers how many people were looked at and how many were written. */
export async function reevaluateAll(kernel: Kernel): Promise<{ seen: number; written: number }> {
  let [seen, written] = [0, 0]
  for (let after: string | null = null; ; ) {
    const from: string | null = after
    const changed = await county(kernel, async (scope) => {
      const held = await store.openBatch(scope, { after: from, limit: batchSize })
      seen += held.length
      return { last: held.length < batchSize ? null : (held.at(-1)?.row.id ?? null), held: await reevaluated(scope, held) }
    })
    const { held } = changed
    const facilities = [...new Set(held.flatMap(({ row }) => [row.facility_id, ...(row.transfer_facility_id ? [row.transfer_facility_id] : [])]))]
    if (held.length > 0) await asSystem(kernel, { name: 'chronicCare', facilities }, (scope) => writeChanges(scope, held))
    written += held.length
    if (changed.last === null) return { seen, written }
    after = changed.last
  }
}

/** Those whose class or date differs when everything that was done is judged again. */
async function reevaluated(scope: Scope, held: readonly Held[]): Promise<Held[]> {
  const done = Map.groupBy(
    await store.followUpsInOrder(
      scope,
      held.map(({ row }) => row.id),
    ),
    (f) => f.managed_id,
  )
  const values = nextValues(scope)
  const known = new Map<string, ReturnType<typeof rulesAt>>()
  const rulesOf = (facilityId: string) => (day: string) => {
    const key = `${facilityId} ${day}`
    const found = known.get(key) ?? rulesAt(scope, { day, place: { facilityId } })
    known.set(key, found)
    return found
  }
  return held.flatMap((one) => {
    const rows = done.get(one.row.id) ?? []
    const programs = rows.length > 0 ? replay(one.programs.map(startedState), rows.map(replayed), { rulesOf: rulesOf(one.row.facility_id) }) : one.programs
    const settled = settle({ row: one.row, programs }, { today: scope.today, values })
    return isSame(one, settled) ? [] : [settled]
  })
}

function isSame(before: Held, after: Held): boolean {
  const { row: a } = before
  const { row: b } = after
  return (
    a.next_due_on === b.next_due_on && a.next_step === b.next_step && a.risk === b.risk && JSON.stringify(before.programs) === JSON.stringify(after.programs)
  )
}

async function writeChanges(scope: Scope, changed: readonly Held[]): Promise<void> {
  await store.writeStates(scope, changed)
  await store.savePrograms(scope, changed)
  const duties = changed.flatMap((held) => {
    const { row } = held
    const { why } = dutySays(held.programs, row.last_readings)
    return row.next_step && row.next_due_on ? [{ subjectId: row.id, kind: row.next_step, due: startOf(addDays(row.next_due_on, 1)), risk: row.risk, why }] : []
  })
  await redateDuties(scope, subjectKind, duties)
}

type Found = { id: string; facility_id: string; transfer_facility_id: string | null }

function county<T>(kernel: Kernel, work: (scope: Scope) => Promise<T>): Promise<T> {
  return asSystem(kernel, { name: 'chronicCare', facilities: [], role: 'tongmai_county' }, work)
}

async function at(kernel: Kernel, found: Found, work: (scope: Scope, held: Held) => Promise<void>): Promise<void> {
  const facilities = [found.facility_id, ...(found.transfer_facility_id ? [found.transfer_facility_id] : [])]
  await asSystem(kernel, { name: 'chronicCare', facilities }, async (scope) => {
    const held = await store.findManaged(scope, found.id, { isLocked: true })
    if (held) await work(scope, held)
  })
}
