import type { Day } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { drawTemplates, publishedSessions } from './capacity.ts'
import { readCodeLists } from './codes.ts'
import type { Loader } from './copy.ts'
import { daysBefore } from './days.ts'
import { fillSessions, writeSessions, writeTemplates } from './holds.ts'
import { idMaker } from './ids.ts'
import { type CountyMap, drawMap } from './map.ts'
import { licenceMaker, nationalIdMaker, phoneMaker } from './numbers.ts'
import { createdAt, writeOrganization } from './organization.ts'
import { type Persona, writeAccounts } from './personas.ts'
import { type Random, randomOf } from './random.ts'
import { recordWriter } from './record.ts'
import { householdsOf, householdWriter, type Resident } from './residents.ts'
import type { Plan } from './sizes.ts'
import { placeFinder } from './treatingPlaces.ts'
import { recordOf } from './visits.ts'
import { drawWorkforce, type Workforce } from './workforce.ts'

export type Filling = {
  readonly vault: Vault
  readonly today: Day
  readonly seed: string
  readonly size: string
  readonly plan: Plan
  readonly progress: (text: string, fraction: number) => void
}

/** A stream and a maker of keys for each part, so that a change in one part leaves the others as they were. */
type Part = { readonly random: Random; readonly newId: () => string }
type County = { readonly map: CountyMap; readonly workforce: Workforce; readonly part: (...name: (string | number)[]) => Part }

/** Writes the whole county: places and people at work first, then villages one by one, then what is booked. */
export async function fillCounty(loader: Loader, filling: Filling): Promise<readonly Persona[]> {
  const { plan, today, progress } = filling
  const startsAt = Date.parse(createdAt(today))
  const part = (...name: (string | number)[]): Part => ({
    random: randomOf(filling.seed, filling.size, today, ...name),
    newId: idMaker(randomOf(filling.seed, filling.size, today, 'keys', ...name), startsAt),
  })
  progress('机构与人员', 0)
  const newPhone = phoneMaker()
  const map = drawMap(plan, { ...part('map'), newPhone })
  const workforce = drawWorkforce(map, { ...part('workforce'), today, newPhone, newLicence: licenceMaker() })
  const county = { map, workforce, part }
  const personas = writeAccounts(loader.add, { map, workforce, today, newId: part('accounts').newId })
  writeOrganization(loader.add, { map, workforce, today, newId: part('organization').newId })
  const known = await fillVillages(loader, { county, filling, newPhone })
  progress('号源床位', 0.98)
  fillCapacity(loader, { county, today, known })
  return personas
}

/** How many residents are remembered for bookings and referrals. */
const remembered = 40_000

async function fillVillages(loader: Loader, on: { county: County; filling: Filling; newPhone: () => string }): Promise<Resident[]> {
  const { county, filling, newPhone } = on
  const { plan, today, vault, progress } = filling
  const codes = readCodeLists()
  const dayBefore = daysBefore(today)
  const record = recordWriter(loader.add, { newId: county.part('record').newId, codes, slim: plan.slim })
  const writeRecord = recordOf(loader.add, {
    record, codes, findPlace: placeFinder(county.map, county.workforce), dayBefore, share: plan.visitShare, slim: plan.slim,
  })
  const writeHousehold = householdWriter(loader.add, { vault, at: createdAt(today) })
  const tools = { dayBefore, newId: county.part('residents').newId, newNationalId: nationalIdMaker(), newPhone }
  const every = Math.ceil(plan.residents / remembered)
  const known: Resident[] = []
  let living = 0
  for (const [i, village] of county.map.villages.entries()) {
    const visits = county.part('visits', i).random
    for (const household of householdsOf(village, county.part('village', i).random, tools)) {
      writeHousehold(household)
      for (const resident of household.members) {
        writeRecord(resident, visits)
        if (living++ % every === 0) known.push(resident)
      }
      await loader.breathe()
    }
    progress(`居民与就诊 ${i + 1}/${county.map.villages.length} 村`, 0.98 * (living / plan.residents))
  }
  return known
}

function fillCapacity(loader: Loader, { county, today, known }: { county: County; today: Day; known: readonly Resident[] }): void {
  const capacity = county.part('capacity')
  const templates = drawTemplates(county.map, { ...capacity, workforce: county.workforce, today })
  const sessions = publishedSessions(templates, today, capacity.newId)
  fillSessions(loader.add, sessions, { residents: known, ...county.part('bookings') })
  writeTemplates(loader.add, templates)
  writeSessions(loader.add, sessions, today)
}
