import { packContract } from '#care/pack/contract.ts'
import { hashLength } from '#care/pack/rules.ts'
import type { Waiting } from '#web/offline/book.ts'
import { forget, keepRows, noteSync, type Open, openNow, tellDevice } from '#web/offline/device.ts'
import { wasAsPredicted } from '#web/offline/difference.ts'
import { type Answered, readQueue, sendQueue, waitingNow } from '#web/offline/queue.ts'
import { call } from '#web/wire/call.ts'
import { problemOf } from '#web/wire/problem.ts'

/** How the last meeting with the server went, for the header and the page of what waits. */
export type Report = {
  readonly at: string
  readonly saved: number
  /** Refused and kept by the server. */
  readonly kept: readonly Answered[]
  /** Taken, but decided otherwise than this device had said. */
  readonly differs: readonly Answered[]
}

export type Syncing = { readonly isRunning: boolean; readonly left: number; readonly report: Report | undefined }

let state: Syncing = { isRunning: false, left: 0, report: undefined }
let running: Promise<void> | undefined
/** Shows what still waits on top of what was fetched. Given by the answers, which stand on this. */
let retell: (open: Open, waiting: readonly Waiting[]) => Promise<void> = async () => undefined

export function syncing(): Syncing {
  return state
}

export function onSync(tellAgain: typeof retell): void {
  retell = tellAgain
}

function become(next: Partial<Syncing>): void {
  state = { ...state, ...next }
  tellDevice()
}

/** Sends what waits, then fetches what changed. Once at a time, whoever asks. */
export function sync({ isRevoked = false } = {}): Promise<void> {
  running ??= meet(isRevoked).finally(() => {
    running = undefined
    become({ isRunning: false, left: 0 })
  })
  return running
}

async function meet(isRevoked: boolean): Promise<void> {
  const open = openNow()
  if (!open) return
  become({ isRunning: true })
  await readQueue(open)
  const answered = await sendQueue(open, (left) => become({ left }))
  if (answered.length > 0) become({ report: reportOf(answered) })
  if (isRevoked && waitingNow().length === 0) return forget()
  try {
    await fetchPack(open)
  } catch (error) {
    const problem = problemOf(error)
    if (problem.kind === 'refused' && problem.refusal === 'revoked' && waitingNow().length === 0) return forget()
    throw error
  }
}

function reportOf(answered: readonly Answered[]): Report {
  const done = answered.filter((each) => each.how === 'done')
  return {
    at: new Date().toISOString(),
    saved: done.length,
    kept: answered.filter((each) => each.how === 'kept'),
    differs: done.filter((each) => !wasAsPredicted(each)),
  }
}

async function fetchPack(open: Open): Promise<void> {
  const { book, device } = open
  const waiting = waitingNow()
  const known = [...book.rows.values()].map((row) => row.hash)
  const fetched = await call(packContract.openPack, {
    deviceId: device.deviceId,
    known: known.filter((hash) => hash.length === hashLength).join(''),
    waiting: waiting.length,
    ...(waiting[0] ? { oldestWaiting: waiting[0].at } : {}),
  })
  const gone = fetched.gone.flatMap((i) => known[i] ?? [])
  const goneKeys = [...book.rows.values()].filter((row) => gone.includes(row.hash)).map((row) => row.key)
  book.take({ rows: fetched.rows, gone })
  await keepRows(open, new Set([...goneKeys, ...fetched.rows.map((row) => row.key)]))
  await retell(open, waiting)
  await noteSync(fetched.at, fetched.leaseUntil)
}

export function forgetReport(): void {
  become({ report: undefined })
}
