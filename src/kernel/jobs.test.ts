import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { wire } from '../wiring.ts'
import { createPool } from './database.ts'
import { freeLostWork, type Job, mendClock, startJobs } from './jobs.ts'
import { createLiveHub } from './live.ts'
import { createLog } from './log.ts'
import { createMetrics } from './metrics.ts'
import type { Kernel } from './transaction.ts'

let platform: TestPlatform
let pool: pg.Pool
let kernel: Kernel
let live: ReturnType<typeof createLiveHub>

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'empty' })
  pool = createPool(platform.url, { max: 3 })
  live = createLiveHub({ url: platform.url, log: createLog('silent') })
  kernel = (await wire({ pool, live, vault: platform.vault, clock: () => new Date(), place: platform.place, uploadMegabytes: 20 })).kernel
})

afterAll(async () => {
  await live.close()
  await pool.end()
  await platform.stop()
})

const add = (job: Job, n: number) =>
  platform.look('select graphile_worker.add_job($1::text, json_build_object($2::text, i), max_attempts := 20) from generate_series(1, $3::int) i', [
    job.name,
    'i',
    n,
  ])

test('work goes on and the process lives when the connection dies under the note that a job is done', async () => {
  // The note is made to wait, so that the cut is sure to fall into it.
  await platform.look(`
    create function public.slow() returns trigger language plpgsql as $$ begin perform pg_sleep(0.2); return old; end $$`)
  await platform.look('create trigger slow before delete on graphile_worker._private_jobs for each row execute function public.slow()')
  const done: number[] = []
  const job: Job = {
    name: 'test:count',
    run: async (_kernel, payload) => void done.push((payload as { i: number }).i),
  }
  await add(job, 20)
  const runner = await startJobs(kernel, { url: platform.url, jobs: [job], log: createLog('silent'), metrics: createMetrics() })
  const cutter = new pg.Client({ connectionString: platform.ownerUrl })
  await cutter.connect()
  try {
    await expect
      .poll(
        async () =>
          (
            await cutter.query(
              "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'tongmai_app' and state = 'active' and wait_event = 'PgSleep'",
            )
          ).rowCount,
        { interval: 5, timeout: 10_000 },
      )
      .toBeGreaterThan(0)
    await platform.look('drop trigger slow on graphile_worker._private_jobs')
    await expect.poll(async () => (await platform.look('select 1 from graphile_worker._private_jobs')).length, { timeout: 30_000 }).toBe(0)
    expect(new Set(done).size).toBe(20)
  } finally {
    await cutter.end()
    await runner.stop()
  }
}, 60_000)

test('a job that fails is tried again, and takes nothing down with it', async () => {
  let runs = 0
  const job: Job = {
    name: 'test:fails',
    async run() {
      runs += 1
      if (runs === 1) throw new Error('the first time')
    },
  }
  await add(job, 1)
  const runner = await startJobs(kernel, { url: platform.url, jobs: [job], log: createLog('silent'), metrics: createMetrics() })
  await expect.poll(() => runs, { timeout: 20_000 }).toBe(2)
  await runner.stop()
}, 30_000)

test('what a killed process had begun is begun again at the next start, and within a minute without one', async () => {
  const done: number[] = []
  const job: Job = {
    name: 'test:again',
    run: async (_kernel, payload) => void done.push((payload as { i: number }).i),
  }
  await add(job, 2)
  await platform.look("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'a process that is gone', attempts = 1")
  const runner = await startJobs(kernel, { url: platform.url, jobs: [job], log: createLog('silent'), metrics: createMetrics() })
  await expect.poll(() => done.toSorted(), { timeout: 10_000 }).toEqual([1, 2])
  await runner.stop()
  await add(job, 1)
  await platform.look("update graphile_worker._private_jobs set locked_at = now(), locked_by = 'lost'")
  const held = () => platform.look('select locked_by from graphile_worker._private_jobs where locked_by is not null')
  expect(await held()).toHaveLength(1)
  await freeLostWork.run(kernel, {})
  expect(await held()).toEqual([])
  await platform.look('delete from graphile_worker._private_jobs')
})

test('a process that starts does not take the work of another that lives, nor does the sweep', async () => {
  let runs = 0
  const { promise: finish, resolve: done } = Promise.withResolvers<void>()
  const job: Job = {
    name: 'test:long',
    async run() {
      runs += 1
      await finish
    },
  }
  await add(job, 1)
  const parts = { url: platform.url, jobs: [job], log: createLog('silent'), metrics: createMetrics() }
  const first = await startJobs(kernel, parts)
  await expect.poll(() => runs, { timeout: 10_000 }).toBe(1)
  const second = await startJobs(kernel, parts)
  await freeLostWork.run(kernel, {})
  expect(await platform.look('select 1 from graphile_worker._private_jobs where locked_by is not null')).toHaveLength(1)
  done()
  await expect.poll(async () => (await platform.look('select 1 from graphile_worker._private_jobs')).length, { timeout: 10_000 }).toBe(0)
  expect(runs).toBe(1)
  await Promise.all([first.stop(), second.stop()])
})

test('a clock that was set back does not make what is queued wait for the old time', async () => {
  const done: number[] = []
  const job: Job = { name: 'test:back', cron: '* * * * *', run: async () => void done.push(1) }
  await add(job, 1)
  await platform.look("update graphile_worker._private_jobs set run_at = now() + interval '1 day', created_at = now() + interval '1 day'")
  const runner = await startJobs(kernel, { url: platform.url, jobs: [job], log: createLog('silent'), metrics: createMetrics() })
  await expect.poll(() => done.length, { timeout: 10_000 }).toBeGreaterThan(0)
  await platform.look("update graphile_worker._private_known_crontabs set last_execution = now() + interval '1 day'")
  await mendClock(pool)
  expect(await platform.look('select 1 from graphile_worker._private_known_crontabs where last_execution > now()')).toEqual([])
  await runner.stop()
})
