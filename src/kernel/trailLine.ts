import type pg from 'pg'
import { type Capability, isRead } from './capability.ts'
import { type Actor, askerIn, type Scope } from './scope.ts'

/** A command that was answered, as far as its line in the trail says it. */
export type Traced = {
  readonly command: { readonly name: string; readonly capability: Capability; readonly input: Record<string, unknown>; readonly requestId: string }
  readonly scope: Scope
  readonly answer: { readonly status: number; readonly body: unknown }
  /** The basis on which a record was opened. */
  readonly because: string | null
  readonly residentId: string | null
}

const outcomes: Record<number, string> = { 200: 'done', 404: 'notFound' }

export const trailLine = `insert into kernel.trail (at, account_id, facility_id, role, capability, kind, outcome, resident_id, subject_id, basis, detail, request_id)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

/** Every write, and every reading that reaches somebody's rows. */
export function isTraced({ command: { capability }, residentId }: Traced): boolean {
  return !isRead(capability) || residentId !== null || ('basis' in capability.access && capability.access.basis !== 'none')
}

export function lineOf({ command, scope, answer, because, residentId }: Traced): unknown[] {
  const body = answer.body as Record<string, unknown> | null
  const asker = askerIn(scope)
  return [
    scope.now,
    asker.accountId,
    asker.facilityId,
    asker.role,
    command.name,
    isRead(command.capability) ? 'read' : 'write',
    outcomes[answer.status] ?? 'refused',
    residentId ?? residentOf(command.input, body),
    subjectOf(command, body),
    because,
    typeof body?.refusal === 'string' ? body.refusal : null,
    command.requestId,
  ]
}

type TurnedAway = {
  readonly name: string
  readonly capability: Capability
  readonly actor: Actor
  readonly outcome: 'forbidden' | 'invalid'
  readonly input: Record<string, unknown>
  readonly requestId: string
}

/** Turned away at the door, by role or by form: in the trail like everything else, in a transaction of its own. */
export async function trailRefusal({ pool, clock }: { readonly pool: pg.Pool; readonly clock: () => Date }, refused: TurnedAway): Promise<void> {
  const { name, capability, actor, outcome, input, requestId } = refused
  const subject = idsOf(input).find(([, id]) => typeof id === 'string' && uuid.test(id))?.[1]
  const kind = isRead(capability) ? 'read' : 'write'
  const who = [actor.accountId, actor.facilityId, actor.role]
  await pool.query(trailLine, [clock().toISOString(), ...who, name, kind, outcome, residentOf(input, null), subject ?? null, null, null, requestId])
}

function residentOf(input: Record<string, unknown>, body: Record<string, unknown> | null): string | null {
  return firstId(input.residentId, body?.residentId)
}

/** The row a command is about: the one its path names, else the one it made and answers with, else one it was given. */
function subjectOf({ capability, input }: Traced['command'], body: Record<string, unknown> | null): string | null {
  const named = idsOf(input).find(([name]) => capability.path.includes(`{${name}}`))
  const made = capability.method === 'GET' ? undefined : idsOf(body ?? {})[0]
  return firstId(named?.[1], made?.[1], idsOf(input)[0]?.[1])
}

function idsOf(fields: Record<string, unknown>): [string, unknown][] {
  return Object.entries(fields).filter(([name]) => name === 'id' || (name.endsWith('Id') && name !== 'residentId'))
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

function firstId(...candidates: unknown[]): string | null {
  return (candidates.find((c) => typeof c === 'string' && uuid.test(c)) as string | undefined) ?? null
}
