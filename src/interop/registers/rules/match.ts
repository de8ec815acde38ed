import { agreesByNumber, type Match } from '#registry/residentIndex/rules.ts'
import type { ProblemCode } from '../labels.ts'

/** Somebody the county knows. */
export type KnownPerson = { readonly residentId: string; readonly homeFacilityId: string }
export type BestMatch = KnownPerson & { readonly name: string; readonly match: Match }

/**
 * `same`: the row is this person. `new`: nobody, or somebody who may be another (`about`): both stand side by side until a person
 * says what they are. `doubtful`: the row is not taken.
 */
export type Verdict =
  | { readonly verdict: 'same'; readonly who: KnownPerson }
  | { readonly verdict: 'new'; readonly about: BestMatch | null }
  | { readonly verdict: 'doubtful'; readonly who: KnownPerson; readonly because: ProblemCode }

/** What becomes of a row. `byRow`: whom the same row of an earlier file made. A number that is somebody else's never makes a second person. */
export function verdictOf({ byRow, best }: { byRow: KnownPerson | null; best: BestMatch | null }): Verdict {
  if (best?.match.verdict === 'same') return { verdict: 'same', who: best }
  if (byRow) return { verdict: 'same', who: byRow }
  if (!best || !agreesByNumber(best.match.levels)) return { verdict: 'new', about: best }
  const isOwn = best.match.levels.number === 'same' || best.match.levels.number === 'repaired'
  return { verdict: 'doubtful', who: best, because: isOwn ? 'numberOfAnother' : 'nearNumber' }
}
