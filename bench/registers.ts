// A county's own spreadsheets into an empty platform with its embedded, durable PostgreSQL: facilities, then residents read
// (with the match check), loaded, and the same people again.
// node bench/registers.ts [residents] [xlsx|csv]
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startThread } from '#interop/registers/jobs.ts'
import { readConfig } from '#kernel/config.ts'
import { newId } from '#kernel/ids.ts'
import { spreadsheetsOf, writeSheet } from '#tests/spreadsheets.ts'
import { openPlatform } from '../src/commands/platform.ts'
import { machine } from './place.ts'

const wanted = Number(process.argv[2] ?? 20_000)
const form = process.argv[3] === 'csv' ? 'csv' : 'xlsx'
const data = mkdtempSync(join(tmpdir(), 'tongmai-bench-'))
const folder = join(data, 'uploads')
mkdirSync(folder)
const sheets = spreadsheetsOf({ townships: 20, villages: 20 })
const platform = await openPlatform({ config: readConfig(['--data', join(data, 'data')], {}), tell: () => undefined })
const owner = new pg.Client({ connectionString: platform.ownerUrl })
await owner.connect()
try {
  console.log(machine(), 'load', loadavg()[0]?.toFixed(1))
  const office = newId()
  await owner.query(
    `insert into facility.facility (id, kind, name, short_name, initials, division_code, opened_on) values ($1, 'consortiumOffice', '中心', '中心', 'zx', '690621', '2020-01-01')`,
    [office],
  )
  await time('facilities', 'facilities', sheets.facilities)
  await time('residents', 'residents', people(''))
  await time('the same again', 'residents', people(' '))
  const { rows } = await owner.query<{ size: string }>('select pg_size_pretty(pg_database_size(current_database())) as size')
  console.log('database', rows[0]?.size, 'memory of this process', `${Math.round(process.resourceUsage().maxRSS / 1024)} MB`)

  /** `end`: behind a heading, so that the second file is another one by its bytes. */
  function* people(end: string): Generator<readonly string[]> {
    yield sheets.residentHeadings.map((heading) => heading + end)
    yield* spreadsheetsOf({ townships: 20, villages: 20 }).residents(wanted)
  }

  async function time(name: string, register: string, rows: Iterable<readonly string[]>): Promise<void> {
    const uploadId = newId()
    const path = join(folder, uploadId)
    if (form === 'csv') await (await import('#interop/registers/files/write.ts')).writeCsv(path, { name: '', columns: [], rows })
    else await writeSheet(path, rows)
    const { size } = statSync(path)
    await owner.query(
      `insert into registers.upload (id, facility_id, account_id, account_name, register, file_name, bytes, received, status, created_at)
       values ($1, $2, $1, 'bench', $3, $4, $5, $5, 'reading', now())`,
      [uploadId, office, register, `${name}.${form}`, size],
    )
    const read = await work(uploadId)
    await owner.query("update registers.upload set status = 'loading', rows_done = 0 where id = $1", [uploadId])
    const loaded = await work(uploadId)
    const { rows: found } = await owner.query<{ status: string; loaded: Record<string, number> }>('select status, loaded from registers.upload where id = $1', [
      uploadId,
    ])
    const { rows: count = 0, added, updated, unchanged, refused, doubtful } = found[0]?.loaded ?? {}
    const figures = { form, megabytes: Math.round(size / 1e6), rows: count, added, updated, unchanged, refused, doubtful }
    const speed = { readSeconds: read, readPerSecond: Math.round(count / read), loadSeconds: loaded, loadPerSecond: Math.round(count / loaded) }
    console.log(name, found[0]?.status, JSON.stringify({ ...figures, ...speed }))
    rmSync(path)
  }

  async function work(uploadId: string): Promise<number> {
    const started = performance.now()
    await startThread({ url: platform.url, keys: join(data, 'data', 'keys'), folder, uploadId, what: 'work' }, () => undefined).ended
    return Math.round((performance.now() - started) / 100) / 10
  }
} finally {
  await owner.end()
  await platform.stop()
  rmSync(data, { recursive: true, force: true })
}
