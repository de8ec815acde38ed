import { createCipheriv, createDecipheriv, createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto'
import { freshBytes } from './freshBytes.ts'

/** A sealed value that was altered, or whose key is missing. */
export class SealBroken extends Error {
  override name = 'SealBroken'
}

/** `sm4` is what national rules ask for; `aes` is for a county that is asked for nothing and wants what its processor is quick at. */
export const ciphers = ['sm4', 'aes'] as const
export type Cipher = (typeof ciphers)[number]

/** One way of sealing. `head` (the version) stands before the sealed bytes and is authenticated with them. */
type Suite = {
  readonly keyBytes: number
  readonly hash: 'sm3' | 'sha256'
  seal(key: Buffer, head: Buffer, plain: string): Buffer
  open(key: Buffer, head: Buffer, body: Buffer): string
}

const tampered = 'the sealed value was altered'

const prepared = new WeakMap<Buffer, KeyObject[]>()

/** The parts of a key, prepared once: with plain bytes OpenSSL prepares them at every value, which took four times as long. */
export function preparedKey(bytes: Buffer, cutAt: number = bytes.length): KeyObject[] {
  let parts = prepared.get(bytes)
  if (!parts) {
    parts = [bytes.subarray(0, cutAt), bytes.subarray(cutAt)].filter((part) => part.length > 0).map((part) => createSecretKey(part))
    prepared.set(bytes, parts)
  }
  return parts
}

/** SM4-CBC under a fresh iv, then HMAC-SM3 over head, iv and text: Node's OpenSSL has no SM4-GCM. */
const sm4: Suite = {
  keyBytes: 48,
  hash: 'sm3',
  seal(key, head, plain) {
    const iv = freshBytes(16)
    const [encrypt, authenticate] = sm4Parts(key)
    const cipher = createCipheriv('sm4-cbc', encrypt, iv)
    const body = Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()])
    return Buffer.concat([body, macOf(authenticate, head, body)])
  },
  open(key, head, sealed) {
    const [encrypt, authenticate] = sm4Parts(key)
    const body = sealed.subarray(0, -32)
    if (sealed.length < 64 || !timingSafeEqual(macOf(authenticate, head, body), sealed.subarray(-32))) throw new SealBroken(tampered)
    const decipher = createDecipheriv('sm4-cbc', encrypt, body.subarray(0, 16))
    return Buffer.concat([decipher.update(body.subarray(16)), decipher.final()]).toString('utf8')
  },
}

function sm4Parts(key: Buffer): [KeyObject, KeyObject] {
  return preparedKey(key, 16) as [KeyObject, KeyObject]
}

function macOf(key: KeyObject, head: Buffer, body: Buffer): Buffer {
  return createHmac('sm3', key).update(head).update(body).digest()
}

const aes: Suite = {
  keyBytes: 32,
  hash: 'sha256',
  seal(key, head, plain) {
    const iv = freshBytes(12)
    const cipher = createCipheriv('aes-256-gcm', aesKey(key), iv).setAAD(head)
    return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()])
  },
  open(key, head, sealed) {
    if (sealed.length < 28) throw new SealBroken(tampered)
    const decipher = createDecipheriv('aes-256-gcm', aesKey(key), sealed.subarray(0, 12), { authTagLength: 16 }).setAAD(head).setAuthTag(sealed.subarray(-16))
    try {
      return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8')
    } catch {
      throw new SealBroken(tampered)
    }
  },
}

function aesKey(key: Buffer): KeyObject {
  return preparedKey(key)[0] as KeyObject
}

export const suites: Readonly<Record<Cipher, Suite>> = { sm4, aes }
