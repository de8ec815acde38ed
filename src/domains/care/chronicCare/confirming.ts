import { ageOn } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import { recordVisitRow } from '#record/visit/index.ts'
import { asPerson } from '#registry/resident/index.ts'
import { oneCard } from './card.ts'
import type { chronicCareContract } from './contract.ts'
import { diseaseOf } from './diseases/index.ts'
import { joined } from './joining.ts'
import { loadEvidence, loadPatient, rulesAt } from './loading.ts'
import { newHeld, save } from './loop.ts'
import { firstFollowUp } from './recording.ts'
import { managedState, mayConfirm } from './rules/enrolling.ts'
import { latestIn } from './rules/form.ts'
import type { Held } from './rules/held.ts'
import { statusFor } from './rules/held.ts'
import type { ProgramState } from './rules/patient.ts'
import { managedElsewhere } from './suspicion.ts'

type Asked = Parsed<typeof chronicCareContract.confirmDiagnosis>

/** A doctor says yes or no: yes puts the disease under management, no closes the suspicion. */
export async function confirm(scope: Scope, input: Asked) {
  const program = diseaseOf(input.disease)
  if (!program) return refuse('unknownDisease')
  const { person, patient, all, diagnoses } = await loadPatient(scope, input.residentId, { isLocked: true })
  if (patient.isDead) return refuse('died')
  const on = input.diagnosedOn ?? scope.today
  if (on > scope.today) return refuse('inFuture', { now: scope.now })
  if (on < person.birth_date) return refuse('bornLater')
  // Whoever manages the person decides; a second row would be a second loop.
  if (await managedElsewhere(scope, input.residentId)) return refuse('managedElsewhere')
  const held = await joined(scope, all)
  const rules = rulesAt(scope, { day: scope.today })
  const facts = await loadEvidence(scope, input.residentId, { day: scope.today, person, diagnoses, answers: patient.lastAnswers, rules })
  const refusal = mayConfirm({
    decision: input.decision,
    program,
    known: held?.programs.find((p) => p.disease === program.code),
    age: ageOn(person.birth_date, scope.today),
    fromAge: program.fromAge(rules),
    diagnosed: program.diagnose(facts, rules),
    isOnRecord: diagnoses.some((d) => program.icd10.some((prefix) => d.startsWith(prefix))),
    isVillageDoctor: scope.actor.role === 'villageDoctor',
  })
  if (refusal) return refusal
  const state =
    input.decision === 'confirmed' ? managedState(program.code, { since: on, nextDueOn: firstFollowUp(scope) }) : excluded(held, { disease: program.code, on })
  const programs = [...(held?.programs ?? []).filter((p) => p.disease !== program.code), state]
  const start = held ?? newHeld(scope, { residentId: input.residentId, person: asPerson(person), homeId: person.home_facility_id, programs })
  const status = start.row.status === 'transferring' ? start.row.status : statusFor(programs)
  const settled = {
    ...start.row,
    status,
    lost_on: null,
    ask_again_on: null,
    diagnoses: [...diagnoses],
    last_readings: { ...latestIn(facts.measured), ...start.row.last_readings },
  }
  if (input.decision === 'confirmed') await recordDiagnosis(scope, input, program.diagnosis)
  const saved = await save(scope, { row: settled, programs }, { action: input.decision, data: { disease: program.code, note: input.note ?? null } })
  return oneCard(scope, saved)
}

function excluded(held: Held | undefined, on: { disease: string; on: string }): ProgramState {
  const known = held?.programs.find((p) => p.disease === on.disease)
  return { ...(known ?? managedState(on.disease, { since: on.on, nextDueOn: on.on })), status: 'excluded', since: on.on, isMet: false, nextDueOn: null }
}

/** The diagnosis stands in the record, made in a visit of today. */
async function recordDiagnosis(scope: Scope, { residentId, note }: Asked, diagnosis: { code: string; name: string }): Promise<void> {
  await recordVisitRow(scope, { residentId, kind: 'outpatient', complaint: '慢病确诊', note, diagnoses: [diagnosis] })
}
