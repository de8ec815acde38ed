import type { Scope } from '#kernel/scope.ts'
import type { Words } from '#kernel/words.ts'
import { namesOf } from '#registry/facility/index.ts'
import * as store from './store.ts'

/** What of two people's bookings one person could not have: the same session twice, or two places at one time. */
export async function bookingClashes(scope: Scope, these: readonly string[], those: readonly string[]): Promise<Words[]> {
  const rows = await store.clashesOf(scope, these, those)
  const places = await namesOf(
    scope,
    rows.flatMap((row) => [row.first_place, row.second_place]),
  )
  return rows.map((row) => {
    const at = row.starts_at.slice(0, 16).replace('T', ' ')
    const [first, second] = [places.get(row.first_place)?.name ?? '', places.get(row.second_place)?.name ?? '']
    return { zh: `${at} 各占一个号源或床位:${first}、${second}`, en: `${at}: each holds a unit, at ${first} and at ${second}` }
  })
}
