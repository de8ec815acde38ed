import { Worker } from 'node:worker_threads'

/** Setting a page takes hundreds of milliseconds of a core and two fonts of ten megabytes: a thread of its own, which ends when nothing is printed. */
const idleMilliseconds = 60_000
/** Who waits behind so many gets an answer to come back, not a place in a line that holds a connection. */
const mostWaiting = 8

type Answer = { readonly id: number; readonly bytes?: Uint8Array<ArrayBuffer>; readonly error?: string }
type Waiting = { readonly resolve: (bytes: Uint8Array<ArrayBuffer>) => void; readonly reject: (error: Error) => void }

export type Press<S> = (sheet: S) => Promise<Uint8Array<ArrayBuffer>>

/** A press for one kind of sheet. `setting` is the file that runs in the thread and sets them (`setSheets`). */
export function openPress<S>(setting: URL): Press<S> {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let idle: NodeJS.Timeout | undefined
  let last = 0

  function start(): Worker {
    const started = new Worker(setting)
    started.unref()
    started.on('message', ({ id, bytes, error }: Answer) => {
      const asked = waiting.get(id)
      waiting.delete(id)
      if (bytes) asked?.resolve(bytes)
      else asked?.reject(new Error(`the page could not be set: ${error}`))
      if (waiting.size === 0) rest(started)
    })
    started.on('error', (error) => giveUp(started, error as Error))
    started.on('exit', () => giveUp(started, new Error('the press ended')))
    return started
  }

  function rest(started: Worker): void {
    idle = setTimeout(() => {
      if (worker === started) worker = undefined
      void started.terminate()
    }, idleMilliseconds)
    idle.unref()
  }

  function giveUp(ended: Worker, error: Error): void {
    if (worker !== ended) return
    worker = undefined
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }

  return (sheet) => {
    // 55P03, as of a lock that is not given: the server answers 503 and when to come again.
    if (waiting.size >= mostWaiting) return Promise.reject(Object.assign(new Error('the press is busy'), { code: '55P03' }))
    clearTimeout(idle)
    worker ??= start()
    const id = ++last
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker?.postMessage({ id, sheet })
    })
  }
}
