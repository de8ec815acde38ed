import { EventEmitter } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { Logger, makeWorkerUtils, type Runner, run, type Task, type WorkerEvents } from 'graphile-worker'
import type pg from 'pg'
import { escapeIdentifier } from 'pg'
import { createPool, isConnectionLoss } from './database.ts'
import { createPresence, freeLost } from './jobPresence.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { query, type Scope } from './scope.ts'
import type { Kernel } from './transaction.ts'

/** Work that happens later or on a clock. The queue is in PostgreSQL: a job queued in a transaction exists if it committed. */
export type Job = {
  readonly name: string
  /** As in crontab, in the server's minutes; left out for jobs that are only queued. */
  readonly cron?: string
  readonly run: (kernel: Kernel, payload: unknown) => Promise<void>
}

/** What goes wrong in a job is logged by us; the library's own lines are of no use to an operator. */
const silent = new Logger(() => () => undefined)

/**
 * Brings the queue's own tables to its version. They belong to the application, which may create only while this runs:
 * the library asks to create its schema even where it is there.
 */
export async function installQueue(urls: { owner: string; application: string }): Promise<void> {
  const owner = createPool(urls.owner, { max: 1, plain: true })
  const application = createPool(urls.application, { max: 1, plain: true })
  const name = new URL(urls.owner).pathname.slice(1)
  try {
    await owner.query(`grant create on database ${escapeIdentifier(name)} to tongmai_app`)
    const utils = await makeWorkerUtils({ pgPool: application, noPreparedStatements: true, logger: silent })
    await utils.migrate()
    await utils.release()
  } finally {
    await owner.query(`revoke create on database ${escapeIdentifier(name)} from tongmai_app`)
    await Promise.all([owner.end(), application.end()])
  }
}

/** Queues a job in this transaction: it runs if and only if the transaction commits. Jobs of one `queue` run one after the other. */
export async function queueJob(scope: Scope, job: Job, payload: Record<string, unknown> = {}, options: { key?: string; queue?: string } = {}): Promise<void> {
  await query(scope, 'select graphile_worker.add_job($1::text, payload := $2::json, job_key := $3::text, queue_name := $4::text, max_attempts := 20)', [
    job.name,
    JSON.stringify(payload),
    options.key ?? null,
    options.queue ?? null,
  ])
}

// Long enough for a phone that was off for a season; then the same key would simply be a new command.
const rememberedDays = 90

/** Answers older than ninety days are forgotten, a batch at a time. */
export const forgetAnswers: Job = {
  name: 'kernel:forgetAnswers',
  cron: '17 3 * * *',
  async run(kernel) {
    const before = new Date(kernel.clock().getTime() - rememberedDays * 86_400_000).toISOString()
    await kernel.pool.query('delete from kernel.idempotency where at < $1', [before])
  },
}

/** Gives back the work that a killed process held, while other processes go on with theirs. */
export const freeLostWork: Job = {
  name: 'kernel:freeLostWork',
  cron: '* * * * *',
  run: (kernel) => freeLost(kernel.pool),
}

/**
 * After the machine's clock was set back, the library would wait until the old time comes again: for a day nothing on a clock would
 * run. What lies in a future that no job was ever put into is brought back to now.
 */
export async function mendClock(pool: pg.Pool): Promise<void> {
  await pool.query(`update graphile_worker._private_known_crontabs set last_execution = now() where last_execution > now() + interval '2 minutes'`)
  await pool.query(`update graphile_worker._private_jobs set run_at = now(), created_at = now() where created_at > now() + interval '2 minutes'`)
}

export type JobRunner = { stop(): Promise<void> }

/** Runs what is queued until it is stopped, whatever happens to the database meanwhile. Several processes may serve one database. */
export async function startJobs(kernel: Kernel, parts: { url: string; jobs: readonly Job[]; log: Log; metrics: Metrics }): Promise<JobRunner> {
  const { url, jobs, log, metrics } = parts
  const presence = createPresence({ url, log })
  // A job is taken only by a runner whose lock is held: without it another process would take the job for lost.
  const pool = patient(createPool(url, { max: 4, plain: true }), () => presence.ready())
  const events = new EventEmitter() as WorkerEvents
  events.on('pool:create', ({ workerPool }) => presence.hold(workerPool.id))
  const taskList: Record<string, Task> = {}
  for (const job of jobs) {
    taskList[job.name] = async (payload) => {
      const started = performance.now()
      try {
        await job.run(kernel, payload)
        metrics.job({ name: job.name, ok: true, seconds: (performance.now() - started) / 1000 })
      } catch (error) {
        metrics.job({ name: job.name, ok: false, seconds: (performance.now() - started) / 1000 })
        log.error({ err: error, job: job.name }, 'a job failed and will be tried again')
        throw error
      }
    }
  }
  const crontab = jobs.flatMap((job) => (job.cron ? [`${job.cron} ${job.name} ?max=3&jobKey=${job.name}`] : [])).join('\n')
  await freeLost(pool)
  await mendClock(pool)
  const mending = setInterval(() => void mendClock(pool).catch(() => undefined), 60_000)
  mending.unref()
  let stopping = false
  let runner = await begin()

  function begin(): Promise<Runner> {
    const preset = { worker: { gracefulShutdownAbortTimeout: 3000 } }
    return run({ pgPool: pool, concurrency: 2, pollInterval: 5000, noHandleSignals: true, logger: silent, taskList, crontab, preset, events })
  }

  async function watch(): Promise<void> {
    while (!stopping) {
      await runner.promise.catch((error: unknown) => log.error({ err: error }, 'the job runner ended'))
      if (stopping) return
      await pause(1000)
      if (stopping) return
      await begin().then(
        (next) => {
          runner = next
        },
        (error: unknown) => log.error({ err: error }, 'the job runner could not start and will be tried again'),
      )
    }
  }

  const watching = watch()
  return {
    async stop() {
      stopping = true
      clearInterval(mending)
      await runner.stop().catch(() => undefined)
      await watching
      // One that was being started anew meanwhile.
      await runner.stop().catch(() => undefined)
      await pool.end()
      await presence.close()
    },
  }
}

/**
 * A pool whose lost connections the library takes for passing ones. It writes down that a job is done without waiting for the answer,
 * and an error there that it does not know as passing ends the whole process (0.18).
 */
function patient(pool: pg.Pool, ready: () => Promise<void>): pg.Pool {
  const connect = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  pool.on('connect', (client) => {
    const ask = client.query.bind(client) as (...args: unknown[]) => unknown
    client.query = ((...args: unknown[]) => {
      const answer = ask(...args)
      return answer instanceof Promise ? answer.catch(passing) : answer
    }) as typeof client.query
  })
  pool.connect = ((...args: unknown[]) => (args.length > 0 ? Reflect.apply(connect, pool, args) : ready().then(connect).catch(passing))) as typeof pool.connect
  return pool
}

function passing(error: unknown): never {
  throw isConnectionLoss(error) ? Object.assign(error as Error, { code: '57P03' }) : error
}
