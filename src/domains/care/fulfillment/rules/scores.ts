import { ageOn, type Day } from '#kernel/calendar.ts'
import type { InvalidReason } from '../labels.ts'
import type { ExpectedCost } from '../policy.ts'

export type AgreementFacts = {
  readonly status: string
  readonly from: Day
  readonly until: Day
  readonly isSigned: boolean
  readonly hasIdentity: boolean
  readonly isTwice: boolean
  readonly isPriority: boolean
  readonly tier: string
}

/** What keeps an agreement from being effective on a day; nothing: it is. */
export function invalidReasons(row: AgreementFacts, on: { day: Day; teamIsComplete: boolean }): InvalidReason[] {
  const checks: [InvalidReason, boolean][] = [
    ['notSigned', !row.isSigned],
    ['notInForce', row.isSigned && !(row.from <= on.day && on.day < row.until)],
    ['teamIncomplete', !on.teamIsComplete],
    ['identityMissing', row.isSigned && !row.hasIdentity],
    ['twice', row.isTwice],
    ['packageTooSmall', row.isPriority && row.tier === 'light'],
  ]
  return checks.filter(([, wrong]) => wrong).map(([reason]) => reason)
}

/** Which rows of a team are its agreements on a day: running, waiting or run out unrenewed; what ended for another reason only until then. */
export function countsOn(row: { status: string; from: Day; until: Day }, on: { day: Day; since: Day }): boolean {
  if (row.status === 'withdrawn' || row.from > on.day) return false
  return row.status === 'waiting' || row.status === 'enrolled' ? row.until > on.since : on.day < row.until
}

/** Whether a row was in force on a day, whatever became of it later. */
export function inForceOn(row: { status: string; from: Day; until: Day }, day: Day): boolean {
  return row.status !== 'waiting' && row.status !== 'withdrawn' && row.from <= day && day < row.until
}

/** What a year of somebody is expected to cost; fen. */
export function expectedOf(person: { birthDate: Day; sex: string; groups: readonly string[] }, on: { day: Day; table: ExpectedCost }): bigint {
  const age = ageOn(person.birthDate, on.day)
  const band = on.table.ages.filter((a) => a.from <= age).at(-1)
  const base = person.sex === 'male' ? band?.male : band?.female
  return BigInt(base ?? 0) + person.groups.reduce((sum, group) => sum + BigInt(on.table.groups[group] ?? 0), 0n)
}

/** In hundredths of a point, so that nothing is rounded on the way: 10000 is full marks. Null where there is nothing to score. */
export function shareOf(numerator: bigint, denominator: bigint): number | null {
  if (denominator === 0n) return null
  const hundredths = (numerator * 20_000n + denominator) / (2n * denominator)
  return Number(hundredths > 10_000n ? 10_000n : hundredths)
}
