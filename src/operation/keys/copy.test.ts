import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openVault } from '#kernel/crypto.ts'
import { openBackupKey } from '../backup/key.ts'
import { bringKeys, copyKeys } from './copy.ts'
import { markOfKeys } from './mark.ts'

let folder: string
let keys: string
let copy: string
const password = 'a long enough password'
const own = async () => password

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tongmai-keys-'))
  keys = join(folder, 'keys')
  openVault(keys)
  openBackupKey(keys)
  copy = await copyKeys(keys, { folder: join(folder, 'stick'), password })
})
afterAll(() => rmSync(folder, { recursive: true }))

test('a copy brings every key back, readable by its owner only', async () => {
  const place = join(folder, 'new')
  await bringKeys(copy, { folder: place, password: own })
  expect(markOfKeys(place)).toBe(markOfKeys(keys))
  expect(openVault(place).open(openVault(keys).seal('王'))).toBe('王')
  expect(statSync(join(place, 'seal-1.key')).mode & 0o777).toBe(0o600)
  // Again changes nothing.
  await bringKeys(copy, { folder: place, password: own })
})

test('the copy shows nothing of the keys, and opens with its password only', async () => {
  const text = readFileSync(copy, 'latin1')
  for (const name of ['seal-1.key', 'blind-1.key', 'backup-1.key']) expect(text).not.toContain(readFileSync(join(keys, name), 'utf8'))
  await expect(bringKeys(copy, { folder: join(folder, 'x'), password: async () => 'another password' })).rejects.toThrow(/口令不对/)
  const bent = readFileSync(copy)
  bent[60] = (bent[60] ?? 0) ^ 1
  writeFileSync(join(folder, 'bent.keys'), bent)
  await expect(bringKeys(join(folder, 'bent.keys'), { folder: join(folder, 'x'), password: own })).rejects.toThrow(/口令不对,或者密钥副本已损坏/)
})

test('a password of nine characters is refused, one of ten is not', async () => {
  await expect(copyKeys(keys, { folder, password: '123456789' })).rejects.toThrow(/至少 10 位/)
  await expect(copyKeys(keys, { folder, password: '1234567890' })).resolves.toContain('.keys')
})

test('another key that is there already is never replaced', async () => {
  const place = join(folder, 'taken')
  openVault(place)
  const before = markOfKeys(place)
  await expect(bringKeys(keys, { folder: place, password: own })).rejects.toThrow(/不会覆盖/)
  expect(readFileSync(join(place, 'seal-1.key'), 'utf8')).not.toBe(readFileSync(join(keys, 'seal-1.key'), 'utf8'))
  expect(before).not.toBe(markOfKeys(keys))
})

test('a new key has another mark: the copy that was confirmed does not hold it', () => {
  const before = markOfKeys(keys)
  writeFileSync(join(keys, 'backup-2.key'), Buffer.alloc(32, 1).toString('base64'))
  expect(markOfKeys(keys)).not.toBe(before)
  rmSync(join(keys, 'backup-2.key'))
})
