import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { SealBroken } from './cipher.ts'
import { openTrailHead, type TrailHead } from './trailHead.ts'

/** The key of the trail's chain, and how far the chain came, kept where the database cannot reach. */
export type TrailKey = { mac(bytes: Uint8Array): Buffer; readonly head: TrailHead }

const bytes = 32

/** The chain's key of a key folder, made where there is none yet. */
export function openTrailKey(folder: string): TrailKey {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const path = join(folder, 'trail-1.key')
  if (!existsSync(path)) writeFileSync(path, randomBytes(bytes).toString('base64'), { mode: 0o600, flag: 'wx' })
  const key = Buffer.from(readFileSync(path, 'utf8'), 'base64')
  if (key.length !== bytes) throw new SealBroken(`${path} is not a key of ${bytes} bytes`)
  return { mac: (said) => createHmac('sm3', key).update(said).digest(), head: openTrailHead(folder) }
}
