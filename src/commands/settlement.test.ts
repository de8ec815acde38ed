import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { claimCsv, newNumbers } from '#tests/settlements.ts'
import { runSettlement } from './settlement.ts'

let platform: TestPlatform
let folder: string
const numbers = newNumbers(6, 9)

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  folder = mkdtempSync(join(tmpdir(), 'tongmai-settlement-'))
})
afterAll(async () => {
  await platform.stop()
  rmSync(folder, { recursive: true, force: true })
})

async function run(...args: string[]): Promise<{ code: number; told: string }> {
  const told: string[] = []
  const { url, keys } = platform.place
  const code = await runSettlement(args, { ownerUrl: platform.ownerUrl, url, keys, data: folder, print: (line) => told.push(line) })
  return { code, told: told.join('\n') }
}

test('a file is loaded where it lies; what was sent back is written beside it, and mended it is loaded', { timeout: 120_000 }, async () => {
  const file = join(folder, '2026年3月.csv')
  const rows = numbers.map((number, i) => ({ 结算单号: `M${i}`, 身份证号: number, ...(i === 2 ? { 个人负担: '1.00' } : {}) }))
  writeFileSync(file, claimCsv(rows))
  const first = await run(file)
  expect(first.code).toBe(3)
  expect(first.told).toMatch(/读取 read 6 {2}新增 added 5 {2}更正 corrected 0 {2}未变 unchanged 0 {2}退回 sent back 1/)
  const kept = join(folder, '2026年3月-待改正.csv')
  const text = readFileSync(kept, 'utf8')
  expect(text).toContain('与个人负担之和不等于总费用')
  writeFileSync(kept, text.replace('1.00', '3450.40'))
  expect(await run(kept)).toMatchObject({ code: 0, told: expect.stringContaining('新增 added 1') })
  const [count] = await platform.look<{ n: number }>("select count(*)::int as n from elsewhere.claim where claim_number ~ '^M[0-5]$'")
  expect(count?.n).toBe(6)
  expect((await run(file)).told).toContain('这个文件以前装载过')
})

test('a file that is no settlement file, is not there, or is not named says so', { timeout: 120_000 }, async () => {
  const other = join(folder, 'other.csv')
  writeFileSync(other, '甲,乙\r\n1,2\r\n')
  expect(await run(other)).toMatchObject({ code: 1, told: expect.stringContaining('没有找到表头行') })
  expect(await run(join(folder, 'nothing.csv'))).toMatchObject({ code: 2 })
  expect(await run()).toMatchObject({ code: 2, told: expect.stringContaining('usage') })
  expect(existsSync(join(folder, 'other-待改正.csv'))).toBe(false)
})
