import { readdirSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { usualLimits } from '#kernel/connections.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// Visitors who dribble, never end, send too much or come too often. The server cuts them off in the time it promises, and others are served.

const limits = { headersMs: 400, requestMs: 1200, checkMs: 50, idleMs: 5000, perAddress: 60 }
/** What a machine with other work to do may add. */
const slack = 1500

let platform: TestPlatform
let at: URL
let township: Caller
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', limits })
  at = new URL(platform.address)
  township = await platform.as('township1')
})
afterAll(() => platform.stop())

const sockets: Socket[] = []
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})

type Line = { readonly socket: Socket; readonly closed: Promise<{ after: number; said: string }> }

/** A connection that says one thing, and then a byte now and then as long as it may. */
function dribbling(first: string, byte?: string): Line {
  const socket = connect(Number(at.port), at.hostname)
  sockets.push(socket)
  const began = performance.now()
  let said = ''
  socket.on('data', (text) => {
    said += text
  })
  socket.on('error', () => undefined)
  socket.write(first)
  const timer = byte === undefined ? undefined : setInterval(() => socket.write(byte), 40)
  const closed = new Promise<{ after: number; said: string }>((resolve) =>
    socket.once('close', () => {
      clearInterval(timer)
      resolve({ after: performance.now() - began, said })
    }),
  )
  return { socket, closed }
}

async function expectServed(): Promise<void> {
  const began = performance.now()
  expect((await fetch(`${platform.address}/healthz`)).status).toBe(200)
  expect(performance.now() - began).toBeLessThan(slack)
}

const head = (more: string) => `POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${more}`
const bearer = () => `Authorization: Bearer ${township.token}\r\n`

/** Parts of files on their way in; those of other tests are gone in a moment. */
const inbox = () => readdirSync(join(inject('postgres').folder, 'uploads', 'inbox'))

async function linesSince(id: bigint, capability: string): Promise<{ outcome: string; account_id: string | null }[]> {
  return platform.look('select outcome, account_id from kernel.trail where id > $1 and capability = $2 order by id', [String(id), capability])
}
async function newestLine(): Promise<bigint> {
  return (await platform.look<{ id: bigint }>('select coalesce(max(id), 0) as id from kernel.trail'))[0]?.id ?? 0n
}

test('what the product promises is short enough to matter and long enough for a poor line', () => {
  expect(usualLimits.headersMs).toBeLessThanOrEqual(15_000)
  expect(usualLimits.checkMs).toBeLessThanOrEqual(1000)
  // A megabyte, the part of a file, at 140 kbit/s.
  expect((8 * 1_000_000) / (usualLimits.requestMs / 1000)).toBeLessThan(140_000)
})

test('a head that dribbles in is cut off with a sentence, and others are served meanwhile', async () => {
  const slow = Array.from({ length: 20 }, () => dribbling('GET /api/session HTTP/1.1\r\nHost: x\r\nX-Slow: ', 'a'))
  await expectServed()
  for (const { after, said } of await Promise.all(slow.map((line) => line.closed))) {
    expect(after).toBeLessThan(limits.headersMs + slack)
    expect(said).toMatch(/^HTTP\/1\.1 408 /)
    expect(said).toContain('请求发送太慢')
  }
})

test('a body that dribbles in is cut off, whoever sends it; somebody who is signed in leaves a line', async () => {
  const before = await newestLine()
  const stranger = dribbling(head('Content-Length: 5000\r\n\r\n{'), ' ')
  const known = dribbling(`POST /api/residents HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n${bearer()}Content-Length: 5000\r\n\r\n{`, ' ')
  await expectServed()
  for (const { after } of await Promise.all([stranger.closed, known.closed])) {
    expect(after).toBeGreaterThan(limits.requestMs - 100)
    expect(after).toBeLessThan(limits.requestMs + slack)
  }
  await expect.poll(() => linesSince(before, 'registerResident')).toMatchObject([{ outcome: 'invalid', account_id: expect.any(String) }])
  expect(await linesSince(before, 'signIn')).toEqual([])
})

test('a file that dribbles in is cut off, leaves a line and nothing on the disk', async () => {
  const before = await newestLine()
  const path = '/api/registers/uploads/0198a4c2-0000-7000-8000-00000000dead/parts/0'
  const line = dribbling(`PUT ${path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\n${bearer()}Content-Length: 900000\r\n\r\nabc`, 'x')
  expect((await line.closed).after).toBeLessThan(limits.requestMs + slack)
  await expect.poll(() => linesSince(before, 'sendPart')).toMatchObject([{ outcome: 'invalid' }])
  await expect.poll(inbox).toEqual([])
})

test('a body over the limit is refused by its size before it is sent, and whoever is signed in leaves a line', async () => {
  const before = await newestLine()
  // Announced only: not one byte of it is waited for.
  const line = dribbling(
    `POST /api/residents HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n${bearer()}Content-Length: 900000000\r\n\r\n{`,
  )
  const { said } = await line.closed
  expect(said).toMatch(/^HTTP\/1\.1 413 /)
  expect(said).toContain('内容超过 1 MB')
  await expect.poll(() => linesSince(before, 'registerResident')).toMatchObject([{ outcome: 'invalid' }])
})

test('a body without a length is counted as it comes', async () => {
  const piece = 'x'.repeat(60_000)
  const chunk = `${piece.length.toString(16)}\r\n${piece}\r\n`
  const line = dribbling(`${head('Transfer-Encoding: chunked\r\n\r\n')}${chunk.repeat(20)}`)
  expect((await line.closed).said).toMatch(/^HTTP\/1\.1 413 /)
})

test('a part of a file over its limit is refused with that limit, leaves a line and nothing on the disk', async () => {
  const before = await newestLine()
  const response = await fetch(`${platform.address}/api/registers/uploads/0198a4c2-0000-7000-8000-00000000dead/parts/0`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${township.token}` },
    body: new Uint8Array(8_500_000),
  })
  expect(response.status).toBe(413)
  expect(((await response.json()) as { message: { zh: string } }).message.zh).toBe('内容超过 8 MB')
  await expect.poll(inbox).toEqual([])
  await expect.poll(() => linesSince(before, 'sendPart')).toMatchObject([{ outcome: 'invalid' }])
})

test('headers of a hundred kilobytes are refused', async () => {
  const line = dribbling(`GET /api/session HTTP/1.1\r\nHost: x\r\nX-Long: ${'a'.repeat(100_000)}\r\n\r\n`)
  expect((await line.closed).said).toMatch(/^HTTP\/1\.1 431 /)
})

test('no address holds more connections than its share, and gets new ones once it lets go', async () => {
  const many = Array.from({ length: limits.perAddress + 40 }, () => dribbling(head('Content-Length: 5000\r\n\r\n{')))
  const cut = await Promise.all(many.map((line) => Promise.race([line.closed.then(({ after }) => after), new Promise<undefined>((go) => setTimeout(go, 300))])))
  const atOnce = cut.filter((after) => after !== undefined)
  expect(atOnce.length).toBeGreaterThanOrEqual(40)
  expect(atOnce.length).toBeLessThan(60)
  for (const { socket } of many) socket.destroy()
  await expect
    .poll(() =>
      fetch(`${platform.address}/healthz`).then(
        (r) => r.status,
        () => 0,
      ),
    )
    .toBe(200)
})

test('whoever is served goes on being served after all that', async () => {
  await expectServed()
  expect((await platform.as('village1')).token).toBeTruthy()
})
