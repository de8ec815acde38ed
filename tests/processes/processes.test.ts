import cluster from 'node:cluster'
import { Agent, request } from 'node:http'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { startProcesses } from '../../src/commands/processes.ts'
import { screensFolder } from '../../src/commands/screens.ts'
import type { Running } from '../../src/commands/start.ts'

let platform: TestPlatform
let running: Running
const said: string[] = []

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  const data = inject('postgres').folder
  const orders = {
    url: platform.url,
    data,
    port: 0,
    connections: 6,
    logLevel: 'silent',
    screens: screensFolder,
    secure: null,
    backupFolder: null,
    address: 'http://127.0.0.1',
    uploadMegabytes: 20,
    addressConnections: 1000,
    smsGateway: null,
  }
  running = await startProcesses(2, orders, (line) => said.push(line))
}, 120_000)
afterAll(async () => {
  await running?.stop()
  await platform.stop()
})

/** Each on a connection of its own, so that the processes take turns. */
function ask(method: string, path: string, options: { token?: string; body?: unknown } = {}): Promise<{ status: number; body: Record<string, unknown> }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      `${running.address}${path}`,
      {
        method,
        agent: new Agent({ keepAlive: false }),
        headers: { ...(options.body ? { 'content-type': 'application/json' } : {}), ...(options.token ? { authorization: `Bearer ${options.token}` } : {}) },
      },
      (response) => {
        let text = ''
        response.on('data', (chunk) => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text ? JSON.parse(text) : {} }))
      },
    )
    sent.on('error', reject)
    sent.end(options.body === undefined ? undefined : JSON.stringify(options.body))
  })
}

async function signIn(login: string): Promise<string> {
  const persona = platform.personas.find((p) => p.login === login)
  const { body } = await ask('POST', '/api/session', { body: { login, password: persona?.password } })
  return String(body.token)
}

const many = (times: number, token: string) => Promise.all(Array.from({ length: times }, () => ask('GET', '/api/session', { token })))

test('two processes serve one port', async () => {
  expect(Object.values(cluster.workers ?? {})).toHaveLength(2)
  const token = await signIn('village1')
  expect((await many(10, token)).map((answer) => answer.status)).toEqual(Array(10).fill(200))
})

test('whoever signed out in one process is refused by the others as soon as they hear of it', async () => {
  for (let round = 0; round < 5; round++) {
    const token = await signIn('village1')
    // Both remember the token now.
    await many(8, token)
    expect((await ask('DELETE', '/api/session', { token })).status).toBe(200)
    await expect.poll(async () => (await many(8, token)).map((answer) => answer.status), { timeout: 5000 }).toEqual(Array(8).fill(401))
    expect((await many(8, token)).map((answer) => answer.status)).toEqual(Array(8).fill(401))
  }
})

test('one that is killed is started anew, while the other goes on serving', async () => {
  const token = await signIn('desk1')
  const [first] = Object.values(cluster.workers ?? {})
  const pid = first?.process.pid
  first?.process.kill('SIGKILL')
  await expect.poll(() => Object.values(cluster.workers ?? {}).map((worker) => worker?.process.pid), { timeout: 30_000 }).not.toContain(pid)
  expect((await ask('GET', '/api/session', { token })).status).toBe(200)
  await expect.poll(() => Object.values(cluster.workers ?? {}).filter((worker) => worker?.isConnected()).length, { timeout: 30_000 }).toBe(2)
  expect(said.join()).toMatch(/SIGKILL/)
})
