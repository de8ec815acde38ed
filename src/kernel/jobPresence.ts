import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import type { Log } from './log.ts'

/** Every runner that lives holds a lock of the database under its name; PostgreSQL takes it away with the process, however it ends. */
export type Presence = {
  /** Takes the lock of a runner; until it is held, `ready` waits. */
  hold(runner: string): void
  ready(): Promise<void>
  close(): Promise<void>
}

const lockClass = "hashtext('tongmai jobs')"

/** Holds locks on a connection of its own, and takes them again where the database went away and came back. */
export function createPresence({ url, log }: { url: string; log: Log }): Presence {
  const held = new Set<string>()
  let client: pg.Client | undefined
  let closed = false
  let settled: Promise<void> = Promise.resolve()

  async function connect(): Promise<void> {
    while (!closed) {
      const next = new pg.Client({ connectionString: url, application_name: 'tongmai jobs', keepAlive: true })
      next.on('error', () => undefined)
      try {
        await next.connect()
        for (const runner of held) await lock(next, runner)
        next.on('end', () => {
          client = undefined
          if (!closed) settled = connect()
        })
        client = next
        return
      } catch (error) {
        log.warn({ err: error }, 'the job runner waits for the database')
        await next.end().catch(() => undefined)
        await pause(500)
      }
    }
  }

  return {
    hold(runner) {
      held.add(runner)
      settled = settled.then(() => (client ? lock(client, runner).catch(() => undefined) : connect()))
    },
    ready: () => settled,
    async close() {
      closed = true
      await client?.end().catch(() => undefined)
    },
  }
}

async function lock(client: pg.Client, runner: string): Promise<void> {
  await client.query(`select pg_advisory_lock_shared(${lockClass}, hashtext($1))`, [runner])
}

/** Gives back the work of runners that are gone: nobody holds their lock any more. */
export async function freeLost(pool: pg.Pool): Promise<void> {
  const isGone = `locked_by is not null and not exists (
    select from pg_locks l where l.locktype = 'advisory' and l.database = (select oid from pg_database where datname = current_database())
       and l.classid = (${lockClass}::bigint & 4294967295)::oid and l.objid = (hashtext(locked_by)::bigint & 4294967295)::oid)`
  await pool.query(
    `select graphile_worker.force_unlock_workers(array(
       select locked_by from graphile_worker._private_jobs where ${isGone}
       union select locked_by from graphile_worker._private_job_queues where ${isGone}))`,
  )
}
