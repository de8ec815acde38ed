import pg from 'pg'
import { newId } from '#kernel/ids.ts'

type Done = { readonly at: Date; readonly file: string | null; readonly seconds: number; readonly outcome: 'done' | 'failed'; readonly detail: string | null }

/** Leaves a line about a backup, a failed one too: silence would look like success. */
export async function recordBackup(url: string, line: Done & { bytes: number | null }): Promise<void> {
  await add(url, 'insert into kernel.backup (id, at, file, seconds, outcome, detail, bytes) values ($1, $2, $3, $4, $5, $6, $7)', line, line.bytes)
}

/** Leaves a line about a restore drill. */
export async function recordDrill(url: string, line: Done & { rows: number | null }): Promise<void> {
  await add(url, 'insert into kernel.drill (id, at, file, seconds, outcome, detail, rows) values ($1, $2, $3, $4, $5, $6, $7)', line, line.rows)
}

async function add(url: string, sql: string, line: Done, amount: number | null): Promise<void> {
  await withClient(url, async (client) => {
    // Data of an older version has no such table yet; a backup before an upgrade is no less good for that.
    const { rows } = await client.query<{ there: boolean }>("select to_regclass('kernel.drill') is not null as there")
    if (rows[0]?.there) await client.query(sql, [newId(), line.at, line.file, line.seconds, line.outcome, line.detail, amount])
  })
}

/** Says that a copy of these keys lies somewhere else. */
export async function confirmKeyCopy(url: string, mark: string): Promise<void> {
  await withClient(url, (client) =>
    client.query("insert into kernel.setting (key, value) values ('keyCopy', $1) on conflict (key) do update set value = excluded.value", [
      JSON.stringify({ mark, at: new Date().toISOString() }),
    ]),
  )
}

/** The keys whose copy was confirmed last; undefined where none was. */
export async function confirmedKeys(url: string): Promise<string | undefined> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ mark: string }>("select value ->> 'mark' as mark from kernel.setting where key = 'keyCopy'")
    return rows[0]?.mark
  })
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
