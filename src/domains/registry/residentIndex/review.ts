import { addDays, startOf } from '#kernel/calendar.ts'
import { closeDuties, type NewDuty, openDuty } from '#kernel/duty.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { maskedName } from '#registry/resident/rules.ts'
import { reasonsOf } from './labels.ts'
import { reviewDays } from './policy.ts'
import type { Match } from './rules.ts'
import * as store from './store.ts'

const subjectOf = (pairId: string) => ({ kind: 'residentPair', id: pairId })

type Pair = Parameters<typeof store.insertPair>[1] & { readonly names: readonly [string, string] }

/** Puts two records into the review, once for ever. The home of each is told; a duty of the first is the one the question hangs on. */
export async function askAbout(scope: Scope, { names, ...pair }: Pair): Promise<void> {
  const id = await store.insertPair(scope, pair)
  if (id) await openReview(scope, { id, ...pair, names, days: policyOf(scope, reviewDays).first })
}

type Review = {
  readonly id: string
  readonly firstHomeId: string
  readonly secondHomeId: string
  readonly match: Pick<Match, 'levels' | 'caution'>
  readonly names: Pair['names']
  readonly days: number
}

export async function openReview(scope: Scope, { id, firstHomeId, secondHomeId, match, names, days }: Review): Promise<void> {
  const [why] = reasonsOf(match.levels, match.caution)
  const duty = (facilityId: string): NewDuty => ({
    kind: 'reviewPair',
    subject: subjectOf(id),
    owner: { facilityId, role: 'publicHealthWorker' },
    due: startOf(addDays(scope.today, days + 1)),
    involved: [firstHomeId, secondHomeId],
    // Both homes read the card, so it says no more than either may know of the other's person.
    card: { why: `${names.map(maskedName).join(' · ')}${why ? `:${why.zh}` : ''}` },
  })
  await openDuty(scope, duty(firstHomeId), { isNext: true })
  if (secondHomeId !== firstHomeId) await openDuty(scope, duty(secondHomeId), { isNext: false })
}

export async function endReview(scope: Scope, pairId: string, outcome: string): Promise<void> {
  await closeDuties(scope, subjectOf(pairId), { outcome })
}
