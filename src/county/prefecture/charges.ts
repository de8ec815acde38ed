import { prices } from '../bills.ts'
import type { Random } from '../random.ts'
import type { Level } from '../treatingPlaces.ts'
import type { Course } from './course.ts'
import { flag } from './people.ts'
import type { Counted } from './schedule.ts'

const levels: Readonly<Record<Counted, Level>> = { village: 'village', township: 'township', lead: 'county', neighbour: 'township', city: 'city', away: 'city' }

export type Bill = { readonly kind: string; readonly name: string; readonly amount: number; readonly fund: number }

/** The bill of a course in fen, and what the fund pays of it by the person's insurance: each visit at the county's orders of magnitude. */
export function chargeOf(place: Counted, { kind, visits }: Pick<Course, 'kind' | 'visits'>, on: { flags: number; random: Random }): Bill {
  const stays = kind === 'inpatient'
  const price = prices[levels[place]][stays ? 'stay' : 'visit']
  const one = on.random.between(price.from * 100, price.to * 100)
  const amount = one * visits * (kind === 'emergency' ? 2 : 1)
  const percent = on.flags & flag.insured ? price.fundPercent + (on.flags & flag.employee ? 10 : 0) : 0
  return { kind: stays ? 'treatment' : 'consultation', name: stays ? '住院费用' : '门诊费用', amount, fund: Math.floor((amount * percent) / 100) }
}
