import type { Vault } from '#kernel/crypto.ts'
import { nameReader } from '#registry/resident/rules.ts'
import { chronicOf } from '../chronic.ts'
import type { CodeLists } from '../codes.ts'
import type { Loader } from '../copy.ts'
import { daysBefore } from '../days.ts'
import { enrollmentWriter } from '../enrollments.ts'
import { createdAt } from '../organization.ts'
import { rateOf } from '../rates.ts'
import { recordWriter } from '../record.ts'
import { householdWriter, type Resident } from '../residents.ts'
import { writeTeams } from '../teams.ts'
import type { Cast } from './cast.ts'
import { type Profiles, peopleOf, profilesFor } from './people.ts'
import { type Person, stampingAdd } from './stamping.ts'

/** Of those with a chronic disease, so many are looked at for management; of these most are found. */
const lookedAt = 0.6

/** Draws everybody of a consortium without writing anybody: what a month needs to know. */
export function profilesOf(cast: Cast, consortium: number): Profiles {
  const { profiles, note } = profilesFor(cast.map.consortia[consortium]?.villages.length ?? 0, cast.shape.consortia[consortium]?.residents ?? 0)
  for (const { at, household } of peopleOf(cast, consortium)) for (const resident of household.members) note(resident, at)
  return profiles
}

/** Writes everybody of a consortium: people and households with what they are found by, what they signed, and their chronic care. */
export async function writePeopleOf(cast: Cast, consortium: number, on: { loader: Loader; vault: Vault; codes: CodeLists }): Promise<Profiles> {
  const { map, random, newId, plan, workforces } = cast
  const { today } = plan
  const own = map.consortia[consortium]
  const workforce = workforces[consortium]
  if (!own || !workforce) throw new Error(`there is no consortium ${consortium}`)
  let last: { id: string; person: Person } | undefined
  const add = stampingAdd(cast, on.loader.add, {
    packages: false,
    personOf: (id) => (last?.id === id ? last.person : { home: '', insured: false }),
  })
  const teamOf = writeTeams(() => undefined, { map: own, workforce, today, newId: newId('teams', consortium) })
  const signing = signingFor(rateOf('enrollmentRate'), rateOf('priorityEnrollmentRate'))
  const tools = { today, newId: newId('enrollments', consortium), newPackageId: newId('packages'), slim: true, signing: signing.signs, allRun: true }
  const writeEnrollment = enrollmentWriter(add, tools)
  const writeHousehold = householdWriter(add, { vault: on.vault, at: createdAt(today), readName: nameReader() })
  const writeChronic = chronicOf(add, {
    record: recordWriter(add, { newId: newId('chronic', consortium), slim: true }),
    codes: on.codes,
    workforce,
    dayBefore: daysBefore(today),
    today,
    slim: true,
    habitAt: () => 'measures',
    shown: () => undefined,
  })
  const { profiles, note } = profilesFor(own.villages.length, cast.shape.consortia[consortium]?.residents ?? 0)
  const chance = random('chronic', consortium)
  const signatures = random('enrollments', consortium)
  for (const { village, at, household } of peopleOf(cast, consortium)) {
    writeHousehold(household)
    for (const resident of household.members) {
      note(resident, at)
      last = { id: resident.id, person: personOf(resident) }
      if (chance.chance(lookedAt)) writeChronic(resident, chance)
    }
    writeEnrollment(household, teamOf(village), signatures)
    await on.loader.breathe()
  }
  return profiles
}

export function personOf(resident: Resident): Person {
  return { home: resident.village.clinic.id, insured: resident.insurance !== 'none' }
}

/** Lets sign so many that after everybody both shares come out: of the priority groups theirs, of all people the rest. In ten-thousandths. */
export function signingFor(all: number, priority: number): { signs: (isPriority: boolean) => boolean } {
  let owed = 0
  let owedPriority = 0
  return {
    signs(isPriority) {
      owed += all
      if (isPriority) owedPriority += priority
      const signs = isPriority ? owedPriority >= 10_000 : owed >= 10_000
      if (!signs) return false
      owed -= 10_000
      if (isPriority) owedPriority -= 10_000
      return true
    },
  }
}
