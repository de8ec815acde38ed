import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Job } from '#kernel/jobs.ts'
import { queueJob } from '#kernel/jobs.ts'
import { query, type Scope } from '#kernel/scope.ts'
import { asSystem } from '#kernel/transaction.ts'
import { changeUpload, findStranded, findUpload } from './store/upload.ts'
import type { Order } from './work/worker.ts'

/** Where the application finds what a thread of its own needs. */
export type RegisterPlace = { readonly url: string; readonly keys: string; readonly folder: string }

const workName = 'registers:work'

/** Queues reading, loading or new passwords of an upload: one at a time, and one entry for each. */
export async function queueWork(scope: Scope, uploadId: string, what: Order['what'] = 'work'): Promise<void> {
  await queueJob(scope, { name: workName, run: async () => undefined }, { uploadId, what }, { key: `${workName}:${what}:${uploadId}`, queue: 'registers' })
}

/** A thread that reads or loads one upload. */
export function startThread(order: Order, tell: () => void): { readonly ended: Promise<void>; kill(): Promise<unknown> } {
  // The thread runs the sources as they are, whatever the process was started with.
  const thread = new Worker(new URL('./work/worker.ts', import.meta.url), { workerData: order, execArgv: [], resourceLimits: { maxYoungGenerationSizeMb: 64 } })
  const ended = new Promise<void>((go, fail) => {
    thread.on('message', tell)
    thread.once('error', fail)
    thread.once('exit', () => go())
  })
  ended.catch(() => undefined)
  return { ended, kill: () => thread.terminate() }
}

/** The jobs of this room, and how their threads are stopped when the server is. */
export function registerJobs(place: RegisterPlace): { readonly jobs: readonly Job[]; stop(): Promise<void> } {
  const threads = new Set<ReturnType<typeof startThread>>()
  const work: Job = {
    name: workName,
    async run(kernel, payload) {
      const { uploadId, what } = payload as Pick<Order, 'uploadId' | 'what'>
      const upload = await asSystem(kernel, { name: 'registers', facilities: [], role: 'tongmai_loader' }, (scope) => findUpload(scope, uploadId))
      if (!upload) return
      const thread = startThread({ ...place, uploadId, what }, () => kernel.live.announce(`${upload.facility_id} registers`))
      threads.add(thread)
      try {
        await thread.ended
      } finally {
        threads.delete(thread)
        kernel.live.announce(`${upload.facility_id} registers`)
        await asSystem(kernel, { name: 'registers', facilities: [], role: 'tongmai_loader' }, (scope) => forgetFile(scope, uploadId, place.folder))
      }
    },
  }
  const resume: Job = {
    name: 'registers:resume',
    cron: '* * * * *',
    async run(kernel) {
      await asSystem(kernel, { name: 'registers', facilities: [], role: 'tongmai_loader' }, async (scope) => {
        for (const { id } of await findStranded(scope)) await queueWork(scope, id)
        for (const { id } of await findForgotten(scope)) {
          await changeUpload(scope, id, { status: 'cancelled', ended_at: scope.now })
          await forgetFile(scope, id, place.folder)
        }
      })
    },
  }
  return { jobs: [work, resume], stop: async () => void (await Promise.all([...threads].map((t) => t.kill()))) }
}

/** A file of people's data stays no longer than it is needed. Kept rows are sealed in the database. */
async function forgetFile(scope: Scope, uploadId: string, folder: string): Promise<void> {
  const now = await findUpload(scope, uploadId)
  if (now && (now.status === 'done' || now.status === 'cancelled')) await rm(join(folder, uploadId), { force: true })
}

/** Sent or read a week ago and left lying. */
function findForgotten(scope: Scope): Promise<{ id: string }[]> {
  return query(
    scope,
    `select id from registers.upload where status in ('receiving', 'checked', 'unreadable', 'paused') and coalesce(beat_at, created_at) < $1::timestamptz - interval '7 days' limit 50`,
    [scope.now],
  )
}
