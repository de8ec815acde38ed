import type { Scope } from '#kernel/scope.ts'
import type { Words } from '#kernel/words.ts'
import { namesOf } from '#registry/facility/index.ts'
import * as store from './store.ts'

/** What of two people's referrals one person could not have: two in hospital at once, or two waiting at one department. */
export async function referralClashes(scope: Scope, these: readonly string[], those: readonly string[]): Promise<Words[]> {
  const rows = await store.clashesOf(scope, these, those)
  const places = await namesOf(
    scope,
    rows.flatMap((row) => [row.first_place, row.second_place]),
  )
  return rows.map((row) => {
    const [first, second] = [places.get(row.first_place)?.name ?? '', places.get(row.second_place)?.name ?? '']
    return row.kind === 'custody'
      ? { zh: `两份档案都在院诊治:${first}、${second}`, en: `Both are in care, at ${first} and at ${second}` }
      : { zh: `两份档案都在等 ${first} 同一科室的转诊`, en: `Both wait for the same department of ${first}` }
  })
}
