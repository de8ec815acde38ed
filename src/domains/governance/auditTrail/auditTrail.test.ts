import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { checkTrail } from '#kernel/checkTrail.ts'
import { openVault } from '#kernel/crypto.ts'
import { createPool } from '#kernel/database.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import { sealTrail } from '#kernel/sealTrail.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { accessContract } from '#registry/access/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { tell } from '../../../commands/doctorTrail.ts'
import { auditTrailContract } from './contract.ts'

let platform: TestPlatform
let auditor: Caller
let village: Caller
let residentId: string
let application: pg.Pool
let owner: pg.Pool
let kernel: Kernel
const key = openVault(mkdtempSync(join(tmpdir(), 'tongmai-trail-'))).trail

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  ;[auditor, village] = (await Promise.all(['auditor1', 'village1'].map((login) => platform.as(login)))) as [Caller, Caller]
  application = createPool(platform.url, { max: 2 })
  owner = createPool(platform.ownerUrl, { max: 2 })
  const live = { announce: () => undefined, watch: () => () => undefined, close: async () => undefined }
  kernel = {
    pool: application,
    rules: createRuleBook(application),
    live,
    clock: platform.clock.now,
    trail: key,
    openingOf: async (_scope, id) => ({ ids: [id], basis: null }),
  }
  const person = await village.must(residentContract.registerResident, {
    name: '钱学文',
    sex: 'female',
    birthDate: '1949-12-31',
    nationalId: '11010519491231002X',
    village: '东村',
    address: '1 号',
    insurance: 'resident',
  })
  residentId = person.residentId
  await village.must(residentContract.openResident, { residentId })
  await village.ask(facilityContract.registerConsortium, { name: 'x', divisionCode: '690121', leadId: residentId, from: '2026-01-01' })
  await village.ask(accessContract.changePassword, { current: 'x', next: 'y' })
})
afterAll(async () => {
  await application.end()
  await owner.end()
  await platform.stop()
})

describe('the auditor reads the trail', () => {
  test('of one person by their whole number: who, what, on which basis, in words', async () => {
    const { items } = await auditor.must(auditTrailContract.searchTrail, { person: '11010519491231002X', limit: 50 })
    expect(items.map((l) => l.what.zh)).toEqual(['居民基本信息', '登记居民'])
    expect(items[0]).toMatchObject({
      who: village.persona.name,
      role: { zh: '乡村医生' },
      outcome: 'done',
      whom: { zh: '钱** 女 1949 年生' },
      basis: { zh: '本机构服务居民' },
    })
    expect(await auditor.ask(auditTrailContract.searchTrail, { person: '钱学文' })).toMatchObject({ status: 409, body: { refusal: 'wholeNumber' } })
  })

  test('refusals and what was not open to a post, with the reason', async () => {
    const { items } = await auditor.must(auditTrailContract.searchTrail, { refusedOnly: 'true', actor: 'village1', limit: 50 })
    expect(items.map((l) => [l.what.zh, l.outcome, l.why?.zh ?? null])).toEqual([
      ['修改密码', 'refused', '当前密码不对'],
      ['登记医共体', 'forbidden', null],
    ])
  })

  test('page after page, every line once, and only of the period', async () => {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const page: { items: { lineId: string }[]; cursor: string | null } = await auditor.must(auditTrailContract.searchTrail, {
        actor: 'village1',
        limit: 2,
        ...(cursor ? { cursor } : {}),
      })
      seen.push(...page.items.map((l) => l.lineId))
      cursor = page.cursor
    } while (cursor)
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen.length).toBeGreaterThan(3)
    const past = await auditor.must(auditTrailContract.searchTrail, { from: '2020-01-01', until: '2020-01-02', limit: 50 })
    expect(past.items).toEqual([])
  })

  test('as a table without ids, and exporting leaves its own line', async () => {
    const { csv, lines, isWhole } = await auditor.must(auditTrailContract.exportTrail, { actor: 'village1' })
    expect(csv.split('\r\n').length).toBe(lines + 2)
    expect(isWhole).toBe(true)
    expect(csv).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/)
    expect(csv).not.toContain('钱学文')
    const { items } = await auditor.must(auditTrailContract.searchTrail, { actor: 'auditor1', limit: 5 })
    expect(items.map((l) => l.what.zh)).toContain('导出审计日志')
  })
})

describe('the chain', () => {
  const seal = () => sealTrail.run(kernel, {})
  const check = () => checkTrail(owner, key)
  const kinds = async () => (await check()).found.map((f) => f.what)
  /** Does something to the trail as whoever owns the database could, looks, and puts it back. */
  async function tampered(harm: string, mend: string): Promise<string[]> {
    const client = new pg.Client({ connectionString: platform.ownerUrl })
    await client.connect()
    await client.query(harm)
    const found = await kinds()
    await client.query(mend)
    await client.end()
    return found
  }

  test('seals every line once, and finds nothing where nothing happened', async () => {
    await seal()
    const first = await check()
    expect(first).toMatchObject({ blocks: 1, found: [] })
    expect(first.lines).toBeGreaterThan(8)
    await village.must(residentContract.openResident, { residentId })
    await seal()
    await seal()
    expect(await check()).toMatchObject({ blocks: 2, lines: first.lines + 1, found: [] })
    expect(await auditor.must(auditTrailContract.openTrailState, {})).toMatchObject({ blocks: 2 })
  })

  test('catches a line that committed late, and calls it no tampering', async () => {
    const late = new pg.Client({ connectionString: platform.url })
    await late.connect()
    await late.query('begin')
    await late.query("insert into kernel.trail (at, capability, kind, outcome, request_id) values (now(), 'openResident', 'read', 'done', 'late')")
    await village.must(residentContract.openResident, { residentId })
    await seal()
    await late.query('commit')
    await late.end()
    const before = (await check()).lines
    await seal()
    expect(await check()).toMatchObject({ lines: before + 1, found: [] })
  })

  test('names an altered line by its time and what it was', async () => {
    const [line] = await platform.look<{ id: string; outcome: string }>("select id, outcome from kernel.trail where capability = 'changePassword' limit 1")
    await platform.look('update kernel.trail set outcome = $2 where id = $1', [line?.id, 'done'])
    const checked = await check()
    expect(checked.found).toMatchObject([{ what: 'altered', capability: 'changePassword', at: expect.any(String) }])
    const said: string[] = []
    expect(tell(checked, (text) => said.push(text))).toBe(1)
    expect(said.join()).toContain('修改密码')
    await platform.look('update kernel.trail set outcome = $2 where id = $1', [line?.id, line?.outcome])
    expect(tell(await check(), () => undefined)).toBe(0)
  })

  test('finds a removed line', async () => {
    expect(
      await tampered(
        'create table public.kept as select * from kernel.trail where id = 3; delete from kernel.trail where id = 3',
        'insert into kernel.trail overriding system value select * from public.kept; drop table public.kept',
      ),
    ).toEqual(['removed'])
  })

  test('finds a line that was put in', async () => {
    const harm =
      "insert into kernel.trail (at, capability, kind, outcome, request_id) values (now() - interval '2 hours', 'openResident', 'read', 'done', 'forged')"
    expect(await tampered(harm, "delete from kernel.trail where request_id = 'forged'")).toEqual(['inserted'])
  })

  test('finds an altered block, also where its line was altered with it', async () => {
    expect(
      await tampered(
        "update kernel.trail_block set sealed_at = sealed_at - interval '1 hour' where number = 1",
        "update kernel.trail_block set sealed_at = sealed_at + interval '1 hour' where number = 1",
      ),
    ).toEqual(['blockAltered'])
    const harm = 'update kernel.trail_block set lines = lines[1:1], marks = substring(marks from 1 for 8) where number = 1'
    const keep = 'create table public.kept as select * from kernel.trail_block where number = 1;'
    const found = await tampered(
      `${keep}${harm}`,
      'delete from kernel.trail_block where number = 1; insert into kernel.trail_block select * from public.kept; drop table public.kept',
    )
    expect(found).toContain('blockAltered')
  })

  test('finds a removed block, in the middle and at the end', async () => {
    for (const where of ['number = 2', 'number = (select max(number) from kernel.trail_block)']) {
      const keep = `create table public.kept as select * from kernel.trail_block where ${where}; delete from kernel.trail_block where ${where}`
      expect(await tampered(keep, 'insert into kernel.trail_block select * from public.kept; drop table public.kept')).toContain('blockRemoved')
    }
    expect(await kinds()).toEqual([])
  })

  test('cannot be changed by the application', async () => {
    for (const sql of ['update kernel.trail_block set number = 9', 'delete from kernel.trail_block', 'select * from kernel.trail']) {
      await expect(application.query(sql), sql).rejects.toMatchObject({ code: '42501' })
    }
  })
})
