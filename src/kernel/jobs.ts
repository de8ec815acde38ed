import { Logger, makeWorkerUtils, type Runner, run, type Task } from 'graphile-worker'
import type pg from 'pg'
import { escapeIdentifier } from 'pg'
import { createPool } from './database.ts'
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
  const owner = createPool(urls.owner, { max: 1, pipeline: false })
  const application = createPool(urls.application, { max: 1, pipeline: false })
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

/** Queues a job in this transaction: it runs if and only if the transaction commits. */
export async function queueJob(scope: Scope, job: Job, payload: Record<string, unknown> = {}, options: { key?: string } = {}): Promise<void> {
  await query(scope, 'select graphile_worker.add_job($1::text, payload := $2::json, job_key := $3::text, max_attempts := 20)', [
    job.name,
    JSON.stringify(payload),
    options.key ?? null,
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

export async function startJobs(kernel: Kernel, parts: { pool: pg.Pool; jobs: readonly Job[]; log: Log; metrics: Metrics }): Promise<Runner> {
  const { pool, jobs, log, metrics } = parts
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
  return run({
    pgPool: pool,
    concurrency: 2,
    pollInterval: 5000,
    noHandleSignals: true,
    logger: silent,
    taskList,
    crontab,
    preset: { worker: { gracefulShutdownAbortTimeout: 3000 } },
  })
}
