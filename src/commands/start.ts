import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Vault } from '#kernel/crypto.ts'
import { createPool } from '#kernel/database.ts'
import { startJobs } from '#kernel/jobs.ts'
import { createLiveHub } from '#kernel/live.ts'
import type { Log } from '#kernel/log.ts'
import { createMetrics } from '#kernel/metrics.ts'
import { createServer } from '#kernel/serve.ts'
import { wire } from '../wiring.ts'

export type Running = { readonly address: string; readonly port: number; stop(): Promise<void> }

type Start = {
  readonly url: string
  readonly vault: Vault
  readonly port: number
  readonly connections: number
  readonly log: Log
  /** Built screens; without them only the interface is served. */
  readonly screens?: string
  readonly clock?: () => Date
  /** Of the platform as people reach it, where that is not this machine's own. */
  readonly address?: string
  /** Off in tests that move the clock by hand. */
  readonly withJobs?: boolean
}

/** The web server and the job runner over a database that is ready. Listens on loopback only. */
export async function startServer(options: Start): Promise<Running> {
  const pool = createPool(options.url, { max: options.connections })
  const live = createLiveHub({ url: options.url, log: options.log })
  const metrics = createMetrics()
  const { kernel, domains, jobs, authenticate, visitor } = await wire({
    pool,
    live,
    vault: options.vault,
    clock: options.clock ?? (() => new Date()),
    ...(options.address ? { address: options.address } : {}),
  })
  const screens = options.screens && existsSync(join(options.screens, 'index.html')) ? options.screens : undefined
  const server = await createServer({ kernel, domains, log: options.log, metrics, authenticate, visitor, ...(screens ? { screens } : {}) })
  const runner = options.withJobs === false ? undefined : await startJobs(kernel, { url: options.url, jobs, log: options.log, metrics })
  const refreshing = setInterval(() => void kernel.rules.refresh().catch(() => undefined), 30_000)
  refreshing.unref()
  const address = await server.listen({ port: options.port, host: '127.0.0.1' })
  return {
    address,
    port: Number(new URL(address).port),
    async stop() {
      clearInterval(refreshing)
      await server.close()
      await runner?.stop()
      await live.close()
      await pool.end()
    },
  }
}
