import { actions, unless } from '#kernel/action.ts'
import { addMinutes, ageOn, dayOf } from '#kernel/calendar.ts'
import type { Parsed } from '#kernel/capability.ts'
import { publish } from '#kernel/facts.ts'
import { newId } from '#kernel/ids.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { listedNames } from '#record/term/index.ts'
import { grantBasis } from '#registry/access/index.ts'
import { findPerson, putOnPanel } from '#registry/resident/index.ts'
import { type Vitals, visitContract } from './contract.ts'
import { detailOf } from './detail.ts'
import { visitRecorded } from './facts.ts'
import * as policy from './policy.ts'
import { allergyThings, chargeThings, diagnosisThings, prescriptionThings, visitLine, vitalThings } from './rules/things.ts'
import { checkVisit, type Limits } from './rules/visit.ts'
import { givenVitals } from './rules/vitals.ts'
import * as store from './store.ts'

export const visitActions = actions(visitContract, {
  async recordVisit({ scope, input }) {
    const at = input.occurredAt ?? scope.now
    const [found, listed] = await Promise.all([findPerson(scope, input.residentId), listedNames(scope, codesIn(input))])
    const person = found ?? notFound()
    const known = {
      now: scope.now,
      birthDate: person.birth_date,
      died: person.status === 'died',
      doctorId: scope.actor.staffId,
    }
    const refusal = checkVisit({ ...input, at }, known, limitsOn(scope, dayOf(at)))
    if (refusal) return refusal
    const visit = draft(scope, { ...input, at, age: ageOn(person.birth_date, dayOf(at)), listed })
    const saved = await unless(store.insertVisit(scope, visit), { visit_pkey: refuse('alreadyRecorded') })
    if (isRefused(saved)) return saved
    await Promise.all([rememberTreating(scope, visit, person), publish(scope, visitRecorded, factOf(scope, visit, input.vitals))])
    return (await detailOf(scope, visit.residentId, visit.id)) ?? notFound()
  },

  async openVisit({ scope, input }) {
    return (await detailOf(scope, input.residentId, input.visitId)) ?? notFound()
  },
})

type Told = Parsed<typeof visitContract.recordVisit>

function codesIn({ diagnoses, prescriptions }: Told) {
  const medications = prescriptions.flatMap(({ code }) => (code ? [{ kind: 'medication' as const, code }] : []))
  return [...diagnoses.map(({ code }) => ({ kind: 'diagnosis' as const, code })), ...medications]
}

/** The values in force on the day of the visit, not on the day it is sent. */
function limitsOn(scope: Scope, day: string): Limits {
  return {
    skewMinutes: policyOf(scope, policy.clockSkewMinutes),
    lateDays: policyOf(scope, policy.lateDays),
    possible: policyOf(scope, policy.possibleVitals, { day }),
    usual: policyOf(scope, policy.usualVitals, { day }),
    pulsePressure: policyOf(scope, policy.usualPulsePressure, { day }),
  }
}

/** A code of the list has the name of the list, whatever was sent beside it. */
function draft(scope: Scope, told: Told & { at: string; age: number; listed: ReadonlyMap<string, string> }): store.NewVisit {
  const { at, listed } = told
  const diagnoses = told.diagnoses.map((d) => ({ ...d, name: listed.get(`diagnosis ${d.code}`) ?? d.name }))
  const prescriptions = told.prescriptions.map((p) => ({ ...p, name: listed.get(`medication ${p.code}`) ?? p.name }))
  const on = { at, newId }
  const judged = {
    ...on,
    age: told.age,
    references: policyOf(scope, policy.referenceRanges, { day: dayOf(at) }),
    confirmed: told.confirmed,
  }
  return {
    id: told.visitId ?? newId(),
    residentId: told.residentId,
    kind: told.kind,
    startedAt: at,
    departmentId: told.departmentId ?? scope.actor.departmentId,
    practitionerId: scope.actor.staffId,
    practitionerName: scope.actor.name,
    firstDoctorId: scope.actor.staffId,
    complaint: told.complaint,
    note: told.note,
    advice: told.advice,
    lateReason: told.lateReason,
    line: visitLine({ kind: told.kind, complaint: told.complaint ?? null, diagnoses }),
    things: [
      ...diagnosisThings(diagnoses, on),
      ...vitalThings(told.vitals, judged),
      ...allergyThings(told.allergies, on),
      ...prescriptionThings(prescriptions, on),
      ...chargeThings(told.charges, on),
    ],
  }
}

type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>

/** Who treated the person may open the record for a while and finds them by name. */
async function rememberTreating(scope: Scope, visit: store.NewVisit, person: Person): Promise<void> {
  const { name, sex, birth_date: birthDate, village, tail } = person
  const place = { facilityId: scope.actor.facilityId, residentId: visit.residentId }
  const after = (days: number) => addMinutes(scope.now, days * 1440)
  await Promise.all([
    grantBasis(scope, {
      ...place,
      kind: 'visit',
      because: visit.id,
      until: after(policyOf(scope, policy.visitBasisDays)),
    }),
    putOnPanel(scope, {
      ...place,
      because: 'visit',
      until: after(policyOf(scope, policy.visitPanelDays)),
      person: { name, sex, birthDate, village, tail },
    }),
  ])
}

function factOf(scope: Scope, visit: store.NewVisit, vitals: Vitals) {
  const diagnoses = visit.things.flatMap(({ table, row }) => (table === 'diagnosis' ? [String(row.code)] : []))
  return {
    residentId: visit.residentId,
    visitId: visit.id,
    facilityId: scope.actor.facilityId,
    kind: visit.kind,
    at: visit.startedAt,
    diagnoses,
    vitals: Object.fromEntries(givenVitals(vitals)),
  }
}
