import type { Scope } from '#kernel/scope.ts'
import type { Words } from '#kernel/words.ts'
import { heldBy } from './store/enrollment.ts'

/** Two records that each have a family doctor today: one person has one. */
export async function enrollmentClashes(scope: Scope, these: readonly string[], those: readonly string[]): Promise<Words[]> {
  const time = { since: scope.today, before: '9999-01-01' }
  const [[one], [other]] = await Promise.all([heldBy(scope, these, time), heldBy(scope, those, time)])
  if (!one || !other) return []
  return [{ zh: `两份档案都已签约:${one.facility}、${other.facility}`, en: `Both are enrolled, at ${one.facility} and at ${other.facility}` }]
}
