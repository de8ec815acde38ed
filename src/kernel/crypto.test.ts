import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { digest, newToken, openVault, SealBroken } from './crypto.ts'

const folder = mkdtempSync(join(tmpdir(), 'tongmai-vault-'))
const vault = openVault(folder)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

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
  const elsewhere = mkdtempSync(join(tmpdir(), 'tongmai-vault-'))
  const other = openVault(elsewhere)
  expect(() => other.open(vault.seal('11010519491231002X'))).toThrow(SealBroken)
  expect(other.blind('number', '1').equals(vault.blind('number', '1'))).toBe(false)
  rmSync(elsewhere, { recursive: true })
})

test('a blind index is the same for the same value and purpose, and another for any other', () => {
  expect(vault.blind('number', '110105').equals(vault.blind('number', '110105'))).toBe(true)
  const all = [vault.blind('number', '1'), vault.blind('phone', '1'), vault.blind('number', '2'), vault.blind('number\0', '1'), vault.blind('numbe', 'r1')].map(
    (b) => b.toString('hex'),
  )
  expect(new Set(all).size).toBe(all.length)
  expect(all.every((hex) => hex.length === 64)).toBe(true)
})

test('the keys are readable by their owner only, kept, and a broken one is said', () => {
  expect(statSync(join(folder, 'seal-1.key')).mode & 0o777).toBe(0o600)
  expect(openVault(folder).open(vault.seal('还在'))).toBe('还在')
  const broken = mkdtempSync(join(tmpdir(), 'tongmai-vault-'))
  writeFileSync(join(broken, 'seal-1.key'), 'short')
  expect(() => openVault(broken)).toThrow(SealBroken)
  rmSync(broken, { recursive: true })
})

test('the digest is SM3, and tokens are long and never the same', () => {
  expect(digest('abc').toString('hex')).toBe('66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0')
  const tokens = Array.from({ length: 500 }, newToken)
  expect(new Set(tokens).size).toBe(500)
  expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true)
})
