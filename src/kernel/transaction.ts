import type pg from 'pg'
import { type Capability, stale } from './capability.ts'
import type { Vault } from './crypto.ts'
import { isAnswered, isTransient, run } from './database.ts'
import type { ReceivedFile } from './files.ts'
import type { LiveHub } from './live.ts'
import { isRefused, type Refused } from './refusal.ts'
import { hashOf, recall, remember, type Sent } from './remember.ts'
import type { RuleBook } from './ruleBook.ts'
import { type Actor, aboutPerson, announcedIn, dueIn, enterScope, leaveScope, NoRuleInForce, type Scope } from './scope.ts'
import type { TrailKey } from './trailKey.ts'
import { isTraced, lineOf, type Traced, trailLine } from './trailLine.ts'

/** What the kernel needs to run a command: made once by main. */
export type Kernel = {
  readonly pool: pg.Pool
  readonly rules: RuleBook
  readonly live: LiveHub
  readonly clock: () => Date
  /** Seals the trail's blocks; only where jobs run. */
  readonly trail?: TrailKey
  /** Seals what is kept of commands that carry a secret; only where people ask. */
  readonly vault?: Pick<Vault, 'seal' | 'open'>
  /** Who an id means today (all ids of the person, the current one first), and on which basis the actor may open the record; null where not. */
  readonly openingOf: (scope: Scope, residentId: string) => Promise<Opening>
}

export type Opening = { readonly ids: readonly string[]; readonly basis: string | null }

export type Action = (call: { scope: Scope; input: never; file?: ReceivedFile }) => Promise<unknown>

export type Answer = { readonly status: number; readonly body: unknown }

/** Absent or not yours: the same to the caller, told apart in the trail. */
export class NotFound extends Error {
  override name = 'NotFound'
}

/** Ends an action because the row is absent or out of reach. */
export function notFound(): never {
  throw new NotFound('absent or out of reach')
}

type Command = {
  readonly name: string
  readonly capability: Capability
  readonly action: Action
  readonly actor: Actor
  readonly input: Record<string, unknown>
  readonly requestId: string
  readonly key?: string
  /** What came as the body, where the capability takes a file. */
  readonly file?: ReceivedFile
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/**
 * One capability, from begin to commit: scope, action, trail and remembered answer in one transaction.
 * A refusal undoes what the action did and still leaves its line in the trail.
 */
export async function perform(kernel: Kernel, command: Command): Promise<Answer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await performOnce(kernel, command)
    } catch (error) {
      // A second copy of the same command that ran at the same moment: its answer is there now, read it.
      const copied = (error as { constraint?: string }).constraint === 'idempotency_pkey'
      if (attempt < 4 && (isTransient(error) || copied)) continue
      throw error
    }
  }
}

async function performOnce(kernel: Kernel, command: Command): Promise<Answer> {
  const { capability, actor, input } = command
  const access = 'open' in capability.access ? undefined : capability.access
  const now = kernel.clock()
  const about = typeof input.residentId === 'string' ? input.residentId : null
  const opens = access?.basis === 'record'
  const client = await kernel.pool.connect()
  const scope = enterScope({ client, actor, now, rules: kernel.rules.current() })
  let broken: Error | undefined
  try {
    const begun = client.query(beginning({ actor, now, residentId: opens ? about : null, county: access?.county ?? false }))
    const sent = sentAs(kernel, command)
    const remembered = sent && recall(client, sent)
    const asked = about ? kernel.openingOf(scope, about) : undefined
    // All of these travelled in one round trip.
    const [, earlier, opening] = await Promise.all([begun, remembered, asked])
    if (earlier) {
      await client.query('rollback')
      return earlier
    }
    if (opening) aboutPerson(scope, opening.ids)
    const because = opens ? (opening?.basis ?? null) : null
    // Written under the id the person has today, whichever was asked for.
    const current = opening ? { ...command, input: { ...input, residentId: opening.ids[0] } } : command
    const result = opens && !because ? new NotFound('no basis') : await attempt(current, scope)
    const answer = answerTo(capability, result)
    if (answer.status >= 400) await client.query('rollback to savepoint work')
    if (access?.county) await client.query('reset role')
    await finish(client, { command: current, scope, answer, sent, because, residentId: opens ? (opening?.ids[0] ?? about) : null })
    if (answer.status < 400) {
      for (const work of dueIn(scope)) await work()
      for (const topic of announcedIn(scope)) kernel.live.announce(topic)
    }
    return answer
  } catch (error) {
    broken = error as Error
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    leaveScope(scope)
    client.release(broken && !isAnswered(broken))
  }
}

/** The command as it is remembered under its key. */
function sentAs({ vault }: Kernel, { name, capability, actor, key, input }: Command): Sent | undefined {
  return key ? { name, capability, actorId: actor.accountId, key, hash: hashOf(input), vault } : undefined
}

/** Begin, scope and savepoint in one message. Every literal was checked to be a UUID. */
function beginning(scope: { actor: Actor; now: Date; residentId: string | null; county: boolean }): string {
  const ids = [...scope.actor.facilities, ...scope.actor.residents, ...(scope.residentId ? [scope.residentId] : [])]
  if (!ids.every((id) => uuid.test(id))) throw new NotFound('not a UUID')
  const settings = {
    facilities: `{${scope.actor.facilities.join(',')}}`,
    residents: `{${scope.actor.residents.join(',')}}`,
    resident: scope.residentId ?? '',
    moment: scope.now.toISOString(),
  }
  const set = Object.entries(settings).map(([name, value]) => `set_config('scope.${name}', '${value}', true)`)
  return `begin; select ${set.join(', ')}; ${scope.county ? 'set local role tongmai_county; ' : ''}savepoint work`
}

async function attempt(command: Command, scope: Scope): Promise<unknown> {
  try {
    return await command.action({ scope, input: command.input as never, ...(command.file ? { file: command.file } : {}) })
  } catch (error) {
    if (error instanceof NotFound || error instanceof NoRuleInForce) return error
    // 23503: an id in the request names a row that is not there.
    if ((error as { code?: string }).code === '23503') return new NotFound('names a row that is not there')
    throw error
  }
}

function answerTo(capability: Capability, result: unknown): Answer {
  if (result instanceof NotFound) {
    return { status: 404, body: { code: 'notFound', message: { zh: '没有找到,或不在您的权限内', en: 'Not found, or not within your reach' } } }
  }
  if (result instanceof NoRuleInForce) {
    const message = { zh: `${result.day} 没有生效的规则:${result.key}`, en: `No rule in force on ${result.day}: ${result.key}` }
    return { status: 409, body: { refusal: 'noRuleInForce', message, data: { key: result.key, day: result.day } } }
  }
  if (isRefused(result)) return refusalAnswer(capability, result)
  return { status: 200, body: capability.output.parse(result) }
}

function refusalAnswer(capability: Capability, refused: Refused): Answer {
  if (refused.refusal === 'stale') {
    return { status: 409, body: { refusal: 'stale', message: stale, data: capability.output.parse(refused.data) } }
  }
  const spec = capability.refusals[refused.refusal]
  if (!spec) throw new Error(`${refused.refusal} is not a refusal of ${capability.path}`)
  const data = spec.data ? spec.data.parse(refused.data) : null
  return { status: spec.status ?? 409, body: { refusal: refused.refusal, message: { zh: spec.zh, en: spec.en }, data } }
}

type Ending = Traced & { readonly sent: Sent | undefined }

/** The trail's line, the remembered answer and the commit, sent together. */
async function finish(client: pg.PoolClient, ending: Ending): Promise<void> {
  const { scope, answer, sent } = ending
  const writes: Promise<unknown>[] = []
  if (isTraced(ending)) writes.push(run(client, trailLine, lineOf(ending)))
  if (sent) writes.push(remember(client, sent, { ...answer, at: scope.now }))
  // Awaited together: where the connection breaks all of them fail, and one nobody waits for would end the process.
  const [committed] = await Promise.all([client.query('commit'), ...writes])
  // A transaction that failed on the way answers COMMIT with ROLLBACK.
  if (committed.command !== 'COMMIT') throw new Error('the transaction did not commit')
}

/** Work without a person: jobs, the importer, signing in. Sees exactly the facilities it names. */
export async function asSystem<T>(
  kernel: Kernel,
  reach: {
    name: string
    facilities: readonly string[]
    residentId?: string
    role?: 'tongmai_county' | 'tongmai_loader' | 'tongmai_auditor' | 'tongmai_sealer' | 'tongmai_measurer'
  },
  work: (scope: Scope) => Promise<T>,
): Promise<T> {
  const client = await kernel.pool.connect()
  const actor = systemActor(reach.name, reach.facilities)
  const scope = enterScope({ client, actor, now: kernel.clock(), rules: kernel.rules.current() })
  let broken: Error | undefined
  try {
    await client.query(beginning({ actor, now: kernel.clock(), residentId: reach.residentId ?? null, county: false }))
    if (reach.role) await client.query(`set local role ${reach.role}`)
    const result = await work(scope)
    if ((await client.query('commit')).command !== 'COMMIT') throw new Error('the transaction did not commit')
    for (const topic of announcedIn(scope)) kernel.live.announce(topic)
    return result
  } catch (error) {
    broken = error as Error
    await client.query('rollback').catch(() => undefined)
    throw error
  } finally {
    leaveScope(scope)
    client.release(broken && !isAnswered(broken))
  }
}

const nobody = '00000000-0000-0000-0000-000000000000'

function systemActor(name: string, facilities: readonly string[]): Actor {
  return {
    accountId: nobody,
    name,
    staffId: null,
    role: 'system' as Actor['role'],
    facilityId: facilities[0] ?? nobody,
    departmentId: null,
    facilities,
    residents: [],
    consortiumId: null,
    session: null,
    until: null,
    capabilities: null,
  }
}
