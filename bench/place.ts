// A running platform to measure: the real server in a process of its own, on a data folder that is kept between figures.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import type { Capability, Input, Output } from '#kernel/capability.ts'
import { readConfig } from '#kernel/config.ts'
import type { Vault } from '#kernel/crypto.ts'
import { accessContract } from '#registry/access/contract.ts'
import { readPersonas } from '../src/commands/county.ts'
import { openPlatform } from '../src/commands/platform.ts'
import { type Connection, connect } from './client.ts'

export type Place = {
  readonly size: string
  readonly address: string
  readonly ownerUrl: string
  /** As the owner, over the same socket as the server: for what is compared with it. */
  readonly sameWayUrl: string
  readonly pid: number
  /** For figures that read what is sealed. */
  readonly vault: Vault
  as(login: string): Promise<Asker>
  look<R extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<R[]>
  stop(): Promise<void>
}

export type Asker = {
  readonly facilityId: string
  ask<C extends Capability>(connection: Connection, capability: C, input: Input<C>): Promise<{ status: number; body: Output<C> }>
}

const root = fileURLToPath(new URL('../', import.meta.url))

/** Where the county of a size is kept. */
export function dataOf(size: string): string {
  return join(process.env.TONGMAI_BENCH ?? join(root, '.data'), `bench-${size}`)
}

export type Size = 'tiny' | 'small' | 'county' | `prefecture-${number}`

/** Opens the folder of a size, making the county when it is not there yet (minutes for `county`); a prefecture is made before, by prefecture.ts. */
export async function openPlace(size: Size, { processes = 1 }: { processes?: number } = {}): Promise<Place> {
  const data = dataOf(size)
  mkdirSync(data, { recursive: true })
  // Another bench may run on this machine: its server would answer for ours.
  const port = Number(process.env.TONGMAI_BENCH_PORT ?? 8190) + ['tiny', 'small', 'county', size].indexOf(size)
  const seed = size.startsWith('prefecture') ? [] : ['--seed', size]
  const words = ['up', ...seed, '--data', data, '--port', String(port), '--processes', String(processes)]
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  // A figure that fails half way leaves no server behind.
  process.once('exit', () => child.kill('SIGINT'))
  child.stdout.on('data', (text: Buffer) => process.stderr.write(text))
  const address = `http://127.0.0.1:${port}`
  await ready(address)
  // The server holds the database open; this second opening joins it and only looks.
  const platform = await openPlatform({ config: readConfig(['--data', data], process.env), tell: () => undefined })
  const pool = new pg.Pool({ connectionString: platform.ownerUrl, max: 4 })
  const askers = new Map<string, Promise<Asker>>()
  return {
    size,
    address,
    ownerUrl: platform.ownerUrl,
    sameWayUrl: sameWay(platform),
    pid: child.pid ?? 0,
    vault: platform.vault,
    as(login) {
      const known =
        askers.get(login) ??
        signIn(
          address,
          readPersonas(data).find((p) => p.login === login),
        )
      askers.set(login, known)
      return known
    },
    look: async <R extends pg.QueryResultRow>(sql: string, values: unknown[] = []) => (await pool.query<R>(sql, values)).rows,
    async stop() {
      await pool.end()
      await platform.stop()
      const ended = new Promise((resolve) => child.once('exit', resolve))
      child.kill('SIGINT')
      await ended
    },
  }
}

function sameWay({ ownerUrl, url }: { ownerUrl: string; url: string }): string {
  const way = new URL(ownerUrl)
  way.hostname = new URL(url).hostname
  return way.href
}

async function ready(address: string): Promise<void> {
  for (let waited = 0; waited < 1800; waited++) {
    if (
      await fetch(`${address}/readyz`).then(
        (r) => r.ok,
        () => false,
      )
    )
      return
    await pause(1000)
  }
  throw new Error('the server did not come up within half an hour')
}

async function signIn(address: string, persona: { login: string; password: string; facilityId: string } | undefined): Promise<Asker> {
  if (!persona) throw new Error('no such persona')
  const connection = connect(address)
  const { body } = await connection.send({ capability: accessContract.signIn, input: { login: persona.login, password: persona.password } })
  const { token } = body as { token: string }
  return {
    facilityId: persona.facilityId,
    ask: (on, capability, input) => on.send({ capability, input, token }) as never,
  }
}

/** What the server's process holds in memory now, in MB. */
export function memoryOf(place: Place): number {
  const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${place.pid}/status`, 'utf8'))?.[1]
  return Math.round(Number(kilobytes) / 1024)
}

export function machine(): string {
  return `${cpus().length} x ${cpus()[0]?.model.trim()}, ${Math.round(totalmem() / 2 ** 30)} GB, Node ${process.versions.node}`
}
