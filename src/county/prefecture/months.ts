import type { CodeLists } from '../codes.ts'
import type { Loader } from '../copy.ts'
import type { Department, Facility, Village } from '../map.ts'
import { apportion, type Random } from '../random.ts'
import type { Cast } from './cast.ts'
import { chargeOf } from './charges.ts'
import { claimWriter } from './claims.ts'
import { type Days, daysFrom, minuteAt, moment, recordedAt } from './clock.ts'
import { type Course, drawCourse } from './course.ts'
import { flag, type Profiles } from './people.ts'
import { type Counted, type Part, placesOfVisit, type Tally } from './schedule.ts'
import { lines } from './sheets.ts'
import { tcmPlaces } from './stamping.ts'

type Place = { readonly facility: Facility; readonly department: Department | null; readonly doctor: string }
type Shares = Readonly<Record<Counted, readonly number[]>>

/** How many visits of each place the people of each village make in a month; villages in the order of the consortia. */
export function sharesOf(cast: Cast, tally: Tally): Shares {
  const people = cast.map.consortia.flatMap((c, i) => c.villages.map((village) => ({ village, i })))
  const share = (place: Counted) =>
    apportion(
      tally[place],
      people.map(({ village, i }) => village.residents * leaning(place, i)),
    )
  return {
    village: share('village'),
    township: share('township'),
    lead: share('lead'),
    neighbour: share('neighbour'),
    city: share('city'),
    away: share('away'),
  }
}

/** Consortia differ: where the hospital draws more people the villages see fewer. */
function leaning(place: Counted, consortium: number): number {
  const step = ((consortium * 5) % 12) / 12 - 0.46
  return place === 'lead' ? 1 + step * 0.3 : place === 'away' || place === 'city' ? 1 + step * 0.5 : 1 - step * 0.18
}

type Tools = { readonly cast: Cast; readonly codes: CodeLists; readonly loader: Loader }

/** Writes a month of a consortium's people: visits as many as were counted out, with what belongs to them. */
export function monthWriter({ cast, codes, loader }: Tools) {
  const { addLine } = loader
  const tcm = tcmPlaces(cast)
  const findPlace = placeFinder(cast)

  return async (on: { consortium: number; part: Part; shares: Shares; profiles: Profiles }): Promise<void> => {
    const { consortium, part, shares, profiles } = on
    const villages = cast.map.consortia[consortium]?.villages ?? []
    const before = cast.map.consortia.slice(0, consortium).reduce((sum, c) => sum + c.villages.length, 0)
    const days = daysFrom(part.from, cast.plan.today)
    const startsAt = Date.parse(`${part.from}T00:00:00Z`) - Date.parse('2000-01-01')
    const newId = cast.newId(`month ${part.name}`, consortium, startsAt)
    const writeClaim = claimWriter({ cast, addLine, newId, days, part, consortium })
    for (const [at, village] of villages.entries()) {
      const random = cast.random('month', part.name, consortium, at)
      const clinic = village.clinic.id
      for (const place of placesOfVisit) {
        for (let left = shares[place][before + at] ?? 0; left > 0; ) {
          const isAway = place === 'city' || place === 'neighbour'
          const person = pick(profiles, { village: at, random, insured: isAway })
          const course = drawCourse(place, { profiles, person, left, random, codes })
          left -= course.visits
          const visited = writeVisits({ village, consortium, place, course, person, profiles, part, days, random, newId, clinic })
          if (isAway) for (const day of visited.days) writeClaim({ profiles, person, clinic, course, day, at: visited.facility, random })
        }
      }
      for (let left = shares.away[before + at] ?? 0; left > 0; ) {
        const person = pick(profiles, { village: at, random, insured: true })
        const course = drawCourse('away', { profiles, person, left, random, codes })
        left -= course.visits
        const first = random.between(0, part.days - 1)
        for (let i = 0; i < course.visits; i++) writeClaim({ profiles, person, clinic, course, day: Math.min(first + i, part.days - 1), at: null, random })
      }
      await loader.breathe()
    }
  }

  function writeVisits(on: {
    village: Village
    consortium: number
    place: Counted
    course: Course
    person: number
    profiles: Profiles
    part: Part
    days: Days
    random: Random
    newId: () => string
    clinic: string
  }): { facility: Facility; days: number[] } {
    const { course, place, random, days, profiles, person, newId, clinic } = on
    const { facility, department, doctor } = findPlace(place, on)
    const resident = profiles.idOf(person)
    const flags = profiles.flags[person] ?? 0
    const insured = flags & flag.insured ? 't' : 'f'
    const isTcm = tcm.has(facility.id) || (department !== null && tcm.has(department.id)) ? 't' : 'f'
    const last = on.part.days - 1
    const visited: number[] = []
    let day = random.between(0, last)
    for (let i = 0; i < course.visits; i++) {
      const minute = minuteAt(place, course.kind, random)
      const id = newId()
      const startedAt = moment(days.day(day), minute)
      const endedAt = course.nights > 0 ? moment(days.day(day + course.nights), Math.max(minute, 600)) : moment(days.day(day), minute + 15)
      const known = recordedAt(days, { at: day, minute, random })
      addLine(
        lines.visit,
        `${resident}\t${id}\t${facility.id}\t${department?.id ?? '\\N'}\t${course.kind}\t${startedAt}\t${endedAt}\t${doctor}\t${known}\tsynthetic\t${clinic}\t${insured}\t${isTcm}\n`,
      )
      if (i === 0) {
        const bill = chargeOf(place, course, { flags, random })
        addLine(
          lines.charge,
          `${resident}\t${newId()}\t${facility.id}\t${id}\t${bill.kind}\t${bill.name}\t${bill.amount}\t${bill.fund}\t${bill.amount - bill.fund}\tCNY\tfinal\t${startedAt}\t${known}\tsynthetic\t${clinic}\t${insured}\t${course.kind}\n`,
        )
        const said = course.visits > 1 ? `${course.name} · 疗程${course.visits}次` : course.name
        addLine(lines.entry, `${resident}\t${startedAt}\t${id}\t${facility.id}\t${id}\tvisit\t${titles[course.kind]}\t${said}\tf\tsynthetic\n`)
        if (!course.isKnown) {
          addLine(
            lines.diagnosis,
            `${resident}\t${newId()}\t${facility.id}\t${id}\ticd10\t${course.code}\t${course.name}\t1\tactive\t${startedAt}\t${known}\tsynthetic\n`,
          )
        }
      }
      visited.push(day)
      day = Math.min(last, day + random.between(1, 3))
    }
    return { facility, days: visited }
  }
}

const titles = { outpatient: '门诊', emergency: '急诊', inpatient: '住院' } as const

/** Somebody of a village, the more often the more often they see doctors. */
function pick(profiles: Profiles, on: { village: number; random: Random; insured: boolean }): number {
  const from = profiles.starts[on.village] ?? 0
  const until = profiles.starts[on.village + 1] ?? from
  const sum = profiles.weights[until - 1] ?? 0
  for (let tries = 0; ; tries++) {
    const wanted = on.random.next() * sum
    let low = from
    let high = until - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((profiles.weights[middle] ?? 0) > wanted) high = middle
      else low = middle + 1
    }
    if (!on.insured || (profiles.flags[low] ?? 0) & flag.insured || tries === 50) return low
  }
}

function placeFinder({ map, workforces }: Cast) {
  const { general, maternal, skin } = map.city
  return (place: Counted, on: { village: Village; consortium: number; course: Course; random: Random }): Place => {
    const { village, consortium, course, random } = on
    const workforce = workforces[place === 'neighbour' ? (consortium + 3) % workforces.length : consortium]
    const at = (facility: Facility): Place => {
      const department = facility.departments.find((d) => d.kind === course.department) ?? facility.departments[0] ?? null
      const there = workforce?.doctorsAt(department?.id ?? facility.id) ?? []
      // Of the city's staff only those of the general hospital are drawn; they see people in the others as well.
      const treating = there.length > 0 ? there : (workforce?.doctorsAt(facility.level === '三级' ? general.id : facility.id) ?? [])
      return { facility, department, doctor: treating.length > 0 ? random.pick(treating).name : '\\N' }
    }
    if (place === 'village') {
      const there = workforce?.doctorsAt(village.clinic.id) ?? []
      return { facility: village.clinic, department: null, doctor: there.length > 0 ? random.pick(there).name : '\\N' }
    }
    if (place === 'township') return at(village.township)
    if (place === 'lead') return at(map.consortia[consortium]?.lead ?? general)
    if (place === 'neighbour') return at(random.pick(map.consortia[(consortium + 3) % map.consortia.length]?.townships ?? []))
    if (course.department === 'pediatrics' || course.department === 'obstetricsGynecology') return at(random.pick(maternal))
    return at(random.chance(0.06) ? skin : general)
  }
}
