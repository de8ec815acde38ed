import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { createPool } from '#kernel/database.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import { query, type Scope } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'

/** Bulk input: transactions as the loader, which row security lets past; nobody waits for live updates of them. */
export type Loader = {
  /** Reads the county's own values; without it the nation's are in force. */
  refreshRules(): Promise<void>
  transaction<T>(work: (scope: Scope) => Promise<T>): Promise<T>
  /** Lines in COPY's text form into a table without row security, one call after the other. */
  copy(into: string, lines: readonly string[]): Promise<void>
  /** Empties a staging table, on the connection that fills it. */
  copyReset(table: string): Promise<void>
  /** What only the owner of the staging tables may do; always on the same connection. */
  asOwner<R extends pg.QueryResultRow>(text: string): Promise<R[]>
  close(): Promise<void>
}

type Opening = {
  readonly connections?: number
  /** `url` is the application's, which may become the loader but owns nothing. */
  readonly asApplication?: true
  readonly clock?: () => Date
}

/** `url` is the owner's unless it is said to be the application's. */
export function openLoader(url: string, { connections = 4, asApplication, clock = () => new Date() }: Opening = {}): Loader {
  const pool = createPool(url, { max: connections })
  const live = { announce: () => undefined, watch: () => () => undefined, close: async () => undefined }
  const rules = createRuleBook(pool)
  const kernel: Kernel = { pool, rules, live, clock, openingOf: async (_scope, id) => ({ ids: [id], basis: null }) }
  let owner: Promise<pg.Client> | undefined
  function connection(): Promise<pg.Client> {
    owner ??= connect(url, asApplication ? 'tongmai_loader' : undefined)
    return owner
  }
  return {
    refreshRules: () => rules.refresh(),
    transaction: (work) =>
      asSystem(kernel, { name: 'importer', facilities: [], role: 'tongmai_loader' }, async (scope) => {
        // Judging a large import as a whole takes longer than any person would wait.
        await query(scope, 'set local statement_timeout = 0', [])
        return work(scope)
      }),
    async copy(into, lines) {
      if (lines.length === 0) return
      const stream = (await connection()).query(copyFrom(`copy ${into} from stdin`))
      await pipeline(Readable.from([Buffer.from(`${lines.join('\n')}\n`)]), stream)
    },
    async copyReset(table) {
      await (await connection()).query(`truncate ${table}`)
    },
    asOwner: async <R extends pg.QueryResultRow>(text: string) => (await (await connection()).query<R>(text)).rows,
    async close() {
      await (await owner)?.end()
      await pool.end()
    },
  }
}

/** The pool's connections send queries without waiting, which COPY cannot bear. */
async function connect(url: string, role: string | undefined): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'tongmai import' })
  client.on('error', () => undefined)
  await client.connect()
  if (role) await client.query(`set role ${role}`)
  return client
}
