import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPool } from '#kernel/database.ts'
import { KeysDiffer, openKeys } from '#kernel/keyCheck.ts'
import { createLiveHub } from '#kernel/live.ts'
import { createLog } from '#kernel/log.ts'
import { resealing } from '#kernel/reseal.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { checkDigit } from '#registry/resident/rules.ts'
import { sealingContract } from '#registry/sealing/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { keyedMarks, sealedPlaces, wire } from '../wiring.ts'
import { manageKeys } from './keys.ts'

let platform: TestPlatform
let kernel: Kernel
let close: () => Promise<void>
let village: Caller
let neighbour: Caller
/** Somebody who is there under the first keys. */
const known = person('11010519491231007', '13900000001', '江旧人')

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny', ownKeys: true })
  const pool = createPool(platform.url, { max: 4 })
  const live = createLiveHub({ url: platform.url, log: createLog('silent') })
  kernel = (await wire({ pool, live, vault: platform.vault, clock: () => new Date(), place: platform.place, uploadMegabytes: 20 })).kernel
  close = async () => {
    await live.close()
    await pool.end()
  }
  ;[village, neighbour] = (await Promise.all(['village1', 'village2'].map((l) => platform.as(l)))) as [Caller, Caller]
  await village.must(residentContract.registerResident, known)
})
afterAll(async () => {
  await close()
  await platform.stop()
})

function person(first17: string, phone: string, name: string) {
  const nationalId = `${first17}${checkDigit(first17)}`
  const birthDate = `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`
  const sex = Number(first17[16]) % 2 === 1 ? ('male' as const) : ('female' as const)
  return { name, sex, birthDate, nationalId, phone, village: '某村', address: '1 号', insurance: 'resident' as const }
}

async function run(...args: string[]): Promise<{ code: number; told: string }> {
  const told: string[] = []
  const on = {
    ownerUrl: platform.ownerUrl,
    folder: platform.keysFolder,
    cipher: 'aes' as const,
    places: sealedPlaces,
    marks: keyedMarks,
    print: (line: string) => told.push(line),
  }
  return { code: await manageKeys(args, on), told: told.join('\n') }
}

const open = () => openKeys({ url: platform.ownerUrl, folder: platform.keysFolder, cipher: 'sm4', places: sealedPlaces })
const job = () => resealing({ vault: platform.vault, places: sealedPlaces })

async function versions(): Promise<Record<string, number>> {
  const [row] = await platform.look<Record<string, number>>(
    `select (select count(*) from resident.identifier where get_byte(sealed, 0) = 1)::int as "sealed under 1",
            (select count(*) from resident.identifier where octet_length(blind) = 32)::int as "found under 1",
            (select count(*) from resident.phone_index where octet_length(blind) = 32)::int as "phones found under 1",
            (select count(*) from resident.resident where get_byte(phone_sealed, 0) = 1)::int as "phones sealed under 1"`,
  )
  return row ?? {}
}

async function expectFound(number: string, name: string): Promise<void> {
  const own = await village.must(residentContract.findResidents, { q: number })
  expect(
    own.items.map((i) => i.name),
    number,
  ).toEqual([name])
  const other = await neighbour.must(residentContract.findResidents, { q: number })
  expect(
    other.elsewhere.map((i) => i.name),
    number,
  ).toEqual([`${name[0]}**`])
}

test('a database without check values is opened only with keys that open a value of its own', async () => {
  const seal = join(platform.keysFolder, 'seal-1.key')
  renameSync(seal, `${seal}.away`)
  await expect(open()).rejects.toThrow(KeysDiffer)
  await expect(open()).rejects.toThrow(/缺少密钥文件 .*seal-1\.key.* is missing/s)
  expect(existsSync(seal)).toBe(false)
  const text = JSON.parse(readFileSync(`${seal}.away`, 'utf8'))
  writeFileSync(seal, JSON.stringify({ ...text, key: Buffer.alloc(48, 1).toString('base64') }))
  await expect(open()).rejects.toThrow(/seal-1\.key 不是这个数据库所用的那一个/)
  renameSync(`${seal}.away`, seal)
  const vault = await open()
  const { nationalId } = known
  expect(vault.open(vault.seal(nationalId))).toBe(nationalId)
})

test.each(['seal-1.key', 'blind-1.key'])('once opened, a wrong or missing %s is named at the next start and nothing is made in its place', async (name) => {
  const path = join(platform.keysFolder, name)
  renameSync(path, `${path}.away`)
  await expect(open()).rejects.toThrow(new RegExp(`缺少密钥文件 .*${name}`))
  const text = JSON.parse(readFileSync(`${path}.away`, 'utf8'))
  writeFileSync(path, JSON.stringify({ ...text, key: Buffer.alloc(Buffer.from(text.key, 'base64').length, 1).toString('base64') }))
  await expect(open()).rejects.toThrow(new RegExp(`${name} 不是这个数据库所用的那一个`))
  renameSync(`${path}.away`, path)
  await expect(open()).resolves.toBeDefined()
})

test('wrong usage, a key that is not there and the newest key are refused', async () => {
  expect((await run('what')).code).toBe(2)
  expect((await run('retire')).code).toBe(2)
  expect(await run('retire', '9')).toMatchObject({ code: 1, told: expect.stringContaining('没有这个密钥') })
  expect(await run('retire', '1')).toMatchObject({ code: 1, told: expect.stringContaining('正在使用') })
})

test('a rotation of both keys begins, is the only one, and an old key stays while values use it', async () => {
  expect(await run('rotate')).toMatchObject({ code: 0, told: expect.stringContaining('seal-2.key (aes)') })
  expect(await run('rotate', '--blind')).toMatchObject({ code: 1, told: expect.stringContaining('还没有完成') })
  // The second kind is asked for when the first has ended; here both move together.
  await platform.look('update kernel.rotation set finished_at = now(), left_over = 0')
  expect(await run('rotate', '--blind')).toMatchObject({ code: 0, told: expect.stringContaining('blind-2.key (aes)') })
  expect(await run('retire', '1')).toMatchObject({ code: 1, told: expect.stringContaining('个值使用它,没有停用') })
  expect(
    readdirSync(platform.keysFolder)
      .filter((name) => /^(seal|blind)-/.test(name))
      .toSorted(),
  ).toEqual(['blind-1.key', 'blind-2.key', 'seal-1.key', 'seal-2.key'])
})

test('half way, after a kill: everybody is found by number and phone, and nobody is registered twice', async () => {
  await pause(4200)
  const before = await versions()
  // The process ends after the fourth batch, in the middle of the fifth.
  let batches = 0
  const dying: Kernel = {
    ...kernel,
    pool: new Proxy(kernel.pool, {
      get(pool, name) {
        if (name === 'connect' && ++batches > 4) throw new Error('killed')
        const value = Reflect.get(pool, name)
        return typeof value === 'function' ? value.bind(pool) : value
      },
    }),
  }
  await expect(job().run(dying, {})).rejects.toThrow('killed')
  const half = await versions()
  expect(half['sealed under 1']).toBeGreaterThan(0)
  expect(half['sealed under 1']).toBeLessThan(before['sealed under 1'] ?? 0)
  const [progress] = await platform.look<{ done: bigint; total: bigint }>('select done::int, total::int from kernel.rotation where finished_at is null')
  expect(progress?.done).toBe((before['sealed under 1'] ?? 0) - (half['sealed under 1'] ?? 0))

  await expectFound(known.nationalId, known.name)
  await expectFound(known.phone, known.name)
  // Registered now, so under the new key; the old man, where he is still under the old one, is refused all the same.
  const fresh = person('11010519491231023', '13900000002', '柳新人')
  await village.must(residentContract.registerResident, fresh)
  await expectFound(fresh.nationalId, fresh.name)
  for (const { nationalId } of [known, fresh]) {
    const again = await neighbour.ask(residentContract.registerResident, { ...person(nationalId.slice(0, 17), '13900000003', '别人名'), name: '别人名' })
    expect(again).toMatchObject({ status: 409, body: { refusal: 'alreadyKnown' } })
  }
  const admin = await platform.as('admin1')
  const shown = await admin.must(sealingContract.openSealing, {})
  expect(shown.rotation).toMatchObject({ finishedAt: null, done: progress?.done, total: progress?.total })
  expect(shown.keys.filter((k) => k.isCurrent)).toMatchObject([
    { kind: 'seal', version: 2, cipher: 'aes' },
    { kind: 'blind', version: 2, cipher: 'aes' },
  ])
})

test('one number registered at two places in the same moment is one person, with half of the values moved', async () => {
  const twice = person('11010519491231039', '13900000004', '同一人')
  const replies = await Promise.all([village, neighbour, village, neighbour].map((c) => c.ask(residentContract.registerResident, twice)))
  expect(replies.map((r) => r.status).toSorted()).toEqual([200, 409, 409, 409])
})

test('the next run goes on where the killed one was, and at the end nothing is under the old keys', async () => {
  const [before] = await platform.look<{ done: number; total: number }>('select done::int, total::int from kernel.rotation where finished_at is null')
  await Promise.all([job().run(kernel, {}), job().run(kernel, {})])
  await job().run(kernel, {})
  expect(Object.values(await versions())).toEqual([0, 0, 0, 0])
  const [after] = await platform.look<{ done: number; total: number; left_over: number; finished_at: string | null }>(
    'select done::int, total::int, left_over::int, finished_at from kernel.rotation order by id desc limit 1',
  )
  expect(after).toMatchObject({ total: before?.total, done: before?.total, left_over: 0, finished_at: expect.anything() })
  await expectFound(known.nationalId, known.name)
  await expectFound(known.phone, known.name)
  const { items } = await village.must(residentContract.findResidents, { q: known.nationalId })
  expect(await village.must(residentContract.revealPhone, { residentId: items[0]?.residentId ?? '' })).toEqual({ phone: known.phone })
  expect((await run()).told).toMatch(/上次轮换已完成/)
})

test('an altered value is left, counted, and keeps its key from being retired', async () => {
  const [victim] = await platform.look<{ resident_id: string; sealed: Buffer }>('select resident_id, sealed from resident.identifier limit 1')
  await platform.look('update resident.identifier set sealed = set_byte(sealed, 0, 1) where resident_id = $1', [victim?.resident_id])
  expect(await run('retire', '1')).toMatchObject({ code: 1, told: expect.stringContaining('还有 1 个值') })
  // Whatever was written under the old key in the last moment is moved by the rotation that this opened.
  await job().run(kernel, {})
  expect(await platform.look('select left_over::int as n from kernel.rotation order by id desc limit 1')).toEqual([{ n: 1 }])
  expect((await run()).told).toContain('1 个值无法重新加密')
  await platform.look('update resident.identifier set sealed = $2 where resident_id = $1', [victim?.resident_id, victim?.sealed])
})

test('with no value left both old keys are retired, set aside, and the platform starts and finds people without them', async () => {
  // A settlement keeps a mark that only its key can make; this county has none left.
  await platform.look('delete from elsewhere.claim_past')
  await platform.look('delete from elsewhere.claim')
  expect(await run('retire', '1')).toMatchObject({ code: 0, told: expect.stringContaining('retired') })
  expect(await run('retire', '1', '--blind')).toMatchObject({ code: 0 })
  expect(readdirSync(join(platform.keysFolder, 'retired')).toSorted()).toEqual(['blind-1.key', 'seal-1.key'])
  const vault = await open()
  expect(vault.keys().seal.all.map((k) => k.version)).toEqual([2])
  await pause(1100)
  await expectFound(known.nationalId, known.name)
})

test('nobody but the administrator and the auditor is told of keys', async () => {
  expect((await village.ask(sealingContract.openSealing, {})).status).toBe(403)
})
