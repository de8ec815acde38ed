// A client that costs little: one kept connection each, plain node:http.
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { Capability } from '#kernel/capability.ts'

export type Connection = {
  send(call: { capability: Capability; input: unknown; token?: string }): Promise<{ status: number; body: unknown }>
  close(): void
}

export function connect(address: string): Connection {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const { hostname, port } = new URL(address)
  return {
    send({ capability, input, token }) {
      const fields = { ...(input as Record<string, unknown>) }
      const path = capability.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        const value = encodeURIComponent(String(fields[name]))
        delete fields[name]
        return value
      })
      const isRead = capability.method === 'GET'
      const query = isRead ? `?${new URLSearchParams(fields as Record<string, string>)}` : ''
      const body = isRead ? '' : JSON.stringify(fields)
      return new Promise((resolve, reject) => {
        const sent = request(
          {
            agent,
            hostname,
            port,
            method: capability.method,
            path: `/api${path}${query}`,
            headers: {
              ...(token ? { authorization: `Bearer ${token}` } : {}),
              ...(isRead ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body), 'idempotency-key': randomUUID() }),
            },
          },
          (response) => {
            const chunks: Buffer[] = []
            response.on('data', (chunk: Buffer) => chunks.push(chunk))
            response.on('end', () => resolve({ status: response.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString('utf8')) }))
          },
        )
        sent.on('error', reject)
        sent.end(body)
      })
    },
    close: () => agent.destroy(),
  }
}

export type Figures = { readonly perSecond: number; readonly p50: number; readonly p95: number; readonly p99: number; readonly failed: number }

/** Runs `once` from several clients for some seconds; times are milliseconds. `once` answers whether it succeeded. */
export async function load(options: {
  address: string
  clients: number
  seconds: number
  once: (connection: Connection, turn: number) => Promise<boolean>
}): Promise<Figures> {
  const times: number[] = []
  let failed = 0
  let turn = 0
  const began = performance.now()
  const until = began + options.seconds * 1000
  await Promise.all(
    Array.from({ length: options.clients }, async () => {
      const connection = connect(options.address)
      while (performance.now() < until) {
        const start = performance.now()
        if (await options.once(connection, turn++)) times.push(performance.now() - start)
        else failed += 1
      }
      connection.close()
    }),
  )
  const seconds = (performance.now() - began) / 1000
  times.sort((a, b) => a - b)
  const at = (share: number) => Math.round((times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0) * 10) / 10
  return { perSecond: Math.round(times.length / seconds), p50: at(0.5), p95: at(0.95), p99: at(0.99), failed }
}
