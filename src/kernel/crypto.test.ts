import { createCipheriv } from 'node:crypto'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { ciphers } from './cipher.ts'
import { digest, newToken, openVault, SealBroken } from './crypto.ts'
import { makeKey, readKeys, setAside } from './keys.ts'

const root = mkdtempSync(join(tmpdir(), 'tongmai-vault-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let folders = 0
function newFolder(): string {
  folders += 1
  return join(root, String(folders))
}

/** A key that every process has known for a while. */
function makeOldKey(folder: string, asked: Parameters<typeof makeKey>[1]): void {
  const { kind, version } = makeKey(folder, asked)
  const path = join(folder, `${kind}-${version}.key`)
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), made: '2026-01-01T00:00:00Z' }))
}

describe.each(ciphers)('%s', (cipher) => {
  const vault = openVault(newFolder(), { cipher })

  test('what was sealed opens again, and the same seal is never made twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (plain) => {
        const sealed = vault.seal(plain)
        expect(vault.open(sealed)).toBe(plain.isWellFormed() ? plain : Buffer.from(plain).toString())
        expect(vault.seal(plain).equals(sealed)).toBe(false)
      }),
      { numRuns: 50 },
    )
  })

  test('a seal that was altered anywhere, shortened or lengthened is refused', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.nat(10_000), fc.integer({ min: 1, max: 255 }), (plain, at, by) => {
        const sealed = vault.seal(plain)
        const altered = Buffer.from(sealed)
        altered[at % altered.length] = (altered[at % altered.length] ?? 0) ^ by
        expect(() => vault.open(altered)).toThrow(SealBroken)
        expect(() => vault.open(sealed.subarray(0, at % sealed.length))).toThrow(SealBroken)
        expect(() => vault.open(Buffer.concat([sealed, Buffer.from([by])]))).toThrow(SealBroken)
      }),
      { numRuns: 100 },
    )
  })

  test('another vault neither opens a seal nor knows an index', () => {
    const other = openVault(newFolder(), { cipher })
    expect(() => other.open(vault.seal('11010519491231002X'))).toThrow(SealBroken)
    expect(other.blind('number', '1').equals(vault.blind('number', '1'))).toBe(false)
  })

  test('a blind index is the same for the same value and purpose, and another for any other', () => {
    expect(vault.blind('number', '110105').equals(vault.blind('number', '110105'))).toBe(true)
    const pairs = [
      ['number', '1'],
      ['phone', '1'],
      ['number', '2'],
      ['number\0', '1'],
      ['numbe', 'r1'],
    ] as const
    const all = pairs.map(([purpose, value]) => vault.blind(purpose, value).toString('hex'))
    expect(new Set(all).size).toBe(all.length)
    expect(all.every((hex) => hex.length === 64)).toBe(true)
  })

  test('a seal says its version, and one of another version is not taken for it', () => {
    const folder = newFolder()
    const before = openVault(folder, { cipher })
    const sealed = before.seal('x')
    expect(sealed[0]).toBe(1)
    // The same bytes under another version: the version is authenticated too.
    cpSync(join(folder, 'seal-1.key'), join(folder, 'seal-2.key'))
    const renamed = Buffer.from(sealed)
    renamed[0] = 2
    expect(() => openVault(folder).open(renamed)).toThrow(SealBroken)
  })
})

test('SM4 and SM3 give the vectors of the standards', () => {
  // GB/T 32907: key and text are the same block. GB/T 32905: the word abc.
  const block = Buffer.from('0123456789abcdeffedcba9876543210', 'hex')
  expect(createCipheriv('sm4-ecb', block, null).update(block).toString('hex')).toBe('681edf34d206965e86b3e94f536e4246')
  expect(digest('abc').toString('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
})

describe('keys', () => {
  test('are readable by their owner only, kept, and say their cipher', () => {
    const folder = newFolder()
    const vault = openVault(folder, { cipher: 'aes' })
    for (const name of ['seal-1.key', 'blind-1.key']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600)
    expect(openVault(folder, { cipher: 'sm4' }).open(vault.seal('还在'))).toBe('还在')
    expect(readKeys(folder).map((k) => k.cipher)).toEqual(['aes', 'aes'])
  })

  test('of 0.1, a line of base64, are SM4 and go on', () => {
    const folder = newFolder()
    mkdirSync(folder)
    writeFileSync(join(folder, 'seal-1.key'), Buffer.alloc(48, 7).toString('base64'))
    writeFileSync(join(folder, 'blind-1.key'), Buffer.alloc(32, 8).toString('base64'))
    const vault = openVault(folder, { cipher: 'aes' })
    expect(vault.open(vault.seal('旧钥匙'))).toBe('旧钥匙')
    expect(vault.keys().seal).toEqual({ current: 1, all: [{ kind: 'seal', version: 1, cipher: 'sm4', made: 0 }] })
  })

  test.each(['short', '{"cipher":"des","key":"AAAA"}', '{"cipher":"aes","key":"AAAA"}', '{'])('%s is no key, and the file is named', (text) => {
    const folder = newFolder()
    openVault(folder)
    writeFileSync(join(folder, 'seal-1.key'), text)
    expect(() => openVault(folder)).toThrow(/seal-1\.key is not a key/)
  })

  test('of both ciphers and several versions open side by side; new values are under the newest', () => {
    const folder = newFolder()
    const first = openVault(folder, { cipher: 'sm4' }).seal('甲')
    makeOldKey(folder, { kind: 'seal', cipher: 'aes' })
    const vault = openVault(folder)
    const second = vault.seal('乙')
    expect([first[0], second[0]]).toEqual([1, 2])
    expect([vault.open(first), vault.open(second)]).toEqual(['甲', '乙'])
  })

  test('of an index are all looked for, oldest first; the version stands before every one but the first', () => {
    const folder = newFolder()
    const before = openVault(folder).blind('number', '1')
    makeOldKey(folder, { kind: 'blind', cipher: 'aes' })
    const vault = openVault(folder)
    const [oldest, newest] = vault.blinds('number', '1')
    expect(oldest?.equals(before)).toBe(true)
    expect(newest?.equals(vault.blind('number', '1'))).toBe(true)
    expect([newest?.[0], newest?.length]).toEqual([2, 33])
  })

  test('made by another process are read at once where a value needs them, and written with a little later', async () => {
    const folder = newFolder()
    const [here, elsewhere] = [openVault(folder), openVault(folder)]
    const { version } = makeKey(folder, { kind: 'seal', cipher: 'aes' })
    expect(here.seal('x')[0]).toBe(1)
    await pause(4200)
    const sealed = here.seal('新')
    expect(sealed[0]).toBe(version)
    expect(elsewhere.open(sealed)).toBe('新')
  })

  test('set aside are kept there, open nothing any more, and their version is not given again', () => {
    const folder = newFolder()
    const sealed = openVault(folder).seal('x')
    makeOldKey(folder, { kind: 'seal', cipher: 'sm4' })
    expect(readFileSync(setAside(folder, { kind: 'seal', version: 1 }), 'utf8')).toContain('sm4')
    expect(() => openVault(folder).open(sealed)).toThrow('no key of version 1')
    expect(makeKey(folder, { kind: 'seal', cipher: 'sm4' }).version).toBe(3)
    expect(setAside(folder, { kind: 'seal', version: 3 })).toContain('retired')
    expect(makeKey(folder, { kind: 'seal', cipher: 'sm4' }).version).toBe(4)
  })

  test('end with the one byte there is for a version', () => {
    const folder = newFolder()
    openVault(folder)
    cpSync(join(folder, 'seal-1.key'), join(folder, 'seal-255.key'))
    expect(() => makeKey(folder, { kind: 'seal', cipher: 'sm4' })).toThrow(/255 keys/)
  })
})

test('tokens are long and never the same', () => {
  const tokens = Array.from({ length: 500 }, newToken)
  expect(new Set(tokens).size).toBe(500)
  expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true)
})
