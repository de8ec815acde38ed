import { createHash, type KeyObject, randomBytes, sign } from 'node:crypto'
import { isIP, isIPv4 } from 'node:net'
import { bits, boolean, explicit, implicit, integer, octets, oid, sequence, set, time, utf8 } from './der.ts'

/** What a certificate says; with `names` it is a server's, without an authority's. */
export type Saying = {
  readonly subject: string
  readonly issuer: string
  readonly from: Date
  readonly until: Date
  readonly publicKey: KeyObject
  readonly issuerPublicKey: KeyObject
  readonly names?: readonly string[]
}

const ecdsaWithSha256 = sequence(oid('1.2.840.10045.4.3.2'))

/** Signs an X.509 certificate (RFC 5280) with an ECDSA key. @returns PEM */
export function makeCertificate(about: Saying, issuerKey: KeyObject): string {
  const body = sequence(
    explicit(0, integer(Buffer.from([2]))),
    // Nobody may guess the next number, nor use one twice.
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ecdsaWithSha256,
    nameOf(about.issuer),
    sequence(time(about.from), time(about.until)),
    nameOf(about.subject),
    about.publicKey.export({ type: 'spki', format: 'der' }),
    explicit(3, sequence(...extensionsOf(about))),
  )
  const signature = sign('sha256', body, { key: issuerKey, dsaEncoding: 'der' })
  const lines = sequence(body, ecdsaWithSha256, bits(signature))
    .toString('base64')
    .match(/.{1,64}/g)
    ?.join('\n')
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`
}

function nameOf(commonName: string): Buffer {
  const part = (id: string, text: string) => set(sequence(oid(id), utf8(text)))
  return sequence(part('2.5.4.10', 'Tongmai'), part('2.5.4.3', commonName))
}

function extensionsOf({ names, publicKey, issuerPublicKey }: Saying): Buffer[] {
  const identifiers = [
    extension('2.5.29.14', { value: octets(identifierOf(publicKey)) }),
    extension('2.5.29.35', { value: sequence(implicit(0, identifierOf(issuerPublicKey))) }),
  ]
  if (!names) {
    // It may sign servers, and no authority under it: path length 0. Key usage: keyCertSign and cRLSign.
    const authority = sequence(boolean(true), integer(Buffer.from([0])))
    return [
      extension('2.5.29.19', { value: authority, critical: true }),
      extension('2.5.29.15', { value: bits(Buffer.from([0x06]), 1), critical: true }),
      ...identifiers,
    ]
  }
  return [
    extension('2.5.29.19', { value: sequence(), critical: true }),
    // digitalSignature, for serverAuth only.
    extension('2.5.29.15', { value: bits(Buffer.from([0x80]), 7), critical: true }),
    extension('2.5.29.37', { value: sequence(oid('1.3.6.1.5.5.7.3.1')) }),
    extension('2.5.29.17', { value: sequence(...names.map((name) => (isIP(name) ? implicit(7, addressBytes(name)) : implicit(2, Buffer.from(name))))) }),
    ...identifiers,
  ]
}

function extension(id: string, { value, critical = false }: { value: Buffer; critical?: boolean }): Buffer {
  return critical ? sequence(oid(id), boolean(true), octets(value)) : sequence(oid(id), octets(value))
}

function identifierOf(key: KeyObject): Buffer {
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest()
    .subarray(0, 20)
}

function addressBytes(address: string): Buffer {
  if (isIPv4(address)) return Buffer.from(address.split('.').map(Number))
  const [head = '', tail = ''] = address.split('%')[0]?.split('::') ?? []
  const words = (text: string) => (text === '' ? [] : text.split(':'))
  const zeros = address.includes('::') ? 8 - words(head).length - words(tail).length : 0
  const all = [...words(head), ...Array<string>(zeros).fill('0'), ...words(tail)]
  return Buffer.from(all.map((word) => word.padStart(4, '0')).join(''), 'hex')
}
