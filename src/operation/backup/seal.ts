import { createCipheriv, createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { failWith } from '../trouble.ts'
import type { BackupKey } from './key.ts'

/**
 * Encrypt, then authenticate, in pieces. Keys are derived for each file from its salt, so the counter may begin at zero. A piece is
 * `length · last? · SM4-CTR text · HMAC-SM3`; the code covers the header, the piece's number and whether it is the last,
 * so pieces cannot be altered, exchanged, left out or cut off.
 */
const pieceBytes = 1 << 20
const macBytes = 32

type Keys = { readonly encrypt: Buffer; readonly authenticate: Buffer; readonly bound: Buffer }

function keysOf(key: BackupKey, head: { bytes: Buffer; salt: Buffer }): Keys {
  const derive = (purpose: string) => createHmac('sm3', key.secret).update(purpose).update(head.salt).digest()
  return { encrypt: derive('encrypt').subarray(0, 16), authenticate: derive('authenticate'), bound: createHash('sm3').update(head.bytes).digest() }
}

function macOf(keys: Keys, piece: { at: number; front: Buffer; body: Buffer }): Buffer {
  const at = Buffer.alloc(8)
  at.writeBigUInt64BE(BigInt(piece.at))
  return createHmac('sm3', keys.authenticate).update(keys.bound).update(at).update(piece.front).update(piece.body).digest()
}

/** Turns a stream of bytes into sealed pieces. */
export function sealing(key: BackupKey, head: { bytes: Buffer; salt: Buffer }) {
  const keys = keysOf(key, head)
  return async function* seal(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const cipher = createCipheriv('sm4-ctr', keys.encrypt, Buffer.alloc(16))
    let at = 0
    function close(plain: Buffer, last: boolean): Buffer {
      const front = Buffer.alloc(5)
      front.writeUInt32BE(plain.length)
      front[4] = last ? 1 : 0
      const body = cipher.update(plain)
      return Buffer.concat([front, body, macOf(keys, { at: at++, front, body })])
    }
    let waiting: Buffer[] = []
    let size = 0
    for await (const chunk of source) {
      waiting.push(chunk)
      size += chunk.length
      if (size < pieceBytes) continue
      const all = Buffer.concat(waiting)
      let from = 0
      for (; all.length - from >= pieceBytes; from += pieceBytes) yield close(all.subarray(from, from + pieceBytes), false)
      waiting = [all.subarray(from)]
      size = all.length - from
    }
    yield close(Buffer.concat(waiting), true)
  }
}

/** Gives back what was sealed, piece by piece, each checked before it is passed on. */
export function opening(key: BackupKey, head: { bytes: Buffer; salt: Buffer }) {
  const keys = keysOf(key, head)
  return async function* open(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    const decipher = createDecipheriv('sm4-ctr', keys.encrypt, Buffer.alloc(16))
    const bytes = reader(source)
    for (let at = 0; ; at++) {
      const front = await bytes.take(5)
      const length = front.readUInt32BE(0)
      if (length > pieceBytes) altered()
      const body = await bytes.take(length)
      const code = await bytes.take(macBytes)
      if (!timingSafeEqual(code, macOf(keys, { at, front, body }))) altered()
      yield decipher.update(body)
      if (front[4] === 1) {
        if (await bytes.more()) altered()
        return
      }
    }
  }
}

/** Takes exact numbers of bytes from a stream of chunks. A stream that ends too early is a cut file. */
export function reader(source: AsyncIterable<Buffer>) {
  const chunks = source[Symbol.asyncIterator]()
  let held: Buffer[] = []
  let size = 0
  async function fill(count: number): Promise<boolean> {
    while (size < count) {
      const next = await chunks.next()
      if (next.done) return false
      held.push(next.value)
      size += next.value.length
    }
    return true
  }
  return {
    async take(count: number): Promise<Buffer> {
      if (!(await fill(count))) cut()
      const all = held.length === 1 ? (held[0] as Buffer) : Buffer.concat(held)
      held = [all.subarray(count)]
      size -= count
      return all.subarray(0, count)
    },
    more: () => fill(1),
  }
}

export function cut(): never {
  failWith({ zh: '备份文件不完整,后面被截断了。请用另一份备份', en: 'the backup is cut: its end is missing. Use another backup' })
}

export function altered(): never {
  failWith({ zh: '备份文件被改动过或已损坏,不能使用。请用另一份备份', en: 'the backup was altered or damaged and is of no use. Use another backup' })
}
