import { type Day, daysBetween } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'

export type YearOf = {
  /** Valid follow-ups of the disease in the year, in order. */
  readonly followUps: readonly Day[]
  readonly examinations: number
  /** Days of classes that asked for a referral, and every follow-up after them. */
  readonly referredOn: readonly Day[]
  /** Referrals that were sent, whatever the reason, and the days on which somebody saw how it went. */
  readonly sentUp: readonly { readonly on: Day; readonly followedOn: readonly Day[] }[]
  readonly allFollowUps: readonly Day[]
  readonly since: Day
}
export type StandardValues = { readonly followUps: number; readonly spacingDays: number; readonly examinations: number; readonly referralDays: number }

/** Managed by the standard or not, and what is missing. A year that is not over is judged by what it could hold until today. */
export function standardOf(year: YearOf, on: { from: Day; until: Day; values: StandardValues }): { isStandard: boolean; missing: Words[] } {
  const { values } = on
  const start = [year.since, on.from].toSorted().at(-1) ?? on.from
  const days = [start, ...year.followUps, on.until].toSorted()
  const widest = Math.max(0, ...days.slice(1).map((day, i) => daysBetween(days[i] ?? day, day)))
  // Both days count: from January 1st to December 31st is a whole year.
  const share = Math.min(1, (daysBetween(start, on.until) + 1) / 365)
  const expected = Math.max(1, Math.floor(values.followUps * share))
  const referrals = [...year.referredOn.map((day) => ({ on: day, followedOn: [] })), ...year.sentUp.filter((sent) => sent.on >= start)]
  const unfollowed = referrals.some(({ on: day, followedOn }) => {
    const isDue = daysBetween(day, on.until) > values.referralDays
    return isDue && ![...year.allFollowUps, ...followedOn].some((f) => f > day && daysBetween(day, f) <= values.referralDays)
  })
  const says: [boolean, Words][] = [
    [
      year.followUps.length < expected,
      { zh: `有效随访 ${year.followUps.length} 次,应有 ${expected} 次`, en: `${year.followUps.length} valid follow-ups of ${expected}` },
    ],
    [
      widest > values.spacingDays,
      { zh: `随访间隔 ${widest} 天,超过 ${values.spacingDays} 天`, en: `${widest} days between follow-ups, more than ${values.spacingDays}` },
    ],
    [share >= 1 && year.examinations < values.examinations, { zh: '没有年度体检', en: 'No examination this year' }],
    [unfollowed, { zh: `转诊后 ${values.referralDays} 天内没有随访`, en: `No follow-up within ${values.referralDays} days of a referral` }],
  ]
  const missing = says.flatMap(([isMissing, text]) => (isMissing ? [text] : []))
  return { isStandard: missing.length === 0, missing }
}
