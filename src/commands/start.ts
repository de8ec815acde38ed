import { existsSync } from 'node:fs'
import type { Server } from 'node:https'
import { join } from 'node:path'
import type { Limits } from '#kernel/connections.ts'
import type { Vault } from '#kernel/crypto.ts'
import { createPool } from '#kernel/database.ts'
import { type Job, startJobs } from '#kernel/jobs.ts'
import { createLiveHub } from '#kernel/live.ts'
import type { Log } from '#kernel/log.ts'
import { createMetrics } from '#kernel/metrics.ts'
import { createServer } from '#kernel/serve.ts'
import type { SmsPort } from '#kernel/sms.ts'
import { certificateOf, type Secure, servingOf } from '#operation/tls/secure.ts'
import { wire } from '../wiring.ts'
import { keepFigures } from './figures.ts'

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
  /** Where text messages go; kept on the machine without it. */
  readonly sms?: SmsPort
  /** Of the platform as people reach it, where that is not this machine's own. */
  readonly address?: string
  /** What one visitor may take of time and connections; the usual where nothing is said. */
  readonly limits?: Partial<Limits>
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
  const aside = createPool(options.url, { max: 2 })
  const live = createLiveHub({ url: options.url, log })
  const metrics = createMetrics()
  const { kernel, domains, jobs, authenticate, visitor, registers } = await wire({
    pool,
    aside,
    live,
    vault: options.vault,
    clock: options.clock ?? (() => new Date()),
    log,
    place: { url: options.url, keys: join(options.data, 'keys'), folder: join(options.data, 'uploads') },
    uploadMegabytes: options.uploadMegabytes ?? 300,
    ...(options.sms ? { sms: options.sms } : {}),
    ...(options.address ? { address: options.address } : {}),
    ...(options.keyMark ? { keyMark: options.keyMark } : {}),
  })
  const screens = options.screens && existsSync(join(options.screens, 'index.html')) ? { screens: options.screens } : {}
  const serving = secure ? servingOf(secure) : {}
  const limits = options.limits ? { limits: options.limits } : {}
  const inbox = join(options.data, 'uploads', 'inbox')
  const server = await createServer({ kernel, domains, log, metrics, authenticate, visitor, inbox, ...screens, ...serving, ...limits })
  const all = [...jobs, ...registers.jobs, ...(options.upkeep ?? [])]
  const runner = options.withJobs === false ? undefined : await startJobs(kernel, { url: options.url, jobs: all, log, metrics })
  const figures = options.withJobs === false ? undefined : keepFigures(kernel, log)
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
      // A load that is stopped here goes on at its batch after the next start.
      await registers.stop()
      await Promise.all([runner?.stop(), figures?.stop()])
      await live.close()
      await Promise.all([pool.end(), aside.end()])
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
