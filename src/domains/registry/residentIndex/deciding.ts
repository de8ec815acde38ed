import type { Parsed } from '#kernel/capability.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import type { Words } from '#kernel/words.ts'
import { everyIdOf, joinPeople, partPeople } from '#registry/resident/index.ts'
import type { residentIndexContract } from './contract.ts'
import { reviewDays } from './policy.ts'
import { endReview, openReview } from './review.ts'
import * as store from './store.ts'

/** What domains above say against joining two people, in words; given by wiring. */
export type Clashes = (scope: Scope, these: readonly string[], those: readonly string[]) => Promise<readonly Words[]>

type Decided = { readonly pairId: string; readonly version: number; readonly because: string }

/** The pair, locked, in the state it was seen in; `stale` carries what it is now. */
async function pairFor(scope: Scope, { pairId, version }: Decided) {
  const pair = (await store.findPair(scope, pairId, { lock: true })) ?? notFound()
  return pair.version === version ? pair : refuse('stale', pair)
}

async function openPairFor(scope: Scope, input: Decided) {
  const pair = await pairFor(scope, input)
  if (isRefused(pair)) return pair
  return pair.status === 'waiting' || pair.status === 'postponed' || pair.status === 'parted' ? pair : refuse('alreadyDecided')
}

/** Joins the two by an alias; no row of theirs is rewritten. */
export async function merge(scope: Scope, input: Parsed<typeof residentIndexContract.mergeResidents>, clashes: Clashes) {
  const pair = await openPairFor(scope, input)
  if (isRefused(pair)) return pair
  const [first, second, sides] = await Promise.all([everyIdOf(scope, pair.first_id), everyIdOf(scope, pair.second_id), store.sidesOf(scope, pair.id)])
  const [these, those] = input.stays === 'first' ? [first, second] : [second, first]
  const [stays = '', gone = ''] = [these[0], those[0]]
  if (stays !== gone) {
    if (new Set(sides.map((side) => side.status === 'died')).size > 1) return refuse('oneDied')
    const against = await clashes(scope, these, those)
    if (against.length > 0) return refuse('clashes', { clashes: [...against] })
    // Joined with somebody else a moment ago: look again.
    if (!(await joinPeople(scope, { gone, stays, because: input.because }))) return refuse('stale', pair)
  }
  await store.decidePair(scope, pair.id, { status: 'merged', because: input.because, currentId: stays, goneId: stays === gone ? null : gone })
  await endReview(scope, pair.id, 'merged')
  return pair.id
}

export async function keepApart(scope: Scope, input: Decided) {
  const pair = await openPairFor(scope, input)
  if (isRefused(pair)) return pair
  await store.decidePair(scope, pair.id, { status: 'distinct', because: input.because })
  await endReview(scope, pair.id, 'distinct')
  return pair.id
}

export async function postpone(scope: Scope, input: Decided) {
  const pair = await openPairFor(scope, input)
  if (isRefused(pair)) return pair
  const sides = await store.sidesOf(scope, pair.id)
  await store.decidePair(scope, pair.id, { status: 'postponed', because: input.because })
  await endReview(scope, pair.id, 'postponed')
  await openReview(scope, {
    id: pair.id,
    firstHomeId: pair.first_home_id,
    secondHomeId: pair.second_home_id,
    match: pair,
    names: [sides[0]?.name ?? '', sides[1]?.name ?? ''],
    days: policyOf(scope, reviewDays).postponed,
  })
  return pair.id
}

/** Ends the joining: every row stands under the id it was written with. */
export async function unmerge(scope: Scope, input: Decided) {
  const pair = await pairFor(scope, input)
  if (isRefused(pair)) return pair
  if (pair.status !== 'merged' || !pair.gone_id) return refuse('notMerged')
  if (!(await partPeople(scope, { gone: pair.gone_id, because: input.because }))) return refuse('notMerged')
  await store.decidePair(scope, pair.id, { status: 'parted', because: input.because })
  return pair.id
}
