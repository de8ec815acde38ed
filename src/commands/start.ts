import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Vault } from '#kernel/crypto.ts'
import { createPool } from '#kernel/database.ts'
import { startJobs } from '#kernel/jobs.ts'
import { createLiveHub } from '#kernel/live.ts'
import type { Log } from '#kernel/log.ts'
import { createMetrics } from '#kernel/metrics.ts'
import { createServer } from '#kernel/serve.ts'
import { jobs, wire } from '../wiring.ts'

export type Running = { readonly address: string; readonly port: number; stop(): Promise<void> }

type Start = {
  readonly url: string
  readonly vault: Vault
  readonly port: number
  readonly connections: number
  /** The data folder: its keys, and what is being sent and made. */
  readonly data: string
  readonly uploadMegabytes?: number
  readonly log: Log
  /** Built screens; without them only the interface is served. */
  readonly screens?: string
  readonly clock?: () => Date
  /** Off in tests that move the clock by hand. */
  readonly withJobs?: boolean
}

/** The web server and the job runner over a database that is ready. Listens on loopback only. */
export async function startServer(options: Start): Promise<Running> {
  const pool = createPool(options.url, { max: options.connections })
  const live = createLiveHub({ url: options.url, log: options.log })
  const metrics = createMetrics()
  const { kernel, domains, authenticate, visitor, registers } = await wire({
    pool,
    live,
    vault: options.vault,
    clock: options.clock ?? (() => new Date()),
    place: { url: options.url, keys: join(options.data, 'keys'), folder: join(options.data, 'uploads') },
    uploadMegabytes: options.uploadMegabytes ?? 300,
  })
  const screens = options.screens && existsSync(join(options.screens, 'index.html')) ? options.screens : undefined
  const inbox = join(options.data, 'uploads', 'inbox')
  const server = await createServer({ kernel, domains, log: options.log, metrics, authenticate, visitor, inbox, ...(screens ? { screens } : {}) })
  const runner =
    options.withJobs === false ? undefined : await startJobs(kernel, { url: options.url, jobs: [...jobs, ...registers.jobs], log: options.log, metrics })
  const refreshing = setInterval(() => void kernel.rules.refresh().catch(() => undefined), 30_000)
  refreshing.unref()
  const address = await server.listen({ port: options.port, host: '127.0.0.1' })
  return {
    address,
    port: Number(new URL(address).port),
    async stop() {
      clearInterval(refreshing)
      await server.close()
      // A load that is stopped here goes on at its batch after the next start.
      await registers.stop()
      await runner?.stop()
      await live.close()
      await pool.end()
    },
  }
}
