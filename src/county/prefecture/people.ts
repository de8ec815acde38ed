import { daysBefore } from '../days.ts'
import type { Village } from '../map.ts'
import { nationalIdMaker, phoneMaker } from '../numbers.ts'
import { type Household, householdsOf, type Resident } from '../residents.ts'
import type { Cast } from './cast.ts'

export type Settled = { readonly village: Village; readonly at: number; readonly household: Household }

/** Everybody who lives in a consortium, village by village: the same people for whoever asks. */
export function* peopleOf(cast: Cast, consortium: number): Generator<Settled> {
  const { map, random, newId, shape, plan } = cast
  const before = shape.consortia.slice(0, consortium).reduce((sum, c) => sum + c.residents, 0)
  const dayBefore = daysBefore(plan.today)
  const newNationalId = nationalIdMaker(`69${String(consortium + 41).padStart(2, '0')}01`)
  const newPhone = phoneMaker(before)
  let first = before
  for (const [at, village] of (map.consortia[consortium]?.villages ?? []).entries()) {
    // Two keys a resident are enough for those of the households, so the keys of one village end before those of the next begin.
    const tools = { dayBefore, newNationalId, newPhone, newId: newId('residents', consortium, first * 2) }
    for (const household of householdsOf(village, random('village', consortium, at), tools)) yield { village, at, household }
    first += village.residents
  }
}

/** What visits are drawn from, of everybody in a consortium, in little memory: half a million people in some thirty megabytes. */
export type Profiles = {
  readonly count: number
  readonly idOf: (person: number) => string
  readonly age: Uint8Array
  readonly flags: Uint16Array
  /** The first letter of the name. */
  readonly surname: Uint16Array
  /** Where the people of each village begin; one more than there are villages. */
  readonly starts: Uint32Array
  /** Sums of how often people see doctors, from the first of the village on. */
  readonly weights: Float32Array
}

export const flag = { female: 1, insured: 2, employee: 4, hypertension: 8, diabetes: 16, copd: 32, severeMental: 64, pregnant: 128 } as const
const keyLength = 36

export function profilesFor(villages: number, count: number): { profiles: Profiles; note: (resident: Resident, village: number) => void } {
  const ids = Buffer.alloc(count * keyLength)
  const age = new Uint8Array(count)
  const flags = new Uint16Array(count)
  const surname = new Uint16Array(count)
  const starts = new Uint32Array(villages + 1)
  const weights = new Float32Array(count)
  let next = 0
  let village = 0
  let sum = 0

  function note(resident: Resident, at: number): void {
    if (at !== village) sum = 0
    village = at
    ids.write(resident.id, next * keyLength, 'latin1')
    age[next] = Math.min(resident.age, 120)
    flags[next] = flagsOf(resident)
    surname[next] = resident.name.charCodeAt(0)
    sum += weightOf(resident)
    weights[next] = sum
    next += 1
    starts.fill(next, at + 1)
  }
  return {
    profiles: { count, idOf: (person) => ids.toString('latin1', person * keyLength, (person + 1) * keyLength), age, flags, surname, starts, weights },
    note,
  }
}

function flagsOf({ sex, insurance, conditions }: Resident): number {
  let found = (sex === 'female' ? flag.female : 0) | (insurance === 'none' ? 0 : flag.insured) | (insurance === 'employee' ? flag.employee : 0)
  for (const condition of conditions) if (condition !== 'disabled') found |= flag[condition]
  return found
}

/** The old and the ill go more often, as in the plan of a county's visits. */
function weightOf({ age, conditions }: Resident): number {
  return (age < 7 ? 5.3 : age < 15 ? 2.7 : age < 45 ? 2.2 : age < 65 ? 3.4 : 5.2) + conditions.length * 3
}
