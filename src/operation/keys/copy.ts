import { createCipheriv, createDecipheriv, createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { trailHeadFile } from '#kernel/trailHead.ts'
import { failWith } from '../trouble.ts'

const magic = 'TONGMAI KEYS 1\n'
// 128 MB and about half a second a guess: a copy may lie in a drawer for years.
const hardness = { N: 2 ** 17, r: 8, p: 1, maxmem: 2 ** 28 }
const derive = promisify(scrypt) as (password: string, salt: Buffer, bytes: number, options: typeof hardness) => Promise<Buffer>

const shortestPassword = 10

type KeyFiles = Readonly<Record<string, string>>

/** Every file of a key folder, by name. */
function filesOf(folder: string): KeyFiles {
  if (!existsSync(folder)) failWith({ zh: `没有密钥目录 ${folder}`, en: `there is no key folder ${folder}` })
  const names = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile())
  return Object.fromEntries(names.map(({ name }) => [name, readFileSync(join(folder, name)).toString('base64')]))
}

/**
 * Writes one file with all keys, sealed with a password, and reads it back before it is called good.
 * @returns its path
 */
export async function copyKeys(folder: string, to: { folder: string; password: string; now?: Date }): Promise<string> {
  if (to.password.length < shortestPassword) {
    failWith({ zh: `口令至少 ${shortestPassword} 位`, en: `the password needs at least ${shortestPassword} characters` })
  }
  const salt = randomBytes(16)
  const secret = await derive(to.password.normalize('NFC'), salt, 48, hardness)
  const cipher = createCipheriv('sm4-ctr', secret.subarray(0, 16), Buffer.alloc(16))
  const body = Buffer.concat([Buffer.from(magic), salt, cipher.update(JSON.stringify(filesOf(folder)), 'utf8'), cipher.final()])
  const sealed = Buffer.concat([body, createHmac('sm3', secret.subarray(16)).update(body).digest()])
  mkdirSync(to.folder, { recursive: true, mode: 0o700 })
  const stamp = (to.now ?? new Date()).toISOString().replaceAll(/[-:]|\.\d+/g, '')
  const file = join(to.folder, `tongmai-${stamp}.keys`)
  const draft = openSync(`${file}.part`, 'w', 0o600)
  try {
    writeFileSync(draft, sealed)
    fsyncSync(draft)
  } finally {
    closeSync(draft)
  }
  if (!readFileSync(`${file}.part`).equals(sealed))
    failWith({ zh: `${to.folder} 写入后读回不一致,请换一个 U 盘`, en: `what was written to ${to.folder} reads back differently; take another stick` })
  renameSync(`${file}.part`, file)
  return file
}

async function readKeyCopy(file: string, password: string): Promise<KeyFiles> {
  const sealed = readFileSync(file)
  const front = magic.length + 16
  if (sealed.subarray(0, magic.length).toString('utf8') !== magic || sealed.length < front + 32) {
    failWith({ zh: `${file} 不是密钥副本`, en: `${file} is not a copy of the keys` })
  }
  const secret = await derive(password.normalize('NFC'), sealed.subarray(magic.length, front), 48, hardness)
  const body = sealed.subarray(0, -32)
  if (!timingSafeEqual(createHmac('sm3', secret.subarray(16)).update(body).digest(), sealed.subarray(-32))) {
    failWith({ zh: '口令不对,或者密钥副本已损坏', en: 'the password is wrong, or the copy of the keys is damaged' })
  }
  const decipher = createDecipheriv('sm4-ctr', secret.subarray(0, 16), Buffer.alloc(16))
  return JSON.parse(Buffer.concat([decipher.update(body.subarray(front)), decipher.final()]).toString('utf8')) as KeyFiles
}

/** Brings keys into a key folder, from a sealed copy or from another key folder. What is there already is never replaced. */
export async function bringKeys(from: string, to: { folder: string; password: () => Promise<string> }): Promise<void> {
  if (!existsSync(from)) failWith({ zh: `没有 ${from}`, en: `there is no ${from}` })
  const files = isFolder(from) ? filesOf(from) : await readKeyCopy(from, await to.password())
  mkdirSync(to.folder, { recursive: true, mode: 0o700 })
  for (const [name, content] of Object.entries(files)) {
    const path = join(to.folder, name)
    const bytes = Buffer.from(content, 'base64')
    // How far the chain of the trail came is no key: what is noted here is newer than any copy.
    if (name === trailHeadFile && existsSync(path)) continue
    if (!existsSync(path)) writeFileSync(path, bytes, { mode: 0o600, flag: 'wx', flush: true })
    else if (!readFileSync(path).equals(bytes)) {
      failWith({ zh: `${path} 已有另一把密钥,不会覆盖。请换一个新的目录`, en: `${path} is another key and is not replaced. Take a new folder` })
    }
  }
}

function isFolder(path: string): boolean {
  try {
    readdirSync(path)
    return true
  } catch {
    return false
  }
}
