import { closeDuties } from '#kernel/duty.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Scope } from '#kernel/scope.ts'
import type { Answer } from '#kernel/transaction.ts'
import { namesOf } from '#registry/facility/index.ts'
import { asPerson, findPerson } from '#registry/resident/index.ts'
import type { Thing, WholeThing } from './contract.ts'
import { type FindOffline, keyOfTry, type Replaying } from './replaying.ts'
import { maySettle } from './rules.ts'
import { noteAnswer, releaseWaiting, settle, type ThingRow } from './things.ts'

export type Settling = { thing: ThingRow; how: 'sentAgain' | 'dropped'; reason: string | undefined; input: Record<string, unknown> | undefined }

const overseeing = ['familyDoctor', 'publicHealthWorker', 'townshipManager']

function standing(scope: Scope, thing: ThingRow) {
  return { isAuthor: thing.account_id === scope.actor.accountId, isAbove: overseeing.includes(scope.actor.role) }
}

/** Why this cannot be settled so by the acting person; undefined where it can. */
export function whyNotSettle(scope: Scope, { thing, how, reason }: Settling) {
  if (thing.settled_at) return refuse('alreadySettled')
  if (!maySettle({ ...standing(scope, thing), how })) return refuse('notYours')
  if (how === 'dropped' && !reason) return refuse('reasonMissing')
  if (how === 'sentAgain' && thing.waits_for.length > 0) return refuse('waitsForAnother')
  return undefined
}

/** Sends it again or ends it; what was kept back because of it follows. A second refusal stays with the thing, which stays open. */
export async function settleOne(scope: Scope, parts: Replaying, { thing, how, reason, input }: Settling): Promise<void> {
  if (how === 'dropped') {
    await end(scope, thing, { how, reason: reason ?? null })
    await releaseWaiting(scope, thing)
    return
  }
  const sent = { ...thing.input, ...input }
  const answer = await parts.perform(scope, { wire: thing.capability, input: sent, key: keyOfTry(thing) })
  if (answer.status !== 200) return noteAnswer(scope, thing, { input: sent, status: answer.status, answer: answer.body })
  await end(scope, thing, { how, reason: reason ?? null })
  for (const next of await releaseWaiting(scope, thing)) {
    if (next.waits_for.length === 0) await settleOne(scope, parts, { thing: next, how: 'sentAgain', reason: undefined, input: undefined })
  }
}

async function end(scope: Scope, thing: ThingRow, how: { how: 'sentAgain' | 'dropped'; reason: string | null }): Promise<void> {
  await settle(scope, thing.id, how)
  await closeDuties(scope, { kind: 'thingToSettle', id: thing.id }, { outcome: how.how })
}

export async function showThings(scope: Scope, find: FindOffline, rows: readonly ThingRow[]): Promise<Thing[]> {
  const names = await namesOf(scope, [...new Set(rows.map((r) => r.facility_id))])
  const people = await Promise.all(rows.map((row) => (row.resident_id ? findPerson(scope, row.resident_id) : undefined)))
  return rows.map((row, i) => ({
    thingId: row.id,
    title: find(row.capability)?.title ?? { zh: '离线记录', en: 'Work without a network' },
    capability: row.capability,
    residentId: row.resident_id,
    person: people[i] ? asPerson(people[i]) : null,
    by: row.person,
    isMine: row.account_id === scope.actor.accountId,
    facility: names.get(row.facility_id)?.name ?? '',
    occurredAt: row.occurred_at,
    receivedAt: row.received_at,
    why: whyOf(row),
    waits: row.waits_for.length > 0,
    rounds: row.rounds,
    version: row.version,
  }))
}

export async function showThing(scope: Scope, find: FindOffline, row: ThingRow): Promise<WholeThing> {
  const [shown] = await showThings(scope, find, [row])
  if (!shown) throw new Error('a thing shows as one')
  const { input, predicted, status, answer } = row
  const mayDrop = maySettle({ ...standing(scope, row), how: 'dropped' })
  return { ...shown, input, predicted, status, answer, mayDrop, settledAt: row.settled_at }
}

/** The server's own sentence; a wrong field says which and why. */
function whyOf({ answer }: Pick<ThingRow, 'answer'>): Thing['why'] {
  const { message, fields } = (answer ?? {}) as Answer['body'] & { message?: Thing['why']; fields?: { path: string; why: Thing['why'] }[] }
  if (message) return message
  const [wrong] = fields ?? []
  if (wrong) return { zh: `${wrong.path} ${wrong.why.zh}`, en: `${wrong.path} ${wrong.why.en}` }
  return { zh: '服务器没有接受', en: 'The server did not take it' }
}
