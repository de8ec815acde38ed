import type { Vault } from '#kernel/crypto.ts'
import type { Scope } from '#kernel/scope.ts'
import { findMatches } from './matching.ts'
import { askAbout } from './review.ts'
import type { Description } from './rules.ts'
import { matchCardOf } from './showing.ts'

/** Whether two descriptions are one person, who may be meant, and what was joined. */
export { linkAll } from './linking.ts'
export { matchMany, matchWithin, type RegisterRow } from './matching.ts'
export { askAbout as askAboutPair } from './review.ts'
export { weightsIn, weightsOn } from './weights.ts'

type Registered = { readonly residentId: string; readonly others: readonly string[]; readonly described: Description }

/** What registering needs of the index; `registry/resident` gets it from wiring, because this domain stands on that one. */
export function indexFor(vault: Vault) {
  return {
    async cardsFor(scope: Scope, described: Description) {
      return (await findMatches(scope, described, { vault })).map(matchCardOf)
    },
    async askAbout(scope: Scope, { residentId, others, described }: Registered) {
      for (const { candidate, ...match } of await findMatches(scope, described, { vault })) {
        if (!others.includes(candidate.current_id)) continue
        const homes = { firstHomeId: scope.actor.facilityId, secondHomeId: candidate.home_facility_id }
        const names = [described.name, candidate.name] as const
        await askAbout(scope, { firstId: residentId, secondId: candidate.resident_id, ...homes, match, origin: 'registered', names })
      }
    },
  }
}
