import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { dayOf } from '#kernel/calendar.ts'
import { openVault } from '#kernel/crypto.ts'
import { isConnectionLoss } from '#kernel/database.ts'
import { openLoader } from '../../loader.ts'
import { loadSettlement } from '../../settlement/work.ts'
import { changeUpload, findUpload, type UploadRow } from '../store/upload.ts'
import { check } from './check.ts'
import { reissue } from './passwords.ts'
import { loadPlanned } from './planned.ts'
import { loadResidents } from './residents.ts'
import { type Run, Stopped } from './run.ts'

/** What a thread is told to do. */
export type Order = { readonly url: string; readonly keys: string; readonly folder: string; readonly uploadId: string; readonly what: 'work' | 'reissue' }

// Reading and sealing would keep the web server from answering, so it happens in a thread of its own.
const order = workerData as Order
const loader = openLoader(order.url, { connections: 2, asApplication: true })
try {
  // One at a time, because they share the staging table. The turn ends with the connection.
  if (await takeTurn()) {
    await loader.refreshRules()
    const upload = await loader.transaction((scope) => findUpload(scope, order.uploadId))
    if (upload) await work(upload)
  }
} finally {
  await loader.close()
}

/** Whoever was killed a moment ago may still hold the turn until the database notices; somebody at work keeps it. */
async function takeTurn(): Promise<boolean> {
  for (let tries = 0; tries < 20; tries++) {
    const [turn] = await loader.asOwner<{ mine: boolean }>("select pg_try_advisory_lock(hashtext('tongmai registers')) as mine")
    if (turn?.mine) return true
    await pause(500)
  }
  return false
}

async function work(upload: UploadRow): Promise<void> {
  const run: Run = {
    loader,
    upload,
    vault: openVault(order.keys),
    path: join(order.folder, upload.id),
    tell: (done) => parentPort?.postMessage({ done }),
  }
  if (order.what === 'reissue') return reissue(run)
  if (upload.status === 'reading') return check(run).catch(fallen('unreadable'))
  if (upload.status !== 'loading') return
  try {
    await load(run, dayOf(new Date()))
  } catch (error) {
    if (error instanceof Stopped) return settleStop()
    await fallen('paused')(error)
  }

  function load(run: Run, today: string): Promise<unknown> {
    if (upload.register === 'settlement') return loadSettlement(run, today)
    return upload.register === 'residents' ? loadResidents(run, today) : loadPlanned(run)
  }

  /** A fault of ours is told to whoever waits, and is not tried again and again while they do. */
  function fallen(status: 'paused' | 'unreadable') {
    return async (error: unknown): Promise<never> => {
      if (!isConnectionLoss(error))
        await loader.transaction((scope) => changeUpload(scope, upload.id, { status, shape: { ...upload.shape, trouble: { code: 'failed' } } }))
      throw error
    }
  }

  async function settleStop(): Promise<void> {
    await loader.transaction(async (scope) => {
      const now = await findUpload(scope, upload.id, { lock: true })
      if (now?.asked === 'pause') await changeUpload(scope, upload.id, { status: 'paused', asked: null })
      if (now?.asked === 'cancel') await changeUpload(scope, upload.id, { status: 'cancelled', asked: null, ended_at: scope.now })
    })
  }
}
