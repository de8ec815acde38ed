import pg from 'pg'
import type { Day } from '#kernel/calendar.ts'
import type { Cipher } from '#kernel/cipher.ts'
import { readCodeLists } from '../codes.ts'
import { openLoader } from '../copy.ts'
import type { Persona } from '../personas.ts'
import { CountyExists, demonstrationRules } from '../seed.ts'
import { refuseFilled, type Taken, takeOff } from './bare.ts'
import { type Cast, castOf } from './cast.ts'
import { refuseShortDisk } from './disk.ts'
import { writeFigures, writtenByYear } from './figures.ts'
import { forgetProgress, isBegun, openProgress, type Progress } from './progress.ts'
import { writeRegion } from './region.ts'
import { partsOfYear, scheduleOf } from './schedule.ts'
import { filledTables } from './sheets.ts'
import { dividedAmong, openThread, type Thread } from './threads.ts'

export type MakeOptions = {
  /** Of the owner of the tables, or a superuser. */
  readonly url: string
  /** Folder and cipher of the keys: threads seal by themselves. */
  readonly keys: string
  readonly cipher: Cipher
  readonly today: Day
  /** A year's visits at the facilities; residents follow from them. The facilities are always the same. */
  readonly visits: number
  readonly progress: (text: string, fraction: number) => void
  /** Where the database keeps its files, to see whether there is room; not known of a server elsewhere. */
  readonly disk?: string | undefined
  readonly seed?: string
  readonly keep?: (personas: readonly Persona[]) => void | Promise<void>
}
export type Phase = { readonly name: string; readonly seconds: number }
export type Made = { readonly phases: readonly Phase[]; readonly rows: Readonly<Record<string, number>> }

const threadCount = 2
/** Grows with every change that gives other rows for the same seed. */
const version = 1

/**
 * Makes a prefecture in an empty, migrated database: without indexes, keys and triggers, by two threads, month by month. One that is broken off goes on
 * where it was when it is asked for again, and gives the same rows.
 * @throws CountyExists, NotEmpty, DiskShort
 */
export async function makePrefecture(options: MakeOptions): Promise<Made> {
  const { url, today, visits, seed = 'tongmai', progress } = options
  const client = new pg.Client({ connectionString: url, application_name: 'tongmai prefecture' })
  await client.connect()
  const threads: Thread[] = []
  const phases: Phase[] = []
  const rows: Record<string, number> = {}
  const note = (counts: Readonly<Record<string, number>>) => {
    for (const [table, n] of Object.entries(counts)) rows[table] = (rows[table] ?? 0) + n
  }
  async function phase(name: string, work: () => Promise<void>): Promise<void> {
    const started = performance.now()
    await work()
    phases.push({ name, seconds: Math.round((performance.now() - started) / 100) / 10 })
  }
  try {
    await client.query(`set statement_timeout = 0; set timezone = 'Asia/Shanghai'; select pg_advisory_lock(hashtext('tongmai county'))`)
    if ((await client.query(`select from kernel.setting where key = 'county'`)).rowCount) throw new CountyExists('this database has a county already')
    if (options.disk && !(await isBegun(client))) await refuseShortDisk(options.disk, visits)
    const done = await begin(client, options)
    const cast = castOf(done.read<{ plan: Cast['plan'] }>('plan')?.plan ?? { seed, today, visits })
    const codes = readCodeLists()
    progress('机构与人员', 0)
    if (!done.has('region')) {
      await phase('region', async () => {
        await client.query('begin')
        const loader = openLoader(client, { freeze: false })
        const personas = await writeRegion(cast, { loader, codes })
        await loader.finish()
        await options.keep?.(personas)
        await done.note(client, 'region')
        await client.query('commit')
        note(loader.counts())
      })
    }
    const place = { url, keys: options.keys, cipher: options.cipher, plan: cast.plan }
    for (const consortia of dividedAmong(threadCount, cast.shape)) threads.push(openThread({ ...place, consortia }))
    await phase('people', async () => {
      progress('居民', 0.02)
      await Promise.all(
        threads.map(async (thread, i) => {
          const name = `people ${i}`
          if (!done.has(name)) note((await thread.ask({ kind: 'people', name })).rows)
        }),
      )
    })
    if (!done.has('written')) await done.note(client, 'written', await writtenByYear(client))
    const parts = partsOfYear(cast.plan.today)
    const schedule = scheduleOf(cast.plan.visits, parts, done.read('written') ?? {})
    await phase('months', async () => {
      let finished = 0
      await Promise.all(
        threads.map(async (thread, i) => {
          for (const part of parts) {
            const name = `month ${part.name} ${i}`
            const tally = schedule.get(part.name)
            if (tally && !done.has(name)) note((await thread.ask({ kind: 'month', name, part, tally })).rows)
            finished += 1
            progress(`就诊 ${part.name}`, 0.15 + (0.5 * finished) / (parts.length * threads.length))
          }
        }),
      )
    })
    await Promise.all(threads.splice(0).map((thread) => thread.end()))
    await phase('figures', async () => {
      if (!done.has('figures')) {
        await client.query('begin')
        note({ 'reported.figure': await writeFigures(client, cast) })
        await done.note(client, 'figures')
        await client.query('commit')
      }
    })
    await phase('indexes', () => putBack(client, done, (fraction) => progress('建立索引', 0.65 + 0.3 * fraction)))
    await phase('statistics', async () => {
      progress('统计', 0.95)
      for (const table of filledTables) await client.query(`vacuum (analyze) ${table}`)
    })
    await client.query('begin')
    await client.query(`insert into kernel.setting (key, value) values ('county', $1)`, [{ size: 'prefecture', ...cast.plan, version }])
    await client.query(demonstrationRules, [cast.plan.today])
    await forgetProgress(client)
    await client.query('commit')
    progress('完成', 1)
    return { phases, rows }
  } finally {
    await Promise.all(threads.map((thread) => thread.end()))
    await client.end()
  }
}

/** What was begun goes on as it was begun: with its day, its size and its seed. */
async function begin(client: pg.Client, { seed = 'tongmai', today, visits }: MakeOptions): Promise<Progress> {
  if (await isBegun(client)) return openProgress(client)
  await client.query('begin')
  await refuseFilled(client, filledTables)
  const done = await openProgress(client)
  await done.note(client, 'plan', { plan: { seed, today, visits } })
  await done.note(client, 'bare', await takeOff(client, filledTables))
  await client.query('commit')
  return done
}

/** Keys first, then indexes, then what refers to them; each noted, so that the longest work is not done twice. */
async function putBack(client: pg.Client, done: Progress, tell: (fraction: number) => void): Promise<void> {
  const taken = (done.read<Taken[]>('bare') ?? []).toReversed()
  await client.query(`set maintenance_work_mem = '512MB'; set max_parallel_maintenance_workers = 2`)
  for (const [i, { on }] of taken.entries()) {
    const name = `back ${i}`
    if (done.has(name)) continue
    await client.query('begin')
    await client.query(on)
    await done.note(client, name)
    await client.query('commit')
    tell((i + 1) / taken.length)
  }
}
