import type { Day } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'

/** Posts of somebody that are not over on a day. */
export function stillHeld<P extends { from_day: Day; until_day: Day | null }>(posts: readonly P[], day: Day): P[] {
  return posts.filter((post) => post.until_day === null || post.until_day > day)
}

type Period = { readonly from: Day; readonly until: Day }

/** Whether a leave may stand: some days long, of somebody in post, with a stand-in who is there. */
export function checkLeave(leave: Period, known: { posts: number; standInLeaves: readonly Period[] }) {
  if (leave.until <= leave.from) return refuse('emptyPeriod')
  if (known.posts === 0) return refuse('noPost')
  if (known.standInLeaves.some((other) => other.from < leave.until && leave.from < other.until)) return refuse('standInAway')
  return undefined
}

/** The day a post ends when somebody leaves: a post that begins later lasts one day and is never acted from. */
export function endOf(post: { from_day: Day }, on: Day, dayAfter: (day: Day) => Day): Day {
  return on > post.from_day ? on : dayAfter(post.from_day)
}
