import type pg from 'pg'
import { addDays, type Day } from '#kernel/calendar.ts'
import { maskedName } from '#registry/resident/rules.ts'
import { billsFor } from './bills.ts'
import type { CodeLists } from './codes.ts'
import { farAway } from './farAway.ts'
import type { Random } from './random.ts'
import { drawReason } from './reasons.ts'
import type { Resident } from './residents.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'

type On = {
  readonly client: pg.ClientBase
  readonly residents: readonly Resident[]
  readonly random: (...name: readonly (string | number)[]) => Random
  readonly newId: () => string
  readonly today: Day
  readonly codes: CodeLists
  /** How many visits of a year were made elsewhere. */
  readonly away: readonly { readonly year: string; readonly count: number }[]
}
type Kind = 'outpatient' | 'inpatient' | 'emergency' | 'pharmacy'
type Place = { readonly name: string; readonly level: string | null; readonly division: string }
type Settlement = { readonly place: Place; readonly kind: Kind; readonly on: Day; readonly nights: number; readonly random: Random }

/** Of a hundred visits elsewhere so many settlements of pharmacies come with them, which no rate of visits counts. */
const pharmaciesOf = 4

/** Writes settlements from outside the county: for whoever was in the city's hospital, and for the rest from further away. */
export async function writeClaims(add: Add, on: On): Promise<void> {
  const insured = on.residents.filter((resident) => resident.insurance !== 'none')
  const byId = new Map(insured.map((resident) => [resident.id, resident]))
  const write = claimWriter(add, on)
  for (const { year, count } of on.away) {
    const random = on.random('claims', year)
    let left = count
    for (const visit of await visitsInTheCity(on.client, year)) {
      const resident = byId.get(visit.resident_id)
      if (!resident || left === 0) continue
      left -= 1
      write(resident, { place: visit, kind: visit.kind, on: visit.on_date, nights: visit.nights, random })
    }
    const days = daysOf(year, on.today)
    const draw = () => ({ resident: insured[random.between(0, insured.length - 1)] as Resident, day: days.from + random.between(0, days.count - 1), random })
    for (; left > 0; left--) {
      const { resident, day } = draw()
      const stays = random.chance(0.12)
      const nights = stays ? Math.min(random.between(3, 12), days.from + days.count - day) : 0
      write(resident, { place: random.pick(farAway), kind: stays ? 'inpatient' : 'outpatient', on: addDays(on.today, day), nights, random })
    }
    for (let i = Math.round((count * pharmaciesOf) / 100); i > 0; i--) {
      const { resident, day } = draw()
      write(resident, { place: pharmacy, kind: 'pharmacy', on: addDays(on.today, day), nights: 0, random })
    }
  }
}

const pharmacy: Place = { name: '同安大药房(合成)', level: null, division: '690102' }

function claimWriter(add: Add, { newId, today, codes }: On): (resident: Resident, settlement: Settlement) => void {
  let serial = 0
  const yesterday = addDays(today, -1)
  return (resident, { place, kind, on, nights, random }) => {
    const admitted = kind === 'inpatient'
    const reason = drawReason(random, { age: resident.age, sex: resident.sex, admitted })
    const [bill] = billsFor({ kind: kind === 'pharmacy' ? 'outpatient' : kind, level: 'city' }, { insurance: resident.insurance, random, slim: true })
    if (!bill) return
    const id = newId()
    const ended = addDays(on, nights)
    // Known some days later; whoever was settled last is known at the latest the evening before the reference day.
    const known = [addDays(ended, random.between(3, 20)), yesterday].toSorted()[0]
    const settledAt = `${ended}T18:00:00+08:00`
    const knownAt = `${known}T19:30:00+08:00`
    add(sheets.claim, {
      id,
      claim_number: `J${on.slice(2, 4)}${on.slice(5, 7)}${String(++serial).padStart(7, '0')}`,
      facility_name: place.name,
      facility_level: place.level,
      place_division: place.division,
      is_pharmacy: kind === 'pharmacy',
      kind,
      on_date: on,
      ended_on: ended,
      diagnosis_code: reason.code,
      diagnosis_name: codes.diagnosis(reason.code),
      total_cost: bill.amount,
      fund_pay: bill.fundPay,
      self_pay: bill.selfPay,
      resident_id: resident.id,
      home_facility_id: resident.village.clinic.id,
      person: { name: maskedName(resident.name), sex: resident.sex, birthYear: Number(resident.birthDate.slice(0, 4)) },
      content: Buffer.from(id.replaceAll('-', ''), 'hex'),
      settled_at: settledAt,
      updated_at: settledAt,
      recorded_at: knownAt,
      known_from: knownAt,
    })
  }
}

/** The days of a calendar year that lie in the year before the reference day, counted from it. */
function daysOf(year: string, today: Day): { from: number; count: number } {
  const first = addDays(today, -365)
  const from = first > `${year}-01-01` ? first : `${year}-01-01`
  const until = today < `${Number(year) + 1}-01-01` ? today : `${Number(year) + 1}-01-01`
  const between = (a: Day, b: Day) => Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000)
  return { from: -between(from, today), count: Math.max(1, between(from, until)) }
}

type InTheCity = Place & { readonly resident_id: string; readonly kind: Kind; readonly on_date: Day; readonly nights: number }

async function visitsInTheCity(client: pg.ClientBase, year: string): Promise<InTheCity[]> {
  const { rows } = await client.query<InTheCity>(
    `select v.resident_id, v.kind, v.on_date::text, f.name, f.level, left(f.division_code, 6) as division,
            coalesce((v.ended_at at time zone 'Asia/Shanghai')::date - v.on_date, 0) as nights
       from record.visit v join facility.facility f on f.id = v.facility_id
      where f.kind = 'generalHospital' and v.kind in ('outpatient', 'emergency', 'inpatient') and to_char(v.on_date, 'YYYY') = $1 order by v.resident_id, v.id`,
    [year],
  )
  return rows
}
