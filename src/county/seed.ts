import pg from 'pg'
import type { Day } from '#kernel/calendar.ts'
import type { Vault } from '#kernel/crypto.ts'
import { readyForBulk } from './bulk.ts'
import { openLoader } from './copy.ts'
import { fillCounty } from './fill.ts'
import type { Persona } from './personas.ts'
import { sheets } from './sheets.ts'
import { type CountySize, plans } from './sizes.ts'

/** The database has a county already; it is made once and never twice. */
export class CountyExists extends Error {
  override name = 'CountyExists'
}

export type SeedOptions = {
  /** Of the owner of the tables, or a superuser. */
  readonly url: string
  readonly vault: Vault
  readonly size: CountySize
  /** The day the county is as of: its year of visits ends the evening before. */
  readonly today: Day
  readonly progress: (text: string, fraction: number) => void
  /** Another seed gives other people. */
  readonly seed?: string
  /** Hears the personas just before the county exists: passwords written down here are there whenever the county is. */
  readonly keep?: (personas: readonly Persona[]) => void | Promise<void>
}
export type SeededCounty = { readonly personas: readonly Persona[]; readonly counts: Readonly<Record<string, number>> }

/** Who tries the product in a made-up county signs in with what was printed, and is not signed out while reading. A real county begins with the nation's rules. */
export const demonstrationRules = `
  insert into kernel.policy_override (id, key, level, from_day, value, source, reason, by, at)
  select gen_random_uuid(), key, 'county', $1::date, value::jsonb, 'proposal', '示范县:演示账号', '00000000-0000-0000-0000-000000000000', $1::date
    from (values ('access.secondFactorRoles', '[]'), ('access.idleMinutes', '{"everyone": 1440}')) as own (key, value)`

/** Grows with every change that gives other rows for the same seed. */
const version = 3

/**
 * Makes the synthetic county in an empty, migrated database. One transaction: a seed that is killed leaves nothing.
 * @throws CountyExists, NotEmpty
 */
export async function seedCounty(options: SeedOptions): Promise<SeededCounty> {
  const { url, size, today, progress, seed = 'tongmai' } = options
  const client = new pg.Client({ connectionString: url, application_name: 'tongmai county' })
  await client.connect()
  try {
    await client.query('begin')
    await prepare(client)
    const putBack = await readyForBulk(client, tables)
    const loader = openLoader(client)
    const personas = await fillCounty(loader, {
      ...options,
      client,
      seed,
      plan: plans[size],
      progress: (text, done) => progress(text, done * 0.75),
    })
    await loader.finish()
    await putBack((done) => progress('建立索引', 0.75 + done * 0.2))
    await client.query(`insert into kernel.setting (key, value) values ('county', $1)`, [{ size, seed, today, version }])
    await client.query(demonstrationRules, [today])
    await options.keep?.(personas)
    await client.query('commit')
    progress('统计', 0.96)
    await client.query(`analyze ${tables.join(', ')}`)
    progress('完成', 1)
    return { personas, counts: loader.counts() }
  } finally {
    // Without a commit the server rolls back when the connection ends.
    await client.end()
  }
}

const tables = [...new Set(Object.values(sheets).map((sheet) => sheet.table))]

async function prepare(client: pg.Client): Promise<void> {
  await client.query(`set local statement_timeout = 0; set local lock_timeout = '10s'; set local timezone = 'Asia/Shanghai';
    set local maintenance_work_mem = '256MB'; select pg_advisory_xact_lock(hashtext('tongmai county'))`)
  const { rowCount } = await client.query(`select from kernel.setting where key = 'county'`)
  if (rowCount) throw new CountyExists('this database has a county already')
}
