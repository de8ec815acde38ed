import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Moment } from '#kernel/calendar.ts'

// RFC 6238 as every authenticator has it: SHA-1, six digits, thirty seconds.
const seconds = 30
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

export function newSecret(): Buffer {
  return randomBytes(20)
}

/** Which half minute a moment lies in. */
export function stepAt(now: Moment): number {
  return Math.floor(Date.parse(now) / 1000 / seconds)
}

/** The code of one step (RFC 4226, 5.3). */
export function codeAt(secret: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const mac = createHmac('sha1', secret).update(counter).digest()
  const offset = (mac[19] ?? 0) & 15
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** The step a code belongs to, one before and one after counting too because clocks differ; undefined where it is wrong. */
export function stepOfCode(secret: Uint8Array, code: string, now: Moment): number | undefined {
  const given = Buffer.from(code.padEnd(6).slice(0, 6))
  const here = stepAt(now)
  return [here, here - 1, here + 1].find((step) => given.length === 6 && timingSafeEqual(Buffer.from(codeAt(secret, step)), given))
}

/** What the authenticator scans. */
export function uriOf(secret: Uint8Array, login: string): string {
  const query = new URLSearchParams({ secret: base32(secret), issuer: 'Tongmai' })
  return `otpauth://totp/Tongmai:${encodeURIComponent(login)}?${query}`
}

/** For typing by hand where nothing can be scanned. */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)]).join('')
}

/** Ten codes for the day the phone is lost: eight letters or digits each, about forty bits. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: 10 }, () => base32(randomBytes(5)).replace(/^(.{4})(.{4})$/, '$1-$2'))
}
