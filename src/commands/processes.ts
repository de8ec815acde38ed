import cluster, { type Worker } from 'node:cluster'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Running } from './start.ts'
import type { Orders } from './worker.ts'

const stopWithinMs = 20_000
/** One that ends sooner than this after its start is not started again at once: it would only end again. */
const soonMs = 10_000

/**
 * Several server processes behind one port. This process owns the database, hands out connections, and starts anew whichever ends;
 * the others go on serving meanwhile.
 */
export async function startProcesses(count: number, orders: Orders, tell: (line: string) => void): Promise<Running> {
  cluster.setupPrimary({ exec: fileURLToPath(new URL('./worker.ts', import.meta.url)) })
  let stopping = false
  const ready = Array.from({ length: count }, () => begin())

  function begin(): Promise<string> {
    const began = Date.now()
    const worker = cluster.fork()
    worker.send(orders)
    worker.once('exit', async (code, signal) => {
      if (stopping) return
      tell(`服务进程结束(${signal ?? code}),重新启动 · a server process ended (${signal ?? code}) and starts again`)
      if (Date.now() - began < soonMs) await pause(1000)
      if (!stopping) await begin().catch(() => undefined)
    })
    return new Promise((resolve, reject) => {
      worker.once('message', (said: { address: string } | { failed: string }) => ('address' in said ? resolve(said.address) : reject(new Error(said.failed))))
      worker.once('exit', () => reject(new Error('a server process ended before it served')))
    })
  }

  async function stop(): Promise<void> {
    stopping = true
    await Promise.all(Object.values(cluster.workers ?? {}).flatMap((worker) => (worker ? [end(worker)] : [])))
  }

  try {
    const [address = ''] = await Promise.all(ready)
    return { address, port: Number(new URL(address).port), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

async function end(worker: Worker): Promise<void> {
  const gone = new Promise((resolve) => worker.once('exit', resolve))
  if (worker.isConnected()) worker.send('stop')
  await Promise.race([gone, pause(stopWithinMs, undefined, { ref: false })])
  worker.process.kill('SIGKILL')
}
