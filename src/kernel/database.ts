import type { Writable } from 'node:stream'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely'
import pg from 'pg'

/** Types of PostgreSQL as the program sees them: moments and days are strings, 8-byte whole numbers are bigint. */
const parsers = new Map<number, (text: string) => unknown>([
  [1082, (text) => text],
  [1184, readMoment],
  [20, BigInt],
])
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    return parsers.get(oid) ?? pg.types.getTypeParser(oid, format)
  },
}

/** `2026-11-22 14:20:00.5+08` -> `2026-11-22T14:20:00.5+08:00` */
function readMoment(text: string): string {
  return text.startsWith('infinity') ? '9999-12-31T00:00:00+08:00' : `${text.slice(0, 10)}T${text.slice(11)}:00`
}

/** `plain` for a library with queries of its own: one at a time, and with the driver's own types. */
export function createPool(url: string, options: { max: number; plain?: boolean }): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max,
    // Queries sent without waiting travel together: the price of a transaction is its round trips.
    ...(options.plain ? {} : { pipeline: true, types: types as pg.CustomTypesConfig }),
    application_name: 'tongmai',
    // One plan for each statement: planning anew costs as much as running it, and our statements are plain lookups.
    options:
      '-c timezone=Asia/Shanghai -c plan_cache_mode=force_generic_plan -c statement_timeout=20000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=30000',
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
  } as pg.PoolConfig)
  // A connection that dies while idle is replaced at the next use; without a listener it would end the process.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => {
    client.on('error', () => undefined)
    if (!options.plain) sendTogether(client)
  })
  return pool
}

/** Queries asked in one turn of the loop go out in one write: a system call costs as much as a small query. */
function sendTogether(client: pg.PoolClient): void {
  const { stream } = (client as unknown as { connection: { stream: Writable } }).connection
  const ask = client.query.bind(client) as (...args: unknown[]) => unknown
  let together = false
  client.query = ((...args: unknown[]) => {
    if (!together) {
      together = true
      stream.cork()
      process.nextTick(() => {
        together = false
        stream.uncork()
      })
    }
    return ask(...args)
  }) as typeof client.query
}

const statementNames = new Map<string, string>()
const queryBuilders = new WeakMap<pg.ClientBase, Kysely<unknown>>()

/** Runs SQL as a named prepared statement of its connection, so that PostgreSQL plans it once. */
export function run<R extends pg.QueryResultRow>(client: pg.ClientBase, text: string, values: readonly unknown[]): Promise<pg.QueryResult<R>> {
  let name = statementNames.get(text)
  if (!name && statementNames.size < 1000) {
    name = `t${statementNames.size}`
    statementNames.set(text, name)
  }
  return client.query<R>({ ...(name ? { name } : {}), text, values: values as unknown[] }).then(
    (result) => {
      causes.delete(client)
      return result
    },
    (error: unknown) => {
      throw causeOf(client, error)
    },
  )
}

const causes = new WeakMap<pg.ClientBase, unknown>()

/**
 * What travelled behind a query that failed fails too, because the transaction is aborted (25P02). Whoever waits for several at once
 * may hear that first; the reason is the first failure, so all of them tell it.
 */
function causeOf(client: pg.ClientBase, error: unknown): unknown {
  if ((error as { code?: string }).code === '25P02') return causes.get(client) ?? error
  causes.set(client, error)
  return error
}

/** One Kysely for each connection, made once: it builds SQL and sends it on this connection only. */
export function queryBuilder(client: pg.ClientBase): Kysely<unknown> {
  let builder = queryBuilders.get(client)
  if (!builder) {
    builder = new Kysely<unknown>({ dialect: dialectOn(client) })
    queryBuilders.set(client, builder)
  }
  return builder
}

function dialectOn(client: pg.ClientBase): Dialect {
  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const result = await run(client, query.sql, query.parameters)
      return { rows: result.rows as R[], ...(result.rowCount === null ? {} : { numAffectedRows: BigInt(result.rowCount) }) }
    },
    // biome-ignore lint/correctness/useYield: streaming is not offered inside a scope
    async *streamQuery() {
      throw new Error('streaming is not offered inside a scope')
    },
  }
  return {
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createDriver: () => ({
      init: async () => undefined,
      acquireConnection: async () => connection,
      releaseConnection: async () => undefined,
      beginTransaction: forbid,
      commitTransaction: forbid,
      rollbackTransaction: forbid,
      destroy: async () => undefined,
    }),
  }
}

async function forbid(): Promise<void> {
  throw new Error('the kernel opens and ends transactions')
}

/** True where the server cannot be reached or is going down: worth trying again, nothing was decided. */
export function isConnectionLoss(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  const message = error instanceof Error ? error.message : ''
  return (
    /^(ECONN|EPIPE|ENOENT|ETIMEDOUT|08|57P0)/.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(message)
  )
}

/** The server has no room: disk (53100), memory (53200) or connections (53300). It passes, and nothing was written. */
export function isOutOfRoom(error: unknown): boolean {
  return /^53[123]00$/.test((error as { code?: string }).code ?? '')
}

/** The server answered with an error of its own, so the connection is sound and may be used again. */
export function isAnswered(error: unknown): boolean {
  const code = (error as { code?: string }).code ?? ''
  return /^[0-9A-Z]{5}$/.test(code) && !/^(08|57P|EPIPE)/.test(code)
}

/** Deadlock or serialization failure: the whole transaction may simply run again. */
export function isTransient(error: unknown): boolean {
  const code = (error as { code?: string }).code
  return code === '40P01' || code === '40001'
}

/** The unique or exclusion constraint that was hit, if that is what happened. */
export function brokenConstraint(error: unknown): string | undefined {
  const { code, constraint } = error as { code?: string; constraint?: string }
  return code === '23505' || code === '23P01' || code === '23514' ? constraint : undefined
}
