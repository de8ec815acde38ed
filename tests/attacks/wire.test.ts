import { mkdtempSync, writeFileSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'

// What goes over the wire: headers of every kind of answer, paths that climb, bodies that are too large or never end.

let platform: TestPlatform
let at: URL
beforeAll(async () => {
  const screens = mkdtempSync(join(tmpdir(), 'tongmai-screens-'))
  writeFileSync(join(screens, 'index.html'), '<!doctype html><title>screens</title>')
  platform = await openTestPlatform({ seed: 'tiny', screens })
  at = new URL(platform.address)
})
afterAll(() => platform.stop())

describe('headers', () => {
  test.each(['/', '/no/such/page', '/api/session', '/api/none', '/api/openapi.json', '/healthz'])('of %s keep strangers out', async (path) => {
    const { headers } = await fetch(`${platform.address}${path}`)
    const policy = headers.get('content-security-policy') ?? ''
    const scripts = policy.split(';').find((part) => part.trim().startsWith('script-src')) ?? ''
    // A device derives the key of what it keeps in a compiled module; text is never run as a script.
    expect(scripts.trim()).toBe("script-src 'self' 'wasm-unsafe-eval'")
    expect(policy).toContain("default-src 'self'")
    expect(policy).toContain("object-src 'none'")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).toContain("base-uri 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-powered-by')).toBeNull()
    expect(headers.get('server')).toBeNull()
    expect(headers.get('access-control-allow-origin')).toBeNull()
  })

  test('answers about people are kept by no cache', async () => {
    const { token } = await platform.as('village1')
    const { headers } = await fetch(`${platform.address}/api/session`, { headers: { authorization: `Bearer ${token}` } })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-type')).toContain('application/json')
  })
})

/** A request with a path that no client library would send as it is. */
function rawGet(path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: at.hostname, port: at.port, path, method: 'GET' }, (answer) => {
      let body = ''
      answer.on('data', (chunk) => {
        body += chunk
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    sent.on('error', reject)
    sent.end()
  })
}

test.each([
  '/../../../etc/passwd',
  '/..%2f..%2f..%2fetc/passwd',
  '/%2e%2e/%2e%2e/etc/passwd',
  '/..%5c..%5cetc/passwd',
  '//etc/passwd',
  '/index.html%00.js',
  '/.%00./etc/passwd',
  '/assets/..%252f..%252fetc/passwd',
  '/api/../../etc/passwd',
])('the path %s leads nowhere', async (path) => {
  const { status, body } = await rawGet(path)
  expect(body).not.toContain('root:')
  expect(status).toBeLessThan(500)
})

describe('bodies', () => {
  test('of more than a megabyte are refused before they are read', async () => {
    const { token } = await platform.as('village1')
    const response = await fetch(`${platform.address}/api/residents`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: `{"name":"${'长'.repeat(500_000)}"}`,
    })
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ code: 'tooLarge' })
  })

  test('nested a hundred thousand deep are a client mistake', async () => {
    const { token } = await platform.as('village1')
    const response = await fetch(`${platform.address}/api/residents/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '['.repeat(100_000) + ']'.repeat(100_000),
    })
    expect(response.status).toBeGreaterThanOrEqual(400)
    expect(response.status).toBeLessThan(500)
  })

  test.each(['__proto__', 'constructor', 'prototype'])('with the key %s change nothing of the program', async (key) => {
    const { token } = await platform.as('village1')
    const response = await fetch(`${platform.address}/api/residents/search`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: `{"q":"王某某","${key}":{"isAdmin":true}}`,
    })
    expect(response.status).toBe(400)
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })

  test.each(['text/plain', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded'])(
    'of the kind %s, which a foreign page could send, are refused',
    async (type) => {
      const { token } = await platform.as('village1')
      const response = await fetch(`${platform.address}/api/residents/search`, {
        method: 'POST',
        headers: { 'content-type': type, authorization: `Bearer ${token}` },
        body: '{"q":"王某某"}',
      })
      expect(response.status).toBeGreaterThanOrEqual(400)
      expect(response.status).toBeLessThan(500)
    },
  )
})

test('many visitors who never finish their request keep nobody else out', async () => {
  const slow = Array.from({ length: 300 }, () => {
    const socket = connect(Number(at.port), at.hostname)
    socket.on('error', () => undefined)
    socket.write('POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{')
    return socket
  })
  try {
    const started = performance.now()
    expect((await fetch(`${platform.address}/healthz`)).status).toBe(200)
    const village = await platform.as('village2')
    expect(village.token).toBeTruthy()
    expect(performance.now() - started).toBeLessThan(10_000)
  } finally {
    for (const socket of slow) socket.destroy()
  }
})
