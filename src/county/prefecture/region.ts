import { addMinutes, startOf } from '#kernel/calendar.ts'
import { nameReader } from '#registry/resident/rules.ts'
import { drawTemplates, publishedSessions } from '../capacity.ts'
import type { CodeLists } from '../codes.ts'
import type { Loader } from '../copy.ts'
import { enrollmentWriter } from '../enrollments.ts'
import { fillSessions, writeSessions, writeTemplates } from '../holds.ts'
import { membersOf, writeConsortium, writeFacility, writePeople } from '../organization.ts'
import { type Persona, writeAccounts } from '../personas.ts'
import { recordWriter } from '../record.ts'
import { referralRulesOn } from '../referralRules.ts'
import { writeReferrals } from '../referrals.ts'
import type { Resident } from '../residents.ts'
import { writeRosters } from '../rosters.ts'
import { openSessionBook } from '../sessionBook.ts'
import { writeTeams } from '../teams.ts'
import type { Cast } from './cast.ts'
import { personOf } from './home.ts'
import { peopleOf } from './people.ts'
import { type Person, stampingAdd } from './stamping.ts'

/** Of a consortium's people, those who are remembered for bookings and referrals; how many are referred of a thousand residents, and at most. */
const remembered = 3_500
const referred = { ofThousand: 5, most: 1_500, open: 20 }

/** Writes what is not counted by the million: places, people at work, capacity, and the referrals of each consortium. */
export async function writeRegion(cast: Cast, on: { loader: Loader; codes: CodeLists }): Promise<readonly Persona[]> {
  const { map, workforces, plan, newId } = cast
  const { today } = plan
  const { add } = on.loader
  writeFacilities(cast, on.loader)
  let personas: readonly Persona[] = []
  for (const [i, consortium] of map.consortia.entries()) {
    const workforce = workforces[i]
    if (!workforce) continue
    const tools = { map: consortium, workforce, today, newId: newId('organization', i) }
    writeConsortium(add, membersOf(consortium), tools)
    writePeople(add, tools)
    const accounts = await writeAccounts(add, { ...tools, newId: newId('accounts', i), among: i === 0 ? '' : `${String.fromCharCode(97 + i)}` })
    if (i === 0) personas = accounts
    writeTeams(add, { ...tools, newId: newId('teams', i) })
    writeRosters(add, { ...tools, newId: newId('rosters', i) })
    await writeCapacityAndReferrals(cast, i, on)
    await on.loader.breathe()
  }
  enrollmentWriter(add, { today, newId: newId('packages'), slim: true })
  return personas
}

function writeFacilities({ map }: Cast, { add }: Loader): void {
  const { general, maternal, skin } = map.city
  const all = [general, ...maternal, skin, ...map.consortia.flatMap((c) => [c.healthBureau, c.insuranceBureau, c.office, ...membersOf(c)])]
  for (const facility of new Set(all)) writeFacility(add, facility)
}

async function writeCapacityAndReferrals(cast: Cast, i: number, { loader, codes }: { loader: Loader; codes: CodeLists }): Promise<void> {
  const { map, workforces, plan, random, newId, shape } = cast
  const consortium = map.consortia[i]
  const workforce = workforces[i]
  if (!consortium || !workforce) return
  const { today } = plan
  const residents = firstPeople(cast, i)
  const known = new Map<string, Person>(residents.map((resident) => [resident.id, personOf(resident)]))
  const add = stampingAdd(cast, loader.add, { packages: true, personOf: (id) => known.get(id) ?? { home: '', insured: false } })
  const templates = drawTemplates(consortium, { random: random('capacity', i), newId: newId('capacity', i), workforce, today })
  const published = publishedSessions(templates, today, newId('sessions', i))
  const book = openSessionBook(templates, { published, today, newId: newId('pastSessions', i) })
  const record = recordWriter(add, { newId: newId('referralRecord', i), slim: true })
  const parts = { map: consortium, workforce, residents, book, record, codes, rules: referralRulesOn(today), readName: nameReader() }
  const ended = Math.min(referred.most, Math.round(((shape.consortia[i]?.residents ?? 0) * referred.ofThousand) / 1000))
  // Eight in the morning, as in a county.
  const now = addMinutes(startOf(today), 480)
  const tools = { ...parts, random: (...name: readonly (string | number)[]) => random('referrals', i, ...name), newId: newId('referrals', i), now }
  await writeReferrals(add, tools, { ended, open: Math.min(referred.open, ended), breathe: loader.breathe })
  fillSessions(add, published, { residents, random: random('bookings', i), newId: newId('bookings', i) })
  writeTemplates(add, templates)
  writeSessions(add, book.sessions(), today)
}

function firstPeople(cast: Cast, i: number): Resident[] {
  const found: Resident[] = []
  for (const { household } of peopleOf(cast, i)) {
    if (found.length >= remembered) break
    found.push(...household.members)
  }
  return found
}
