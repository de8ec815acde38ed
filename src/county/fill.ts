import type pg from 'pg'
import { addMinutes, type Day, startOf } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { nameReader } from '#registry/resident/rules.ts'
import { drawTemplates, publishedSessions } from './capacity.ts'
import { checkupWriter } from './checkups.ts'
import { chronicOf, shownIn } from './chronic.ts'
import { readCodeLists } from './codes.ts'
import { completeYear } from './complete.ts'
import type { Loader } from './copy.ts'
import { daysBefore } from './days.ts'
import { enrollmentWriter } from './enrollments.ts'
import { fillSessions, writeSessions, writeTemplates } from './holds.ts'
import { idMaker } from './ids.ts'
import { drawMap, type Village } from './map.ts'
import { licenceMaker, nationalIdMaker, phoneMaker } from './numbers.ts'
import { createdAt, writeOrganization } from './organization.ts'
import { type Persona, writeAccounts } from './personas.ts'
import { type Random, randomOf } from './random.ts'
import { recordWriter } from './record.ts'
import { habitsOf } from './recorders.ts'
import { referralRulesOn } from './referralRules.ts'
import { writeReferrals } from './referrals.ts'
import { type Household, householdsOf, householdWriter, type Resident } from './residents.ts'
import { writeRosters } from './rosters.ts'
import { openSessionBook } from './sessionBook.ts'
import type { Plan } from './sizes.ts'
import { writeTeams } from './teams.ts'
import { placeFinder } from './treatingPlaces.ts'
import { type RecordOf, recordOf } from './visits.ts'
import { drawWorkforce } from './workforce.ts'

export type Filling = {
  /** The transaction that the rows travel in. */
  readonly client: pg.ClientBase
  readonly vault: Vault
  readonly today: Day
  readonly seed: string
  readonly size: string
  readonly plan: Plan
  readonly progress: (text: string, fraction: number) => void
}

/** Writes the whole county: places and people at work first, then villages one by one, then what is booked and referred. */
export async function fillCounty(loader: Loader, filling: Filling): Promise<readonly Persona[]> {
  const { plan, today, progress } = filling
  const { add } = loader
  const { random, newId } = partsOf(filling)
  progress('机构与人员', 0)
  const newPhone = phoneMaker()
  const map = drawMap(plan, { random: random('map'), newId: newId('map'), newPhone })
  const staffTools = {
    random: random('workforce'),
    newId: newId('workforce'),
    today,
    newPhone,
    newLicence: licenceMaker(),
  }
  const workforce = drawWorkforce(map, staffTools)
  const personas = writeAccounts(add, { map, workforce, today, newId: newId('accounts') })
  writeOrganization(add, { map, workforce, today, newId: newId('organization') })

  const codes = readCodeLists()
  const readName = nameReader()
  const record = recordWriter(add, { newId: newId('record'), slim: plan.slim })
  // Keys of its own, so that everything else keeps the keys it had.
  const chronicRecord = recordWriter(add, { newId: newId('chronic'), slim: plan.slim })
  const dayBefore = daysBefore(today)
  const visitTools = {
    record,
    codes,
    findPlace: placeFinder(map, workforce),
    today,
    dayBefore,
    share: plan.visitShare,
    calibrated: plan.calibrated,
    slim: plan.slim,
  }
  const records = recordOf(add, visitTools)
  const teamOf = writeTeams(add, { map, workforce, today, newId: newId('teams') })
  writeRosters(add, { map, workforce, today, newId: newId('rosters') })
  const writeEnrollment = enrollmentWriter(add, { today, newId: newId('enrollments'), slim: plan.slim })
  const habitAt = habitsOf(map.villages, { cheats: plan.villages > 10 && !plan.slim })
  const checkups = { record: recordWriter(add, { newId: newId('checkups'), slim: plan.slim }), today, slim: plan.slim }
  const writeCheckup = checkupWriter(add, { ...checkups, habitAt })
  const enroll = (household: Household, random: Random) => {
    const village = household.members[0]?.village
    for (const enrolled of writeEnrollment(household, village && teamOf(village), random)) writeCheckup(enrolled, random)
  }
  const residents = await fillVillages(loader, {
    enroll,
    ...filling,
    villages: map.villages,
    random,
    tools: { dayBefore, newId: newId('residents'), newNationalId: nationalIdMaker(), newPhone },
    writeHousehold: householdWriter(add, { vault: filling.vault, at: createdAt(today), readName }),
    writeRecord: records.whole,
    writeChronic: chronicOf(add, {
      record: chronicRecord,
      codes,
      workforce,
      dayBefore,
      today,
      slim: plan.slim,
      habitAt,
      shown: shownIn(map.villages[0]?.clinic.id ?? ''),
    }),
  })

  progress('号源床位与转诊', 0.97)
  const templates = drawTemplates(map, { random: random('capacity'), newId: newId('capacity'), workforce, today })
  const published = publishedSessions(templates, today, newId('sessions'))
  const book = openSessionBook(templates, { published, today, newId: newId('pastSessions') })
  const parts = { map, workforce, residents, book, record, codes, rules: referralRulesOn(today), readName }
  // Eight in the morning: the county's day begins, and last evening's referrals wait to be answered.
  const now = addMinutes(startOf(today), 480)
  const referralTools = { ...parts, random, newId: newId('referrals'), now }
  await writeReferrals(add, referralTools, { ...plan.referrals, breathe: loader.breathe })
  fillSessions(add, published, { residents, random: random('bookings'), newId: newId('bookings') })
  writeTemplates(add, templates)
  writeSessions(add, book.sessions(), today)
  const settled = { client: filling.client, residents, random, newId: newId('elsewhere'), today, calibrated: plan.calibrated }
  await completeYear(loader, { ...settled, codes, writeVisit: records.one })
  return personas
}

type Name = readonly (string | number)[]
type RandomFor = (...name: Name) => Random

/**
 * A stream and a maker of keys for each part, so that a change in one part leaves the others as they were. The day is
 * not in them: on another day the same people live in the same houses, and everything that happens moves with the day.
 */
function partsOf({ seed, size, today }: Filling): { random: RandomFor; newId: (...name: Name) => () => string } {
  const random = (...name: Name) => randomOf(seed, size, ...name)
  const startsAt = Date.parse(createdAt(today))
  return { random, newId: (...name) => idMaker(random('keys', ...name), startsAt) }
}

/** How many residents are remembered for bookings and referrals. */
const remembered = 40_000

type Villages = Filling & {
  readonly villages: readonly Village[]
  readonly random: RandomFor
  readonly tools: Parameters<typeof householdsOf>[2]
  readonly writeHousehold: ReturnType<typeof householdWriter>
  readonly writeRecord: RecordOf['whole']
  readonly writeChronic: ReturnType<typeof chronicOf>
  readonly enroll: (household: Household, random: Random) => void
}

async function fillVillages(loader: Loader, on: Villages): Promise<Resident[]> {
  const { plan, villages, random, progress } = on
  const every = Math.ceil(plan.residents / remembered)
  const known: Resident[] = []
  let living = 0
  for (const [i, village] of villages.entries()) {
    const visits = random('visits', i)
    const chronic = random('chronic', i)
    const enrollments = random('enrollments', i)
    for (const household of householdsOf(village, random('village', i), on.tools)) {
      on.writeHousehold(household)
      for (const resident of household.members) {
        on.writeRecord(resident, visits)
        on.writeChronic(resident, chronic)
        if (living++ % every === 0) known.push(resident)
      }
      on.enroll(household, enrollments)
      await loader.breathe()
    }
    progress(`居民与就诊 ${i + 1}/${villages.length} 村`, 0.97 * (living / plan.residents))
  }
  return known
}
