// The little of ASN.1's distinguished encoding (X.690) that a certificate needs. One kind of value, one function.

function element(tag: number, ...parts: readonly Buffer[]): Buffer {
  const body = Buffer.concat(parts)
  if (body.length < 128) return Buffer.concat([Buffer.from([tag, body.length]), body])
  const length: number[] = []
  for (let rest = body.length; rest > 0; rest >>= 8) length.unshift(rest & 0xff)
  return Buffer.concat([Buffer.from([tag, 0x80 | length.length, ...length]), body])
}

export const sequence = (...parts: readonly Buffer[]) => element(0x30, ...parts)
export const set = (...parts: readonly Buffer[]) => element(0x31, ...parts)
export const octets = (body: Buffer) => element(0x04, body)
export const utf8 = (text: string) => element(0x0c, Buffer.from(text))
export const boolean = (value: boolean) => element(0x01, Buffer.from([value ? 0xff : 0]))
/** Context tags: `explicit` wraps a whole element, `implicit` replaces its tag. */
export const explicit = (tag: number, ...parts: readonly Buffer[]) => element(0xa0 | tag, ...parts)
export const implicit = (tag: number, body: Buffer) => element(0x80 | tag, body)

/** A positive whole number; a leading bit that is set would make it negative. */
export function integer(bytes: Buffer): Buffer {
  const first = bytes.findIndex((byte) => byte !== 0)
  const plain = first < 0 ? Buffer.from([0]) : bytes.subarray(first)
  return element(0x02, (plain[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.from([0]), plain]) : plain)
}

/** Bits, the last `unused` of them not meant. */
export function bits(body: Buffer, unused = 0): Buffer {
  return element(0x03, Buffer.from([unused]), body)
}

/** An object identifier: `1.2.840.10045.4.3.2`. */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const number of rest) {
    const digits = [number & 0x7f]
    for (let left = number >>> 7; left > 0; left >>>= 7) digits.unshift((left & 0x7f) | 0x80)
    bytes.push(...digits)
  }
  return element(0x06, Buffer.from(bytes))
}

/** Two digits of the year until 2049, four from 2050 (RFC 5280, 4.1.2.5). */
export function time(at: Date): Buffer {
  const text = `${at.toISOString().replaceAll(/[-:T]|\.\d+/g, '')}`
  return at.getUTCFullYear() < 2050 ? element(0x17, Buffer.from(text.slice(2))) : element(0x18, Buffer.from(text))
}
