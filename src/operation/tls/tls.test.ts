import { generateKeyPairSync, X509Certificate } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { createLog } from '#kernel/log.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { type Running, startServer } from '../../commands/start.ts'
import { ownAddresses } from './addresses.ts'
import { localCertificate, readAuthority } from './authority.ts'
import { makeCertificate } from './certificate.ts'
import { givenCertificate } from './given.ts'
import { secureFor } from './secure.ts'

let folder: string
let platform: TestPlatform
let running: Running
const day = 86_400_000
const later = (days: number) => new Date(Date.now() + days * day)

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongmai-tls-'))
  platform = await openTestPlatform({ seed: 'tiny' })
  running = await startServer({
    url: platform.url,
    data: folder,
    vault: platform.vault,
    port: 0,
    connections: 4,
    log: createLog('silent'),
    withJobs: false,
    secure: { host: '0.0.0.0', port: 0, folder, files: null },
  })
})
afterAll(async () => {
  await running.stop()
  await platform.stop()
  rmSync(folder, { recursive: true })
})

type Answer = { readonly status: number; readonly headers: Record<string, unknown>; readonly text: string }

function ask(path: string, options: { host?: string; headers?: Record<string, string>; body?: unknown } = {}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: options.host ?? '127.0.0.1',
        port: running.port,
        path,
        method: options.body ? 'POST' : 'GET',
        ca: readAuthority(folder),
        headers: { 'content-type': 'application/json', ...options.headers },
      },
      (response) => {
        let text = ''
        response.on('data', (chunk) => (text += chunk))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }))
      },
    )
    sent.on('error', reject)
    sent.end(options.body ? JSON.stringify(options.body) : undefined)
  })
}

test('whoever trusts the authority reaches the server by each of its addresses, checked', async () => {
  for (const host of ['127.0.0.1', 'localhost', ...ownAddresses().slice(0, 1)]) expect((await ask('/healthz', { host })).status, host).toBe(200)
  await expect(fetch(`https://127.0.0.1:${running.port}/healthz`)).rejects.toThrow()
})

test('the cookie is for TLS only, and browsers are not told to insist on it', async () => {
  const persona = platform.personas.find((p) => p.login === 'village1')
  const { status, headers } = await ask('/api/session', { body: { login: 'village1', password: persona?.password } })
  expect(status).toBe(200)
  expect(String(headers['set-cookie'])).toMatch(/HttpOnly; Secure; SameSite=Strict/)
  expect(headers['strict-transport-security']).toBeUndefined()
})

test('figures are for this machine alone: not for the network, not through a proxy', async () => {
  expect((await ask('/metrics')).text).toContain('tongmai_')
  expect((await ask('/metrics', { headers: { 'x-forwarded-for': '10.1.2.3' } })).status).toBe(404)
  const [outside] = ownAddresses()
  if (outside) expect((await ask('/metrics', { host: outside })).status).toBe(404)
})

test('a phone finds the certificate and how to trust it', async () => {
  const page = await ask('/trust')
  expect(page.text).toMatch(/下载证书/)
  const { text, headers } = await ask('/trust/authority.crt')
  expect(headers['content-type']).toBe('application/x-x509-ca-cert')
  expect(new X509Certificate(text).ca).toBe(true)
})

test('a certificate is kept until a month before its end, then made anew under the same authority', () => {
  const first = localCertificate(folder, '0.0.0.0')
  expect(localCertificate(folder, '0.0.0.0', later(366)).cert).toBe(first.cert)
  const authority = new X509Certificate(readAuthority(folder) ?? '')
  const second = localCertificate(folder, '0.0.0.0', later(368))
  expect(second.cert).not.toBe(first.cert)
  expect(new X509Certificate(second.cert).checkIssued(authority)).toBe(true)
  expect(new X509Certificate(second.cert).verify(authority.publicKey)).toBe(true)
})

test('a new name of the machine makes a new certificate; what is made stays readable by its owner only', () => {
  const before = localCertificate(folder, '0.0.0.0')
  const named = localCertificate(folder, 'tongmai.county')
  expect(named.cert).not.toBe(before.cert)
  expect(new X509Certificate(named.cert).checkHost('tongmai.county')).toBe('tongmai.county')
  for (const name of ['authority.key', 'server.pem']) expect(statSync(join(folder, name)).mode & 0o077).toBe(0)
})

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

test('a certificate that ran out, is not valid yet, does not fit its key or is none says so', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const about = { subject: 'x', issuer: 'x', publicKey, issuerPublicKey: publicKey, names: ['x'] }
  const cert = write('given.crt', makeCertificate({ ...about, from: later(-10), until: later(10) }, privateKey))
  const key = write('given.key', privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)
  expect(givenCertificate({ cert, key }).until.getTime()).toBeGreaterThan(Date.now())
  expect(() => givenCertificate({ cert, key }, later(11))).toThrow(/过期/)
  expect(() => givenCertificate({ cert, key }, later(-11))).toThrow(/尚未生效/)
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  expect(() => givenCertificate({ cert, key: write('other.key', other) })).toThrow(/不是一对/)
  expect(() => givenCertificate({ cert: key, key })).toThrow(/不是 PEM 证书/)
  expect(() => givenCertificate({ cert, key: cert })).toThrow(/不是 PEM 私钥/)
  expect(() => givenCertificate({ cert: join(folder, 'none'), key })).toThrow(/无法读取/)
  expect(readFileSync(cert, 'utf8')).toContain('BEGIN CERTIFICATE')
})

test('plain HTTP is for loopback only', () => {
  const at = (host: string) => secureFor({ host, port: 8080, tls: undefined }, inject('postgres').folder)
  expect(at('127.0.0.1')).toBeUndefined()
  expect(at('localhost')).toBeUndefined()
  for (const host of ['0.0.0.0', '192.168.1.5', '::', 'tongmai.county']) expect(at(host)?.host, host).toBe(host)
})
