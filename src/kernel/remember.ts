import type pg from 'pg'
import type { Capability } from './capability.ts'
import { digest, type Vault } from './crypto.ts'
import { run } from './database.ts'
import type { SealedPlace } from './rotation.ts'

/** Sent again with the same key, but it is not the same command. */
export class KeyReused extends Error {
  override name = 'KeyReused'
}

/** A command as it was sent, known by its key. `vault` seals what is kept of one that carries a secret. */
export type Sent = {
  readonly name: string
  readonly capability: Pick<Capability, 'secret'>
  readonly actorId: string
  readonly key: string
  readonly hash: Buffer
  readonly vault: Pick<Vault, 'seal' | 'open'> | undefined
}

type Kept = { body_hash: Buffer | null; status: number; answer: string | null; sealed: Buffer | null }
type Answer = { readonly status: number; readonly body: unknown }

/** Where kept answers stand sealed. */
export const sealedAnswers: readonly SealedPlace[] = [{ table: 'kernel.idempotency', id: 'key', sealed: 'sealed' }]

/** What tells this command from another one under the same key. */
export function hashOf(input: unknown): Buffer {
  return digest(JSON.stringify(input))
}

/** The answer this command was given before; undefined where it is new. @throws KeyReused */
export async function recall(client: pg.PoolClient, sent: Sent): Promise<Answer | undefined> {
  const { rows } = await run<Kept>(
    client,
    'select body_hash, status, answer, sealed from kernel.idempotency where actor_id = $1 and capability = $2 and key = $3',
    [sent.actorId, sent.name, sent.key],
  )
  const row = rows[0]
  if (!row) return undefined
  const { hash, body } = row.sealed ? opened(sent, row.sealed) : { hash: row.body_hash, body: JSON.parse(row.answer ?? 'null') }
  if (!hash?.equals(sent.hash)) throw new KeyReused('this Idempotency-Key was used for another body')
  return { status: row.status, body }
}

/** Keeps the answer, in the transaction of the command. */
export function remember(client: pg.PoolClient, sent: Sent, { status, body, at }: Answer & { at: string }): Promise<unknown> {
  const plain = sent.capability.secret ? [null, null, sealed(sent, body)] : [sent.hash, JSON.stringify(body), null]
  return run(
    client,
    'insert into kernel.idempotency (actor_id, capability, key, status, at, body_hash, answer, sealed) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [sent.actorId, sent.name, sent.key, status, at, ...plain],
  )
}

function sealed({ vault, name, hash }: Sent, body: unknown): Buffer {
  if (!vault) throw new Error(`${name} carries a secret and is done where the keys are`)
  return vault.seal(JSON.stringify({ hash: hash.toString('base64'), body }))
}

function opened({ vault, name }: Sent, kept: Buffer): { hash: Buffer; body: unknown } {
  if (!vault) throw new Error(`${name} carries a secret and is done where the keys are`)
  const { hash, body } = JSON.parse(vault.open(kept)) as { hash: string; body: unknown }
  return { hash: Buffer.from(hash, 'base64'), body }
}
