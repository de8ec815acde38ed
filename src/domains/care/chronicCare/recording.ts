import { unless } from '#kernel/action.ts'
import { addDays, dayOf, type Moment } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { recordVisitRow } from '#record/visit/index.ts'
import type { Measurement } from '#record/visit/rules/things.ts'
import { asPerson } from '#registry/resident/index.ts'
import { oneCard } from './card.ts'
import type { chronicCareContract } from './contract.ts'
import { diseaseOf } from './diseases/index.ts'
import type { Values } from './diseases/program.ts'
import { joined } from './joining.ts'
import type { FollowUpMode } from './labels.ts'
import { latestIn, loadPatient, rulesAt } from './loading.ts'
import { save, statusFor } from './loop.ts'
import * as policy from './policy.ts'
import { startedState } from './rules/enrolling.ts'
import { type Decided, decideFollowUp, type Replayed, replay, type Told } from './rules/followUp.ts'
import { readingSpec } from './rules/form.ts'
import { isOpenStatus, type Patient, type ProgramState } from './rules/patient.ts'
import { vitalsIn } from './rules/values.ts'
import type { FollowUpRow, Held } from './store.ts'
import * as store from './store.ts'
import { weighEvidence } from './suspicion.ts'

type Asked = Parsed<typeof chronicCareContract.recordFollowUp>

const visitKinds = { clinic: 'outpatient', home: 'homeVisit', phone: 'remote' } as const satisfies Record<FollowUpMode, string>

/** One follow-up: decided by the rules of the day it happened, written once as a visit, and the person's one duty passed on. */
export async function recordFollowUp(scope: Scope, input: Asked) {
  if (scope.actor.staffId === null) return refuse('noDoctor')
  const loaded = await loadPatient(scope, input.residentId, { isLocked: true })
  const held = await joined(scope, loaded.all)
  if (!held || !isOpenStatus(held.row.status)) return refuse('notManaged')
  const at = input.occurredAt ?? scope.now
  const rules = rulesAt(scope, { day: dayOf(at), place: { facilityId: held.row.facility_id } })
  const { before, later } = await around(scope, held, at)
  const patient: Patient = { ...loaded.patient, programs: later.length > 0 ? statesAfter(scope, held, before) : held.programs }
  const told: Told = { ...input, at }
  const decided = decideFollowUp(patient, { told, rules, now: scope.now })
  if (isRefused(decided)) return decided
  const id = input.followUpId ?? newId()
  const written = await unless(write(scope, { id, input, at, decided, held }), {
    visit_pkey: refuse('alreadyRecorded'),
    follow_up_pkey: refuse('alreadyRecorded'),
  })
  if (isRefused(written)) return written
  const own = replayed(written)
  const programs = later.length > 0 ? statesAfter(scope, held, [...before, own, ...later]) : decided.programs
  const followed = after(held, { written, programs, decided, diagnoses: loaded.diagnoses, person: asPerson(loaded.person), isLatest: later.length === 0 })
  const saved = await save(scope, followed, { action: 'followUp', data: { followUpId: id, results: written.results } })
  const { held: weighed } = await weighEvidence(scope, { person: loaded.person, held: saved, diagnoses: loaded.diagnoses, day: dayOf(at) })
  const { results, nextDueOn, advice, lifestyle, referral, counts } = decided
  return {
    followUpId: id,
    visitId: id,
    residentId: input.residentId,
    occurredAt: at,
    results,
    nextDueOn,
    advice,
    lifestyle,
    referral,
    counts,
    managed: await oneCard(scope, weighed ?? saved),
  }
}

/** What was done before and after this moment: what arrives late is put where it belongs. */
async function around(scope: Scope, held: Held, at: Moment): Promise<{ before: Replayed[]; later: Replayed[] }> {
  if (!held.row.last_follow_up_on || held.row.last_follow_up_on < dayOf(at)) return { before: [], later: [] }
  const rows = await store.followUpsInOrder(scope, [held.row.id])
  const isLater = (row: FollowUpRow) => Date.parse(row.occurred_at) > Date.parse(at)
  return { before: rows.filter((r) => !isLater(r)).map(replayed), later: rows.filter(isLater).map(replayed) }
}

export function replayed(row: FollowUpRow): Replayed {
  const { on_day: on, source, readings, symptoms, answers, diagnoses, age } = row
  // Sex decides which fields are asked, not which class follows.
  return { facts: { on, source, readings, symptoms, answers, diagnoses, age, sex: 'unknown' }, nextDueOn: row.chosen_due_on }
}

function statesAfter(scope: Scope, held: Held, rows: readonly Replayed[]): ProgramState[] {
  return replay(held.programs.map(startedState), rows, { rulesOf: (day) => rulesAt(scope, { day, place: { facilityId: held.row.facility_id } }) })
}

type Writing = { readonly id: string; readonly input: Asked; readonly at: Moment; readonly decided: Decided; readonly held: Held }

/** The visit with everything measured in it, and the line of the program. */
async function write(scope: Scope, { id, input, at, decided, held }: Writing): Promise<FollowUpRow> {
  const due = decided.results.map((r) => diseaseOf(r.disease)?.diagnosis).filter((d) => d !== undefined)
  await recordVisitRow(scope, {
    residentId: input.residentId,
    visitId: id,
    kind: visitKinds[input.mode],
    startedAt: at,
    complaint: `慢病随访:${decided.results.map((r) => r.label.zh).join('、')}`,
    note: input.note,
    advice: input.advice,
    lateReason: input.lateReason,
    diagnoses: due,
    prescriptions: input.prescriptions,
    measured: measuredIn(decided.readings, { age: decided.facts.age, confirmed: input.confirmed }),
  })
  const row: FollowUpRow = {
    id,
    managed_id: held.row.id,
    resident_id: input.residentId,
    facility_id: scope.actor.facilityId,
    managing_facility_id: held.row.facility_id,
    transfer_facility_id: held.row.transfer_facility_id,
    visit_id: id,
    occurred_at: at,
    on_day: decided.facts.on,
    mode: input.mode,
    source: decided.facts.source,
    staff_id: scope.actor.staffId,
    staff_name: scope.actor.name,
    readings: decided.readings,
    symptoms: input.symptoms,
    answers: decided.answers,
    medications: [...decided.medications],
    diagnoses: [...decided.facts.diagnoses],
    age: decided.facts.age,
    is_unchanged: input.answersUnchanged || input.medicationsUnchanged,
    results: decided.results.map(({ disease, reportClass, inTarget, nextDueOn, reasons }) => ({ disease, reportClass, inTarget, nextDueOn, reasons })),
    chosen_due_on: input.nextDueOn ?? null,
    is_valid: decided.counts.isValid,
    late_reason: input.lateReason ?? null,
  }
  await store.insertFollowUp(scope, row)
  return row
}

/** Readings as the record keeps them: vital signs in its own form, the others by their codes. */
export function measuredIn(readings: Values, on: { age: number; confirmed: readonly string[] }) {
  const others = Object.entries(readings).flatMap(([name, value]): Measurement[] => {
    const spec = readingSpec(name)
    if (!spec || 'vital' in spec) return []
    return [{ code: spec.code, name: spec.label.zh, value, unit: spec.unit, shown: spec.shown.zh, isConfirmed: on.confirmed.includes(`readings.${name}`) }]
  })
  return { age: on.age, vitals: vitalsIn(readings), others, confirmed: on.confirmed.map((name) => name.replace('readings.', 'vitals.')) }
}

type After = {
  readonly written: FollowUpRow
  readonly programs: readonly ProgramState[]
  readonly decided: Decided
  readonly diagnoses: readonly string[]
  readonly person: store.PersonOnRow
  readonly isLatest: boolean
}

/** Coming back ends being lost and refusing; what was agreed by phone is done. */
function after({ row }: Held, { written, programs, decided, diagnoses, person, isLatest }: After): Held {
  const status = row.status === 'transferring' ? row.status : statusFor(programs)
  const done = { agreed_on: null, ask_again_on: null, home_visit_on: null, lost_on: null, unanswered_calls: 0, last_call: null }
  if (!isLatest) return { row: { ...row, status, ...done }, programs }
  const readings = latestIn([{ on: written.on_day, source: written.source, values: decided.readings, symptoms: [] }])
  return {
    programs,
    row: {
      ...row,
      ...done,
      person,
      status,
      last_follow_up_on: written.on_day,
      last_follow_up: { on: written.on_day, mode: written.mode, who: written.staff_name },
      last_readings: { ...row.last_readings, ...readings },
      last_answers: { ...row.last_answers, ...decided.answers },
      medications: [...decided.medications],
      diagnoses: [...diagnoses],
    },
  }
}

/** The day until which somebody newly managed is followed up the first time. */
export function firstFollowUp(scope: Scope): string {
  return addDays(scope.today, policyOf(scope, policy.confirmDays))
}
