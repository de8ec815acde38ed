import type { DepartmentKind } from '#registry/facility/contract.ts'
import { type Random, weighted } from './random.ts'
import { drawReason, followUps, type Reason } from './reasons.ts'
import type { Resident } from './residents.ts'
import type { Level } from './treatingPlaces.ts'

export type VisitKind = 'outpatient' | 'emergency' | 'inpatient'
export type PlannedVisit = {
  /** Days before the reference day, 1 to 365. */
  readonly daysAgo: number
  readonly minute: number
  readonly kind: VisitKind
  readonly level: Level
  readonly reason: Reason
  readonly department: DepartmentKind
  readonly nights: number
}

type Followed = keyof typeof followUps
/** Visits a year that a condition brings, and where they are made. */
const followed: readonly { condition: Followed; visits: number; level: (random: Random) => Level }[] = [
  {
    condition: 'hypertension',
    visits: 4,
    level: weighted<Level>([
      ['village', 78],
      ['township', 17],
      ['county', 5],
    ]),
  },
  {
    condition: 'diabetes',
    visits: 4,
    level: weighted<Level>([
      ['village', 68],
      ['township', 22],
      ['county', 10],
    ]),
  },
  {
    condition: 'copd',
    visits: 2,
    level: weighted<Level>([
      ['village', 50],
      ['township', 35],
      ['county', 15],
    ]),
  },
  {
    condition: 'severeMental',
    visits: 4,
    level: weighted<Level>([
      ['village', 60],
      ['township', 40],
    ]),
  },
  {
    condition: 'pregnant',
    visits: 4,
    level: weighted<Level>([
      ['township', 60],
      ['county', 38],
      ['city', 2],
    ]),
  },
]
const acuteLevel = weighted<Level>([
  ['village', 53],
  ['township', 22],
  ['county', 19],
  ['city', 6],
])
/** Where the hospitals are as busy as the published rates say. */
const calibratedLevel = weighted<Level>([
  ['village', 40],
  ['township', 16],
  ['county', 38],
  ['city', 6],
])
const admissionLevel = weighted<Level>([
  ['township', 22],
  ['county', 61],
  ['city', 17],
])

const acuteVisits = [
  [7, 5.2],
  [15, 2.6],
  [45, 2.1],
  [65, 3.2],
  [200, 4.9],
] as const
const admissions = [
  [7, 0.11],
  [45, 0.055],
  [65, 0.14],
  [200, 0.3],
] as const

/** Everything a resident sees doctors for in the year before the reference day, the oldest first. */
export function planVisits(resident: Resident, { random, share, calibrated }: { random: Random; share: number; calibrated: boolean }): PlannedVisit[] {
  const { age, sex } = resident
  const planned: PlannedVisit[] = []
  for (const { condition, visits, level } of followed) {
    if (!resident.conditions.includes(condition)) continue
    for (let left = random.poisson(visits * share); left > 0; left--) planned.push(outpatient(followUps[condition], level(random), random))
  }
  for (let left = random.poisson(ofAge(acuteVisits, age) * share); left > 0; left--) {
    const reason = drawReason(random, { age, sex, admitted: false })
    const level = calibrated ? calibratedLevel(random) : acuteLevel(random)
    planned.push(level === 'county' && random.chance(0.16) ? emergency(reason, random) : outpatient(reason, level, random))
  }
  for (let left = random.poisson(ofAge(admissions, age) * share); left > 0; left--) {
    planned.push(admission(drawReason(random, { age, sex, admitted: true }), admissionLevel(random), random))
  }
  return planned.sort((a, b) => b.daysAgo - a.daysAgo || a.minute - b.minute)
}

function ofAge(table: readonly (readonly [below: number, value: number])[], age: number): number {
  return table.find(([below]) => age < below)?.[1] ?? 0
}

export function outpatient(reason: Reason, level: Level, random: Random): PlannedVisit {
  return {
    daysAgo: random.between(1, 365),
    minute: random.between(480, 1050),
    kind: 'outpatient',
    level,
    reason,
    department: reason.department,
    nights: 0,
  }
}

function emergency(reason: Reason, random: Random): PlannedVisit {
  return {
    ...outpatient(reason, 'county', random),
    minute: random.between(0, 1439),
    kind: 'emergency',
    department: 'emergency',
  }
}

function admission(reason: Reason, level: Level, random: Random): PlannedVisit {
  const nights = random.between(level === 'township' ? 3 : 4, level === 'township' ? 8 : 13)
  return { ...outpatient(reason, level, random), daysAgo: random.between(nights + 1, 365), kind: 'inpatient', nights }
}
