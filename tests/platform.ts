import { randomUUID } from 'node:crypto'
import { cpSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { inject } from 'vitest'
import type { Capability, FileAnswer, Input, Output } from '#kernel/capability.ts'
import type { Limits } from '#kernel/connections.ts'
import { openVault, type Vault } from '#kernel/crypto.ts'
import { createLog } from '#kernel/log.ts'
import type { Persona } from '../src/commands/county.ts'
import { startServer } from '../src/commands/start.ts'
import { databaseUrl, onServer } from './database.ts'
import { noteForbidden } from './logScan.ts'

/** A server over a database of this test file's own, real from HTTP to disk. */
export type TestPlatform = {
  readonly address: string
  readonly url: string
  readonly ownerUrl: string
  readonly vault: Vault
  readonly keysFolder: string
  /** Where the threads of the registers find the database, the keys and the files. */
  readonly place: { readonly url: string; readonly keys: string; readonly folder: string }
  readonly personas: readonly Persona[]
  /** The clock the server reads; move it forward to make things late. */
  readonly clock: { shiftMinutes: number; now(): Date }
  /** Signs a persona in and asks in their name. A sign-in lasts twelve hours: ask again after moving the clock by days. */
  as(login: string): Promise<Caller>
  /** Straight to the database, as its owner: for looking, not for acting. */
  look<R extends pg.QueryResultRow>(sql: string, values?: unknown[]): Promise<R[]>
  stop(): Promise<void>
}

export type Reply<C extends Capability> = { readonly status: number; readonly body: Output<C> & { refusal?: string; data?: never; code?: string } }

export type Caller = {
  readonly persona: Persona
  readonly token: string
  ask<C extends Capability>(capability: C, input: Input<C>, options?: { key?: string; file?: Uint8Array<ArrayBuffer> }): Promise<Reply<C>>
  /** As `ask`, where anything but success fails the test with the answer in the message. */
  must<C extends Capability>(capability: C, input: Input<C>): Promise<Output<C>>
}

type Opening = {
  readonly seed: 'empty' | 'tiny'
  readonly withJobs?: boolean
  readonly screens?: string
  readonly ownKeys?: boolean
  readonly limits?: Partial<Limits>
}

export async function openTestPlatform(options: Opening): Promise<TestPlatform> {
  const server = inject('postgres')
  const name = `t_${randomUUID().replaceAll('-', '')}`
  await onServer(server.url, `create database ${name} template tongmai_${options.seed} strategy wal_log`)
  const ownerUrl = databaseUrl(server.url, name)
  const application = new URL(ownerUrl)
  application.username = 'tongmai_app'
  application.password = server.applicationPassword
  const keysFolder = join(server.folder, options.ownKeys ? `keys-${name}` : 'keys')
  // The county was sealed with the run's keys; whoever makes new ones does it with a copy.
  if (options.ownKeys) cpSync(join(server.folder, 'keys'), keysFolder, { recursive: true })
  const vault = openVault(keysFolder)
  const clock = { shiftMinutes: 0, now: () => new Date(Date.now() + clock.shiftMinutes * 60_000) }
  const running = await startServer({
    url: application.href,
    vault,
    port: 0,
    connections: 12,
    data: server.folder,
    uploadMegabytes: 20,
    log: createLog('debug', { to: join(server.folder, 'logs', `${name}.log`) }),
    clock: clock.now,
    withJobs: options.withJobs ?? false,
    ...(options.screens ? { screens: options.screens } : {}),
    ...(options.limits ? { limits: options.limits } : {}),
  })
  const personas: Persona[] = options.seed === 'tiny' ? JSON.parse(readFileSync(join(server.folder, 'personas.json'), 'utf8')) : []
  const owner = new pg.Pool({ connectionString: ownerUrl, max: 2 })
  owner.on('error', () => undefined)
  const callers = new Map<string, Promise<Caller>>()
  return {
    address: running.address,
    url: application.href,
    ownerUrl,
    vault,
    keysFolder,
    place: { url: application.href, keys: keysFolder, folder: join(server.folder, 'uploads') },
    personas,
    clock,
    as(login) {
      const signedIn = `${login} ${Math.floor(clock.shiftMinutes / 720)}`
      const known =
        callers.get(signedIn) ??
        signIn(
          running.address,
          personas.find((p) => p.login === login),
        )
      callers.set(signedIn, known)
      return known
    },
    async look<R extends pg.QueryResultRow>(sql: string, values: unknown[] = []) {
      return (await owner.query<R>(sql, values)).rows
    },
    async stop() {
      await running.stop()
      await owner.end()
    },
  }
}

export async function signIn(address: string, persona: Persona | undefined): Promise<Caller> {
  if (!persona) throw new Error('no such persona')
  const response = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ login: persona.login, password: persona.password }),
  })
  const { token } = (await response.json()) as { token: string }
  noteForbidden(inject('postgres').folder, { token, password: persona.password })
  if (!token) throw new Error(`${persona.login} could not sign in: ${response.status}`)
  return {
    persona,
    token,
    ask: (capability, input, options) => send(address, { token, capability, input, ...options }),
    async must(capability, input) {
      const reply = await send(address, { token, capability, input })
      if (reply.status !== 200) throw new Error(`${persona.login} ${capability.path}: ${reply.status} ${JSON.stringify(reply.body)}`)
      return reply.body as never
    },
  }
}

type Sent = {
  readonly token?: string
  readonly capability: Capability
  readonly input: unknown
  readonly key?: string
  readonly file?: Uint8Array<ArrayBuffer>
}

/** JSON, or a file as the contract describes it. */
async function readBody(response: Response): Promise<unknown> {
  if (response.headers.get('content-type')?.startsWith('application/json')) return response.json()
  const name = decodeURIComponent(/filename\*=UTF-8''(.*)$/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? '')
  return { name, bytes: new Uint8Array(await response.arrayBuffer()) }
}

/** The content of a file that came as an answer. */
export function bytesOf(answer: FileAnswer): Uint8Array {
  if ('bytes' in answer) return answer.bytes
  throw new Error('the file was not sent')
}

/** A request exactly as the browser makes it. */
export async function send(address: string, { token, capability, input, key, file }: Sent): Promise<{ status: number; body: never }> {
  const fields = { ...(input as Record<string, unknown>) }
  const path = capability.path.replaceAll(/\{(\w+)\}/g, (_, field: string) => {
    const value = encodeURIComponent(String(fields[field]))
    delete fields[field]
    return value
  })
  // What is not JSON goes into the address; the body of such a request is the file.
  const isRead = capability.method === 'GET' || capability.bodyFile !== undefined
  const known = Object.entries(fields).filter(([, value]) => value !== undefined)
  const query = isRead && known.length > 0 ? `?${new URLSearchParams(known.map(([name, value]) => [name, String(value)]))}` : ''
  const response = await fetch(`${address}/api${path}${query}`, {
    method: capability.method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(isRead ? {} : { 'content-type': 'application/json', 'idempotency-key': key ?? randomUUID() }),
      ...(capability.bodyFile ? { 'content-type': 'application/octet-stream' } : {}),
    },
    ...(isRead ? {} : { body: JSON.stringify(fields) }),
    ...(capability.bodyFile ? { body: file ?? new Uint8Array([0]) } : {}),
  })
  const body = (await readBody(response)) as never
  noteForbidden(inject('postgres').folder, fields, body)
  return { status: response.status, body }
}
