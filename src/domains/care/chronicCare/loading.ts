import type { Day } from '#kernel/calendar.ts'
import { addDays, ageOn, dayOf, startOf } from '#kernel/calendar.ts'
import type { Place } from '#kernel/policy.ts'
import { findInForce, policyOf, resolvedPolicy, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { summaryOf } from '#record/timeline/index.ts'
import { type ReadingRow, readingsOf } from '#record/visit/index.ts'
import { findPerson } from '#registry/resident/index.ts'
import type { Measured, Rules, ScreeningFacts } from './diseases/program.ts'
import * as policy from './policy.ts'
import { everyField, rangeOf } from './rules/form.ts'
import type { Held } from './rules/held.ts'
import { rulesFrom } from './rules/inForce.ts'
import { nameOfCode } from './rules/packed.ts'
import { isOpenStatus, type Patient } from './rules/patient.ts'
import * as store from './store.ts'

/** The values in force on a day at a place. Asking for one that is not there answers `noRuleInForce`. */
export function rulesAt(scope: Scope, on: { day: Day; place?: Place }): Rules {
  const found = rulesFrom((p) => findInForce(scope, p, on))
  return { find: found.find, get: (p) => found.find(p) ?? resolvedPolicy(scope, p, on) }
}

export type Person = NonNullable<Awaited<ReturnType<typeof findPerson>>>

/** Who it is, what stands in chronic care, and what stands in the record. */
export async function loadPatient(scope: Scope, residentId: string, { isLocked = false }: { isLocked?: boolean } = {}) {
  const [person, all, summary] = await Promise.all([
    findPerson(scope, residentId),
    store.managedOfPerson(scope, residentId, { isLocked }),
    summaryOf(scope, residentId),
  ])
  if (!person) return notFound()
  const held = all.find(({ row }) => isOpenStatus(row.status))
  const diagnoses = [...new Set(summary.problems.map((p) => p.code))]
  const medications = summary.prescriptions.map(({ name, dose, frequency }) => ({ name, ...(dose ? { dose } : {}), ...(frequency ? { frequency } : {}) }))
  return { person, held, all, diagnoses, patient: patientOf({ person, held, diagnoses, medications }) }
}

type Known = { person: Person; held: Held | undefined; diagnoses: readonly string[]; medications: Patient['medications'] }

function patientOf({ person, held, diagnoses, medications }: Known): Patient {
  const row = held?.row
  return {
    residentId: person.resident_id,
    birthDate: person.birth_date,
    sex: person.sex,
    isDead: person.status === 'died',
    diagnoses,
    status: row?.status ?? null,
    programs: held?.programs ?? [],
    lastReadings: row?.last_readings ?? {},
    lastAnswers: row?.last_answers ?? {},
    medications: row && row.medications.length > 0 ? row.medications : medications,
    lastFollowUp: row?.last_follow_up ?? null,
  }
}

/** What was measured within the time that counts, each with whose instrument it was. Rare values that nobody confirmed are left out. */
export async function loadEvidence(
  scope: Scope,
  residentId: string,
  on: { day: Day; person: Pick<Person, 'birth_date' | 'sex'>; diagnoses: readonly string[]; answers: Patient['lastAnswers']; rules: Rules },
) {
  const from = addDays(on.day, -policyOf(scope, policy.evidenceDays))
  const [rows, sourced] = await Promise.all([
    readingsOf(scope, residentId, { codes: [...nameOfCode.keys()], from: startOf(from) }),
    store.sourcedReadings(scope, residentId, from),
  ])
  const age = ageOn(on.person.birth_date, on.day)
  const told = new Set(sourced.map((s) => s.visit_id))
  const visits = Map.groupBy(
    rows.filter((r) => !(r.visit_id && told.has(r.visit_id)) && isSound(r, { age, rules: on.rules })),
    (r) => r.visit_id ?? r.at,
  )
  const measured = [...visits.values()].map(measuredIn)
  const own = sourced.map((s): Measured => ({ on: s.on_day, source: s.source, values: s.readings, symptoms: s.symptoms }))
  const answers = Object.assign({}, on.answers, ...sourced.map((s) => s.answers))
  const facts: ScreeningFacts = {
    on: on.day,
    age,
    sex: on.person.sex,
    diagnoses: on.diagnoses,
    measured: [...measured, ...own].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    answers,
  }
  return facts
}

function isSound(row: ReadingRow, on: { age: number; rules: Rules }): boolean {
  if (row.confirmed) return true
  const spec = everyField.get(nameOfCode.get(row.code) ?? '')
  const range = spec && rangeOf(spec, on)
  return !range || (row.value >= range.usual.low && row.value <= range.usual.high)
}

function measuredIn(rows: readonly ReadingRow[]): Measured {
  const values = Object.fromEntries(rows.flatMap((r) => (nameOfCode.has(r.code) ? [[nameOfCode.get(r.code) ?? '', r.value]] : [])))
  return { on: dayOf(rows[0]?.at ?? ''), source: 'office', values, symptoms: [] }
}
