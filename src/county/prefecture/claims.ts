import { farAway } from '../farAway.ts'
import type { Facility } from '../map.ts'
import type { Random } from '../random.ts'
import type { AnySheet } from '../sheet.ts'
import type { Cast } from './cast.ts'
import { chargeOf } from './charges.ts'
import { type Days, moment } from './clock.ts'
import type { Course } from './course.ts'
import { flag, type Profiles } from './people.ts'
import type { Part } from './schedule.ts'
import { lines } from './sheets.ts'

type Tools = {
  readonly cast: Cast
  readonly addLine: (sheet: AnySheet, line: string) => void
  readonly newId: () => string
  readonly days: Days
  readonly part: Part
  readonly consortium: number
}
type Settled = {
  readonly profiles: Profiles
  readonly person: number
  readonly clinic: string
  readonly course: Course
  /** Days from the beginning of the month. */
  readonly day: number
  /** A place of the prefecture outside the person's county; elsewhere else. */
  readonly at: Facility | null
  readonly random: Random
}

/** Writes settlements as the insurance bureau loads them: one a visit, known some days after it. */
export function claimWriter({ cast, addLine, newId, days, part, consortium }: Tools): (settled: Settled) => void {
  const birthYear = Number(cast.plan.today.slice(0, 4))
  let serial = 0
  return ({ profiles, person, clinic, course, day, at, random }) => {
    const flags = profiles.flags[person] ?? 0
    const id = newId()
    const number = `J${part.name.slice(2, 4)}${part.name.slice(5)}${String(consortium).padStart(2, '0')}${String(++serial).padStart(6, '0')}`
    const far = random.pick(farAway)
    const place = at ? `${at.name}\t${at.level ?? '\\N'}\t${at.divisionCode.slice(0, 6)}` : `${far.name}\t${far.level}\t${far.division}`
    const bill = chargeOf(at?.kind === 'townshipHealthCenter' ? 'neighbour' : 'away', { kind: course.kind, visits: 1 }, { flags, random })
    const settledAt = moment(days.day(day + course.nights), 1080)
    const known = moment(days.day(day + course.nights + random.between(3, 20)), 540)
    const who = `{"name":"${String.fromCharCode(profiles.surname[person] ?? 0)}**","sex":"${flags & flag.female ? 'female' : 'male'}","birthYear":${birthYear - (profiles.age[person] ?? 0) - 1}}`
    addLine(
      lines.claim,
      `${id}\t${number}\t${place}\t${course.kind}\t${days.day(day)}\t${days.day(day + course.nights)}\t${course.code}\t${course.name}\t${bill.amount}\t${bill.fund}\t${bill.amount - bill.fund}\t${profiles.idOf(person)}\t${clinic}\t${who}\t\\\\x${id.replaceAll('-', '')}\t${settledAt}\t${settledAt}\t${known}\t${known}\n`,
    )
  }
}
