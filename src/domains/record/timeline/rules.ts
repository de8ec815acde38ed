import { addDays, type Day, dayOf, type Moment } from '#kernel/calendar.ts'
import { systems } from '#record/visit/contract.ts'

export type Problem = { readonly system: string; readonly code: string; readonly status: string; readonly at: Moment }

/**
 * Whether a diagnosis is still a problem: its latest line is active, and it is a lasting condition or was made lately.
 * What came from outside with another code system says itself when it ended.
 */
export function isOpenProblem(problem: Problem, on: { today: Day; acuteDays: number; lasting: readonly string[] }): boolean {
  if (problem.status !== 'active') return false
  if (problem.system !== systems.diagnosis) return true
  return on.lasting.some((prefix) => problem.code.startsWith(prefix)) || dayOf(problem.at) >= addDays(on.today, -on.acuteDays)
}

/** Where a page of the timeline begins: after this line. An altered cursor is no position. */
export function positionIn(position: readonly (string | number)[] | undefined): { at: Moment; id: string } | undefined {
  const [at, id] = (position ?? []).map(String)
  return at && id && !Number.isNaN(Date.parse(at)) && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id) ? { at, id } : undefined
}
