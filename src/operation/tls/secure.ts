import { X509Certificate } from 'node:crypto'
import { failWith } from '../trouble.ts'
import { addressForPeople, isLoopback } from './addresses.ts'
import { localCertificate, type Pair, readAuthority } from './authority.ts'
import { givenCertificate } from './given.ts'
import { phonePage } from './phonePage.ts'

/** Where a server's certificate comes from; plain values, so that it can be told to another process. */
export type Secure = { readonly host: string; readonly port: number; readonly folder: string; readonly files: { cert: string; key: string } | null }

/** Plain HTTP is for this machine only; whatever the network can reach is served by TLS. */
export function secureFor(config: { host: string; port: number; tls: { cert: string; key: string } | undefined }, folder: string): Secure | undefined {
  if (isLoopback(config.host) && !config.tls) return undefined
  return { host: config.host, port: config.port, folder, files: config.tls ?? null }
}

/** The certificate as it should be now: made, renewed or read again. */
export function certificateOf({ files, folder, host }: Secure, now = new Date()): Pair {
  return files ? givenCertificate(files, now) : localCertificate(folder, host, now)
}

/** What the web server needs to speak TLS, and to help phones where the authority is our own. */
export function servingOf(secure: Secure) {
  const pair = certificateOf(secure)
  const tls = { cert: pair.cert, key: pair.key, strict: secure.files !== null }
  const certificate = secure.files ? undefined : readAuthority(secure.folder)
  return certificate ? { tls, trust: { certificate, page: phonePage(addressForPeople(secure.host, secure.port)) } } : { tls }
}

/** What a person compares before trusting it. */
export function fingerprintOfAuthority(folder: string): string {
  const certificate = readAuthority(folder) ?? failWith({ zh: '还没有本机的证书', en: 'there is no certificate of this machine yet' })
  return new X509Certificate(certificate).fingerprint256
}
