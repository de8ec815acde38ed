import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, X509Certificate } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { isEverywhere, ownAddresses } from './addresses.ts'
import { makeCertificate } from './certificate.ts'

/** Files for a TLS server, as PEM text. */
export type Pair = { readonly cert: string; readonly key: string; readonly until: Date }

const day = 86_400_000
// Phones refuse server certificates of more than 825 days (Apple, 2019); a shorter one is made anew without anybody noticing.
const serverDays = 397
const renewDays = 30
const authorityDays = 3650

const authorityFile = (folder: string) => join(folder, 'authority.crt')

/**
 * The certificate of this machine, signed by an authority of its own that lives beside the keys. Both are made where they are missing;
 * the server's is made anew a month before its end, and when the machine's names or addresses changed.
 */
export function localCertificate(folder: string, host: string, now = new Date()): Pair {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const names = namesOf(host)
  const authority = readOrMakeAuthority(folder, now)
  const kept = readKept(folder)
  if (kept && fits(kept, { names, authority: authority.cert, now })) return kept
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const until = new Date(Math.min(now.getTime() + serverDays * day, new Date(authority.cert.validTo).getTime()))
  const issuerPublicKey = createPublicKey(authority.key)
  // A day back: phones whose clock is a little behind.
  const about = { subject: names[0] ?? 'localhost', issuer: authority.name, from: new Date(now.getTime() - day), until, publicKey, issuerPublicKey, names }
  const cert = makeCertificate(about, authority.key)
  const key = pemOf(privateKey)
  writeSafely(join(folder, 'server.pem'), `${key}${cert}`)
  return { cert, key, until }
}

/** The authority's certificate, for phones to trust; undefined before the first start with a host. */
export function readAuthority(folder: string): string | undefined {
  return existsSync(authorityFile(folder)) ? readFileSync(authorityFile(folder), 'utf8') : undefined
}

function namesOf(host: string): string[] {
  const own = [...ownAddresses(), hostname().toLowerCase(), 'localhost', '127.0.0.1']
  return [...new Set(isEverywhere(host) ? own : [host, ...own])]
}

function fits(kept: Pair, want: { names: readonly string[]; authority: X509Certificate; now: Date }): boolean {
  const cert = new X509Certificate(kept.cert)
  return (
    kept.until.getTime() - want.now.getTime() > renewDays * day &&
    cert.verify(want.authority.publicKey) &&
    want.names.every((name) => (isIP(name) ? cert.checkIP(name) : cert.checkHost(name)) !== undefined)
  )
}

function readKept(folder: string): Pair | undefined {
  const file = join(folder, 'server.pem')
  if (!existsSync(file)) return undefined
  const text = readFileSync(file, 'utf8')
  const at = text.indexOf('-----BEGIN CERTIFICATE')
  return { cert: text.slice(at), key: text.slice(0, at), until: new Date(new X509Certificate(text.slice(at)).validTo) }
}

function readOrMakeAuthority(folder: string, now: Date): { cert: X509Certificate; key: KeyObject; name: string } {
  const keyFile = join(folder, 'authority.key')
  const name = `同脉 Tongmai ${hostname()}`
  if (existsSync(keyFile) && existsSync(authorityFile(folder))) {
    const cert = new X509Certificate(readFileSync(authorityFile(folder)))
    const kept = /CN=(.*)/.exec(cert.subject)?.[1] ?? name
    if (new Date(cert.validTo).getTime() - now.getTime() > renewDays * day) return { cert, key: createPrivateKey(readFileSync(keyFile)), name: kept }
  }
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const until = new Date(now.getTime() + authorityDays * day)
  const cert = makeCertificate({ subject: name, issuer: name, from: new Date(now.getTime() - day), until, publicKey, issuerPublicKey: publicKey }, privateKey)
  writeSafely(keyFile, pemOf(privateKey))
  writeSafely(authorityFile(folder), cert)
  return { cert: new X509Certificate(cert), key: privateKey, name }
}

const pemOf = (key: KeyObject) => key.export({ type: 'pkcs8', format: 'pem' }) as string

function writeSafely(file: string, text: string): void {
  // A name of its own: several processes may find at the same moment that it is time.
  const draft = `${file}.${process.pid}.new`
  writeFileSync(draft, text, { mode: 0o600, flush: true })
  renameSync(draft, file)
}
