import type { DepartmentKind } from '#registry/facility/contract.ts'
import type { CodeLists } from '../codes.ts'
import type { Random } from '../random.ts'
import { drawReason, followUps, type Reason } from '../reasons.ts'
import { flag, type Profiles } from './people.ts'
import type { Counted } from './schedule.ts'

export type Kind = 'outpatient' | 'emergency' | 'inpatient'
/** One illness at one place: several visits in a row, one diagnosis, one bill, one line of the timeline. */
export type Course = {
  readonly kind: Kind
  readonly department: DepartmentKind
  readonly code: string
  readonly name: string
  readonly visits: number
  readonly nights: number
  /** A diagnosis that stands in the record already is not written down anew. */
  readonly isKnown: boolean
}

type Habit = { readonly inpatient: number; readonly emergency: number; readonly goesOn: number; readonly chronic: number }
/** How often people are admitted, come as emergencies, come again for the same illness, or come because of what they always have. Ours. */
const habits: Readonly<Record<Counted, Habit>> = {
  village: { inpatient: 0, emergency: 0, goesOn: 0.8, chronic: 0.3 },
  township: { inpatient: 0.05, emergency: 0, goesOn: 0.78, chronic: 0.2 },
  lead: { inpatient: 0.09, emergency: 0.12, goesOn: 0.72, chronic: 0.12 },
  neighbour: { inpatient: 0, emergency: 0, goesOn: 0.7, chronic: 0 },
  city: { inpatient: 0.12, emergency: 0.03, goesOn: 0.6, chronic: 0 },
  away: { inpatient: 0.12, emergency: 0.05, goesOn: 0.5, chronic: 0 },
}
const most = 10
/** Of the others, so many have been there for the same before. */
const again = 0.35
const always = ['hypertension', 'diabetes', 'copd', 'severeMental', 'pregnant'] as const

/** What brings somebody to a place, and how often; never more visits than are left to be made there. */
export function drawCourse(place: Counted, on: { profiles: Profiles; person: number; left: number; random: Random; codes: CodeLists }): Course {
  const { profiles, person, left, random } = on
  const habit = habits[place]
  const flags = profiles.flags[person] ?? 0
  const kind: Kind = random.chance(habit.inpatient) ? 'inpatient' : random.chance(habit.emergency) ? 'emergency' : 'outpatient'
  const chance = random.next()
  const condition = kind === 'outpatient' && chance < habit.chronic ? always.find((c) => flags & flag[c]) : undefined
  const reason: Reason = condition
    ? followUps[condition]
    : drawReason(random, { age: profiles.age[person] ?? 0, sex: flags & flag.female ? 'female' : 'male', admitted: kind === 'inpatient' })
  let visits = 1
  while (kind === 'outpatient' && visits < most && visits < left && random.chance(habit.goesOn)) visits += 1
  return {
    kind,
    department: kind === 'emergency' ? 'emergency' : reason.department,
    code: reason.code,
    name: on.codes.diagnosis(reason.code),
    visits,
    nights: kind === 'inpatient' ? random.between(3, place === 'township' ? 8 : 12) : 0,
    isKnown: condition ? chance > habit.chronic * 0.25 : random.chance(again),
  }
}
