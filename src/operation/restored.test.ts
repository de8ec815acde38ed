import { randomBytes } from 'node:crypto'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { auditTrailContract } from '#governance/auditTrail/contract.ts'
import { checkTrail } from '#kernel/checkTrail.ts'
import { openVault } from '#kernel/crypto.ts'
import { createPool } from '#kernel/database.ts'
import { sealTrail } from '#kernel/sealTrail.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { databaseUrl, onServer } from '#tests/database.ts'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { tell } from '../commands/doctorTrail.ts'
import { openBackupKey } from './backup/key.ts'
import { restoreBackup } from './backup/restore.ts'
import { makeBackup } from './backup/write.ts'
import { bringKeys } from './keys/copy.ts'
import { noteRestore } from './restored.ts'

// A restore sets the trail back to an older state, and so does somebody who takes its end away. One is told from the other by what only
// the holder of the keys can write.

vi.setConfig({ testTimeout: 120_000 })

const server = inject('postgres')
const folder = mkdtempSync(join(tmpdir(), 'tongmai-restored-'))
const keys = join(folder, 'keys')
const name = `t_restored_${randomBytes(4).toString('hex')}`
let platform: TestPlatform
/** The older state, in a database of its own. */
let older: pg.Pool
let url: string
const key = openVault(keys).trail

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  await refused()
  await seal(platform.url)
  const backup = await makeBackup(join(folder, 'shelf'), { url: platform.ownerUrl, key: openBackupKey(keys), product: '0.2.0' })
  // Two more blocks than the backup holds.
  for (let n = 0; n < 2; n++) {
    await refused()
    await seal(platform.url)
  }
  await onServer(server.url, `create database ${name} template template0`)
  url = databaseUrl(server.url, name)
  await restoreBackup({ file: backup.file, key: openBackupKey(keys), url, applicationPassword: server.applicationPassword })
  older = createPool(url, { max: 2 })
}, 120_000)
afterAll(async () => {
  await older.end()
  await platform.stop()
  await onServer(server.url, `drop database if exists ${name} with (force)`)
  rmSync(folder, { recursive: true, force: true })
})

/** Something that is not open to the post leaves a line. */
async function refused(): Promise<void> {
  const village = await platform.as('village1')
  const input = { name: 'x', divisionCode: '690121', leadId: village.persona.facilityId, from: '2026-01-01' }
  expect((await village.ask(facilityContract.registerConsortium, input)).status).toBe(403)
}

async function seal(of: string): Promise<void> {
  const pool = createPool(of, { max: 1 })
  const live = { announce: () => undefined, watch: () => () => undefined, close: async () => undefined }
  const rules = { current: () => ({ powers: [] }), refresh: async () => undefined } as never
  const kernel: Kernel = { pool, rules, live, clock: () => new Date(), trail: key, openingOf: async () => ({ ids: [], basis: null }) }
  await sealTrail.run(kernel, {}).finally(() => pool.end())
}

async function examined(): Promise<{ code: number; said: string; what: string[] }> {
  const lines: string[] = []
  const checked = await checkTrail(older, key)
  return { code: tell(checked, (line) => lines.push(line)), said: lines.join('\n'), what: checked.found.map((found) => found.what) }
}

test('before it is noted the missing end is an alarm that names the blocks and both possible reasons', async () => {
  const { code, said, what } = await examined()
  expect([code, what]).toEqual([1, ['blockRemoved']])
  expect(said).toMatch(/末尾缺区块 2–3.*restore --by-hand/s)
})

test('a line that only the database tells of a restore changes nothing: the alarm stays', async () => {
  await older.query(
    "insert into kernel.trail (at, role, capability, kind, outcome, detail, request_id) values (now(), 'operator', 'restoreBackup', 'write', 'done', '3>1', 'forged')",
  )
  expect((await examined()).what).toEqual(['blockRemoved'])
  await older.query("delete from kernel.trail where request_id = 'forged'")
})

test('noted by whoever holds the keys it is a restore: no alarm, said at every check, and read by the auditor', async () => {
  const setBack = await noteRestore(url, { key, because: 'tongmai-20261122.backup', now: new Date() })
  expect(setBack).toMatchObject({ from: 3, to: 1, because: 'tongmai-20261122.backup' })
  const { code, said, what } = await examined()
  expect([code, what]).toEqual([0, []])
  expect(said).toMatch(/曾恢复到较早的状态,区块 2–3 不在其中.*tongmai-20261122\.backup/)
  await seal(url)
  expect(await examined()).toMatchObject({ code: 0, said: expect.stringContaining('区块 2–3 不在其中') })
})

test('whoever takes the end away after that is found, and whoever takes away the line of the restore too', async () => {
  await older.query('create table public.kept as select * from kernel.trail_block where number = (select max(number) from kernel.trail_block)')
  await older.query('delete from kernel.trail_block where number = (select number from public.kept)')
  expect((await examined()).what).toContain('blockRemoved')
  await older.query('insert into kernel.trail_block select * from public.kept; drop table public.kept')
  await older.query("create table public.kept as select * from kernel.trail where capability = 'restoreBackup'")
  await older.query("delete from kernel.trail where capability = 'restoreBackup'")
  expect(await examined()).toMatchObject({ code: 1, what: expect.arrayContaining(['removed']) })
  await older.query('insert into kernel.trail overriding system value select * from public.kept; drop table public.kept')
  expect((await examined()).what).toEqual([])
})

test('noting it again where nothing is missing hides nothing: one more line, and the note beside the keys stays', async () => {
  expect(await noteRestore(url, { key, because: 'again', now: new Date() })).toBeUndefined()
  expect(key.head.number()).toBe(2)
  expect(key.head.setBacks()).toHaveLength(1)
  expect((await older.query("select from kernel.trail where capability = 'restoreBackup'")).rowCount).toBe(2)
})

test('an older copy of the keys does not bring an older note back', async () => {
  const copy = join(folder, 'copy')
  cpSync(keys, copy, { recursive: true })
  key.head.note(9)
  await bringKeys(copy, { folder: keys, password: async () => '' })
  expect(key.head.number()).toBe(9)
  expect(readFileSync(join(copy, 'trail-head'), 'utf8').startsWith('2\n')).toBe(true)
})

test('the auditor reads what the operator did, with the reason as it was written', async () => {
  await noteRestore(platform.ownerUrl, { key, because: '磁盘损坏,由归档恢复', now: new Date() })
  const auditor = await platform.as('auditor1')
  const { items } = await auditor.must(auditTrailContract.searchTrail, { limit: 50 })
  expect(items.find((line) => line.what.zh === '恢复备份')).toMatchObject({
    who: null,
    role: { zh: '系统' },
    outcome: 'done',
    why: { zh: '磁盘损坏,由归档恢复' },
  })
})

test('a line of a badly formed request is read by the auditor too', async () => {
  const auditor = await platform.as('auditor1')
  await auditor.ask(auditTrailContract.searchTrail, { from: 'yesterday' })
  const { items } = await auditor.must(auditTrailContract.searchTrail, { refusedOnly: 'true', limit: 50 })
  expect(items.map((line) => line.outcome)).toContain('invalid')
})
