import { readdir, readFile } from 'node:fs/promises'
import pg from 'pg'

const folder = new URL('../../db/migrations/', import.meta.url)

/** A migration that failed: which file, and the server's own words. */
class MigrationFailed extends Error {
  override name = 'MigrationFailed'
}

/** The numbered steps this product knows, in their order. */
export async function knownMigrations(): Promise<string[]> {
  return (await readdir(folder)).filter((n) => n.endsWith('.sql')).toSorted()
}

/** Whether there is data here that the next start would change: some steps have run, and some not. */
export async function isUpgrade(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ there: boolean }>("select to_regclass('public.migration') is not null as there")
    if (!rows[0]?.there) return false
    const done = (await client.query<{ name: string }>('select name from public.migration')).rows.map((r) => r.name)
    return done.length > 0 && (await knownMigrations()).some((name) => !done.includes(name))
  } finally {
    await client.end()
  }
}

/**
 * Brings a database to the newest step, each numbered file in a transaction of its own, one process at a time.
 * `restore` names the steps of the version a backup was made with; only a restore may work in a place that is marked as one.
 * @returns the names of the steps that ran
 */
export async function migrate(url: string, tell: (line: string) => void = () => undefined, restore?: { only: readonly string[] }): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'tongmai migrate' })
  await client.connect()
  try {
    await client.query("select pg_advisory_lock(hashtext('tongmai migrate'))")
    await client.query('create table if not exists public.migration (name text primary key, at timestamptz not null default now())')
    const done = new Set((await client.query<{ name: string }>('select name from public.migration')).rows.map((r) => r.name))
    const unfinished = await client.query<{ there: boolean }>("select to_regclass('public.unfinished_restore') is not null as there")
    if (unfinished.rows[0]?.there && !restore) {
      throw new MigrationFailed(
        '这里有一次没有完成的恢复,请换一个空的目录或数据库重新恢复 · a restore into this place did not finish; restore again into another, empty one',
      )
    }
    const names = restore?.only ?? (await knownMigrations())
    const newer = [...done].filter((name) => !names.includes(name))
    if (newer.length > 0) {
      throw new MigrationFailed(
        `数据由更新的版本写入(${newer.at(-1)}),请安装那个版本,或恢复较早的备份 · the data was written by a newer version (it knows ${newer.at(-1)}); install that version or restore an older backup`,
      )
    }
    const missing = names.filter((name) => !done.has(name))
    for (const name of missing) {
      tell(name)
      await step(client, name)
    }
    return missing
  } finally {
    await client.end()
  }
}

async function step(client: pg.Client, name: string): Promise<void> {
  const sql = await readFile(new URL(name, folder), 'utf8')
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query('insert into public.migration (name) values ($1)', [name])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new MigrationFailed(`${name}: ${(error as Error).message}`, { cause: error })
  }
}

/** Lets the application's role log in with this password; it owns nothing. */
export async function openApplicationRole(url: string, password: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(`alter role tongmai_app login password ${pg.escapeLiteral(password)}`)
    const { rows } = await client.query<{ name: string }>('select current_database() as name')
    await client.query(`grant connect on database ${pg.escapeIdentifier(rows[0]?.name ?? '')} to tongmai_app`)
  } finally {
    await client.end()
  }
  const application = new URL(url)
  application.username = 'tongmai_app'
  application.password = encodeURIComponent(password)
  return application.href
}
