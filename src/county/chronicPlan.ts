import type { Random } from './random.ts'

/** How somebody's management goes: when the next follow-up is due, and what the last ones found. */
export type Course = {
  readonly kind: 'managed' | 'lost' | 'suspected'
  /** Days until the next follow-up; negative is overdue. */
  readonly dueIn: number
  readonly last: 'controlled' | 'firstFail' | 'repeatedFail' | 'emergency'
}
export type PlannedFollowUp = { readonly daysAgo: number; readonly goes: 'well' | 'badly' | 'alarmingly' }

// Days of the norm's intervals as a plan needs them; what is due when is decided by the rules afterwards.
const [whenWell, whenNot] = [90, 14]

export function drawCourse(random: Random): Course {
  const fate = random.next()
  const last = drawLast(random)
  const interval = last === 'controlled' ? whenWell : whenNot
  if (fate < 0.02) return { kind: 'lost', dueIn: -random.between(92, 200), last }
  if (fate < 0.03) return { kind: 'suspected', dueIn: 0, last }
  if (fate < 0.09) return { kind: 'managed', dueIn: -random.between(1, 60), last }
  if (fate < 0.12) return { kind: 'managed', dueIn: 0, last }
  return { kind: 'managed', dueIn: random.between(1, interval - 1), last }
}

function drawLast(random: Random): Course['last'] {
  const chance = random.next()
  return chance < 0.72 ? 'controlled' : chance < 0.91 ? 'firstFail' : chance < 0.99 ? 'repeatedFail' : 'emergency'
}

/** The year's follow-ups that lead to this course, the oldest first; of a slim county only the last. */
export function planFollowUps({ dueIn, last }: Course, { random, slim }: { random: Random; slim: boolean }): PlannedFollowUp[] {
  const interval = last === 'controlled' ? whenWell : whenNot
  const lastAgo = Math.max(1, interval - dueIn)
  const planned: PlannedFollowUp[] = [{ daysAgo: lastAgo, goes: last === 'controlled' ? 'well' : last === 'emergency' ? 'alarmingly' : 'badly' }]
  if (last === 'repeatedFail') planned.push({ daysAgo: lastAgo + whenNot, goes: 'badly' })
  if (slim) return planned.reverse()
  for (let ago = (planned.at(-1)?.daysAgo ?? 0) + random.between(80, 92); ago < 365; ago += random.between(80, 92)) planned.push({ daysAgo: ago, goes: 'well' })
  return planned.reverse()
}
