import { ageOn, type Day, dayOf } from '#kernel/calendar.ts'
import type { PackedRecord } from '#record/timeline/contract.ts'
import { vitalSpec } from '#record/visit/labels.ts'
import type { Measured, Rules, ScreeningFacts, Sex } from '../diseases/program.ts'
import { everyField, rangeOf } from './form.ts'
import type { Held } from './held.ts'
import type { Patient } from './patient.ts'

/** What a device takes along of somebody in chronic care: the row, its diseases, and for a suspicion what was measured. */
export type PackedPatient = Held & { readonly measured: readonly Measured[]; readonly facility: string }

type Person = { readonly residentId: string; readonly birthDate: Day; readonly sex: Sex; readonly status: string; readonly record: PackedRecord }

/** The person as the rules of a follow-up see them; somebody in no program has no row. */
export function patientOf(person: Person, packed: PackedPatient | undefined): Patient {
  const { residentId, birthDate, sex, record } = person
  const row = packed?.row
  const prescribed = record.prescriptions.map(({ name, dose, frequency }) => ({ name, ...(dose ? { dose } : {}), ...(frequency ? { frequency } : {}) }))
  return {
    residentId,
    birthDate,
    sex,
    isDead: person.status === 'died',
    diagnoses: [...new Set(record.problems.map((p) => p.code))],
    status: row?.status ?? null,
    programs: packed?.programs ?? [],
    lastReadings: row?.last_readings ?? {},
    lastAnswers: row?.last_answers ?? {},
    medications: row && row.medications.length > 0 ? row.medications : prescribed,
    lastFollowUp: row?.last_follow_up ?? null,
  }
}

/** The codes under which the record knows what the diseases measure. */
export const nameOfCode: ReadonlyMap<string, string> = new Map(
  [...everyField.values()].flatMap((f) => (f.kind === 'reading' ? [['vital' in f ? vitalSpec[f.vital].code : f.code, f.name] as const] : [])),
)

/** What a screening weighs, as far as a device knows it: what it took along for a suspicion, and the latest of each reading. */
export function screeningFacts(person: Person, packed: PackedPatient | undefined, on: { day: Day; rules: Rules }): ScreeningFacts {
  const age = ageOn(person.birthDate, on.day)
  const latest = Map.groupBy(
    person.record.vitals.filter((vital) => {
      const spec = everyField.get(nameOfCode.get(vital.code) ?? '')
      const range = spec && rangeOf(spec, { age, rules: on.rules })
      return vital.confirmed || !range || (vital.value >= range.usual.low && vital.value <= range.usual.high)
    }),
    (vital) => vital.at,
  )
  const known = new Set((packed?.measured ?? []).map((m) => m.on))
  const measured = [...latest].flatMap(([at, vitals]): Measured[] => {
    const day = dayOf(at)
    const values = Object.fromEntries(vitals.flatMap((v) => (nameOfCode.has(v.code) ? [[nameOfCode.get(v.code) ?? '', v.value]] : [])))
    return known.has(day) ? [] : [{ on: day, source: 'office', values, symptoms: [] }]
  })
  return {
    on: on.day,
    age,
    sex: person.sex,
    diagnoses: [...new Set(person.record.problems.map((p) => p.code))],
    measured: [...(packed?.measured ?? []), ...measured].toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    answers: packed?.row.last_answers ?? {},
  }
}
