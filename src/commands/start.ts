import { existsSync } from 'node:fs'
import type { Server } from 'node:https'
import { join } from 'node:path'
import type { Vault } from '#kernel/crypto.ts'
import { createPool } from '#kernel/database.ts'
import { type Job, startJobs } from '#kernel/jobs.ts'
import { createLiveHub } from '#kernel/live.ts'
import type { Log } from '#kernel/log.ts'
import { createMetrics } from '#kernel/metrics.ts'
import { createServer } from '#kernel/serve.ts'
import { certificateOf, type Secure, servingOf } from '#operation/tls/secure.ts'
import { jobs, wire } from '../wiring.ts'

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
  /** Off in tests that move the clock by hand. */
  readonly withJobs?: boolean
  /** What the product does for its own safety; needs more rights than the application has, so it is not among the others. */
  readonly upkeep?: readonly Job[]
  /** Which keys are in use, for the administrator's screen. */
  readonly keyMark?: () => string | undefined
  /** TLS, for any address but loopback. */
  readonly secure?: Secure
}

const rulesMs = 30_000
const certificateMs = 3_600_000

/** The web server and the job runner over a database that is ready. Listens on loopback only, unless it is served by TLS. */
export async function startServer(options: Start): Promise<Running> {
  const { log, secure } = options
  const pool = createPool(options.url, { max: options.connections })
  const live = createLiveHub({ url: options.url, log })
  const metrics = createMetrics()
  const clock = options.clock ?? (() => new Date())
  const keyMark = options.keyMark ? { keyMark: options.keyMark } : {}
  const { kernel, domains, authenticate, visitor } = await wire({ pool, live, vault: options.vault, clock, ...keyMark })
  const screens = options.screens && existsSync(join(options.screens, 'index.html')) ? { screens: options.screens } : {}
  const serving = secure ? servingOf(secure) : {}
  const server = await createServer({ kernel, domains, log, metrics, authenticate, visitor, ...screens, ...serving })
  const all = [...jobs, ...(options.upkeep ?? [])]
  const runner = options.withJobs === false ? undefined : await startJobs(kernel, { url: options.url, jobs: all, log, metrics })
  const timers = [setInterval(() => void kernel.rules.refresh().catch(() => undefined), rulesMs)]
  if (secure) timers.push(setInterval(() => renew(server.server as Server, { secure, log }), certificateMs))
  for (const timer of timers) timer.unref()
  const address = await server.listen({ port: options.port, host: secure?.host ?? '127.0.0.1' })
  return {
    address,
    port: Number(new URL(address).port),
    async stop() {
      for (const timer of timers) clearInterval(timer)
      await server.close()
      await runner?.stop()
      await live.close()
      await pool.end()
    },
  }
}

/** New connections get the certificate as it is now; one that became useless is told, and the old one stays. */
function renew(server: Server, { secure, log }: { secure: Secure; log: Log }): void {
  try {
    const { cert, key } = certificateOf(secure)
    server.setSecureContext({ cert, key, minVersion: 'TLSv1.2' })
  } catch (error) {
    log.error({ err: error }, 'the certificate could not be renewed')
  }
}
