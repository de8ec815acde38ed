import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { referralContract } from '#care/referral/contract.ts'
import { openLoader } from '#interop/loader.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { visitContract } from '#record/visit/contract.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { checkDigit } from '#registry/resident/rules.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { residentIndexContract } from './contract.ts'
import { matchMany, weightsOn } from './index.ts'

let platform: TestPlatform
let village: Caller
let neighbour: Caller
let reviewer: Caller
let desk: Caller

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  ;[village, neighbour, reviewer, desk] = (await Promise.all(['village1', 'village2', 'publichealth1', 'desk1'].map((login) => platform.as(login)))) as [
    Caller,
    Caller,
    Caller,
    Caller,
  ]
})
afterAll(() => platform.stop())

let serial = 10
function numberFor(birthDate: string, sex: 'male' | 'female'): string {
  serial += 2
  const body = `110105${birthDate.replaceAll('-', '')}${String(serial + (sex === 'male' ? 1 : 0)).padStart(3, '0')}`
  return body + checkDigit(body)
}

const base = { sex: 'male' as const, birthDate: '1956-03-02', village: '合成村', address: '合成村3组12号', insurance: 'resident' as const }
const { insurance: _insurance, ...described } = base
let pairs = 0
const none = { noNumberReason: '证件遗失' }

/** A record of village1 and one of village2 of what may be one person, and the pair that asks. */
async function makePair(name: string) {
  const n = pairs++
  const birthDate = `${1930 + n * 3}-0${1 + (n % 9)}-1${n % 9}`
  const phone = `1391111${String(2222 + n)}`
  const { residentId: first } = await village.must(residentContract.registerResident, {
    ...base,
    name,
    birthDate,
    nationalId: numberFor(birthDate, 'male'),
    phone,
  })
  const asked = { ...base, ...none, name, birthDate, village: '另村', address: '另村5组7号' }
  const refused = await neighbour.ask(residentContract.registerResident, asked)
  const { residentId: second } = await neighbour.must(residentContract.registerResident, { ...asked, confirmedNew: [first] })
  const [pair] = await platform.look<{ id: string; version: number }>('select id, version from resident_index.pair where first_id = $1', [second])
  return { first, second, refused, birthDate, phone, pairId: pair?.id ?? '', version: pair?.version ?? 0 }
}

describe('the check while registering', () => {
  test('a number with its check letter lost shows the masked card of who is known, and why', async () => {
    const nationalId = '11010519560302039X'
    const { residentId } = await village.must(residentContract.registerResident, { ...base, name: '查重甲', nationalId })
    const { cards } = await neighbour.must(residentIndexContract.checkMatch, { ...described, name: '查重甲', nationalId: nationalId.slice(0, 17) })
    expect(cards).toMatchObject([{ residentId, name: '查**', birthYear: 1956, verdict: 'same' }])
    expect(cards[0]?.because.map((why) => why.zh)).toEqual(expect.arrayContaining(['姓名相同', '身份证号相同,校验位或旧号 15 位有别']))
    expect(JSON.stringify(cards)).not.toMatch(/查重甲|1956-03-02|0302039/)
  })

  test('a wrong digit finds whoever has the right number, and creates nothing', async () => {
    const before = await platform.look('select count(*) from resident.resident')
    const { cards } = await neighbour.must(residentIndexContract.checkMatch, { ...described, name: '查重甲', nationalId: '11010519560302089X' })
    expect(cards[0]?.because.map((why) => why.en)).toContain('Identity number differs in one digit')
    expect(await platform.look('select count(*) from resident.resident')).toEqual(before)
  })

  test('a stranger is not found by a name alone', async () => {
    expect(
      (await neighbour.must(residentIndexContract.checkMatch, { ...described, name: '查重甲', birthDate: '1990-06-15', village: '远村', address: '' })).cards,
    ).toEqual([])
  })

  test('who looks like somebody is asked first, and the pair is looked at', async () => {
    const { first, refused, birthDate, phone, pairId } = await makePair('查重乙')
    expect(refused).toMatchObject({ status: 409, body: { refusal: 'maybeKnown', data: { cards: [{ residentId: first, name: '查**', verdict: 'doubtful' }] } } })
    expect(pairId).not.toBe('')
    const sure = await neighbour.ask(residentContract.registerResident, { ...base, ...none, name: '查重乙', birthDate, phone })
    expect(sure).toMatchObject({
      status: 409,
      body: { refusal: 'maybeKnown', data: { cards: [{ verdict: 'same', byNumber: false }, { verdict: 'doubtful' }] } },
    })
  })

  test('without the doubtful cards named, nobody is registered', async () => {
    const { first, second, birthDate } = await makePair('查重丙')
    const again = { ...base, ...none, name: '查重丙', birthDate, village: '三村', address: '三村1组1号' }
    expect(await neighbour.ask(residentContract.registerResident, { ...again, confirmedNew: [first] })).toMatchObject({ body: { refusal: 'maybeKnown' } })
    expect(await neighbour.ask(residentContract.registerResident, { ...again, confirmedNew: [first, second] })).toMatchObject({ status: 200 })
  })
})

describe('the review', () => {
  test('is one duty for each home, opens for both sides, and masks what is not theirs', async () => {
    const { pairId } = await makePair('核对甲')
    const duties = await platform.look('select is_next from kernel.duty where subject_id = $1 and closed_at is null order by 1', [pairId])
    expect(duties).toEqual([{ is_next: false }, { is_next: true }])
    const mine = await reviewer.must(dutyContract.myDuties, { limit: 100 })
    expect(mine.items.some((duty) => duty.subject.id === pairId)).toBe(true)
    const own = await reviewer.must(residentIndexContract.openResidentPair, { pairId })
    expect(own.sides.filter((side) => side.own).length).toBeGreaterThan(0)
    const listed = await reviewer.must(residentIndexContract.listResidentPairs, {})
    expect(listed.items.map((item) => item.pairId)).toContain(pairId)
  })

  test('nobody else opens it', async () => {
    const { pairId } = await makePair('核对乙')
    expect((await desk.ask(residentIndexContract.openResidentPair, { pairId })).status).toBe(403)
  })

  test('two people are never asked about again', async () => {
    const { pairId, version, second } = await makePair('核对丙')
    expect(await reviewer.must(residentIndexContract.keepResidentsApart, { pairId, version, because: '两人都在场' })).toMatchObject({ status: 'distinct' })
    const [open] = await platform.look('select from kernel.duty where subject_id = $1 and closed_at is null', [pairId])
    expect(open).toBeUndefined()
    const again = await reviewer.ask(residentIndexContract.mergeResidents, { pairId, version: version + 1, stays: 'first', because: '再看' })
    expect(again).toMatchObject({ status: 409, body: { refusal: 'alreadyDecided' } })
    expect(second).not.toBe('')
  })

  test('put off, it comes back as a duty a month later', async () => {
    const { pairId, version } = await makePair('核对丁')
    const later = await reviewer.must(residentIndexContract.postponeResidentPair, { pairId, version, because: '等本人回村' })
    expect(later).toMatchObject({ status: 'postponed', journal: [{ status: 'waiting' }, { status: 'postponed', because: '等本人回村' }] })
    const [duty] = await platform.look<{ days: number }>(
      'select (due_at::date - now()::date)::int as days from kernel.duty where subject_id = $1 and closed_at is null and is_next',
      [pairId],
    )
    expect(duty?.days).toBeGreaterThanOrEqual(30)
  })
})

describe('merging', () => {
  test('shows one person under both ids, finds them by both, writes under the one who stays; parting restores both', async () => {
    const { first, second, phone, pairId, version } = await makePair('合并甲')
    await village.must(visitContract.recordVisit, { residentId: first, kind: 'outpatient', complaint: '头痛一' })
    await neighbour.must(visitContract.recordVisit, { residentId: second, kind: 'outpatient', complaint: '咳嗽二' })
    const merged = await reviewer.must(residentIndexContract.mergeResidents, { pairId, version, stays: 'second', because: '本人确认' })
    expect(merged).toMatchObject({ status: 'merged', currentId: first })

    for (const id of [first, second]) {
      const opened = await village.must(residentContract.openResident, { residentId: id })
      expect(opened.residentId).toBe(first)
      const record = await neighbour.must(timelineContract.openRecord, { residentId: id })
      expect(JSON.stringify(record)).toMatch(/头痛一/)
      expect(JSON.stringify(record)).toMatch(/咳嗽二/)
    }
    const byPhone = await neighbour.must(residentContract.findResidents, { q: phone })
    expect([...byPhone.items, ...byPhone.elsewhere].filter((p) => p.residentId === second)).toEqual([])
    const byName = await neighbour.must(residentContract.findResidents, { q: '合并甲' })
    expect(byName.items.map((p) => p.residentId)).toEqual([first])
    const { mergers } = await village.must(residentIndexContract.listMergers, { residentId: second })
    expect(mergers).toMatchObject([{ pairId, by: reviewer.persona.name }])

    const apart = await reviewer.must(residentIndexContract.unmergeResidents, { pairId, version: merged.version, because: '弄错了' })
    expect(apart).toMatchObject({ status: 'parted', journal: [{ status: 'waiting' }, { status: 'merged' }, { status: 'parted' }] })
    expect(JSON.stringify(await neighbour.must(timelineContract.openRecord, { residentId: second }))).not.toMatch(/头痛一/)
    expect((await neighbour.ask(residentContract.openResident, { residentId: first })).status).toBe(404)
  })

  test('is refused while both wait for one department, and says which', async () => {
    const { first, second, pairId, version } = await makePair('合并乙')
    const { departments } = await (await platform.as('admin1')).must(facilityContract.openFacility, { facilityId: desk.persona.facilityId })
    const toDepartmentId = departments.find((d) => d.kind === 'cardiology')?.departmentId ?? ''
    const submission = {
      toDepartmentId,
      urgency: 'emergency' as const,
      capacity: { none: true as const },
      diagnosis: { code: 'I20.000', name: '不稳定性心绞痛' },
      reason: '胸痛',
      summary: [{ title: '主诉', text: '胸痛' }],
      consent: { by: 'patient' as const, name: '本人' },
    }
    await village.must(referralContract.submitReferral, { ...submission, residentId: first })
    await neighbour.must(referralContract.submitReferral, { ...submission, residentId: second })
    const refused = await reviewer.ask(residentIndexContract.mergeResidents, { pairId, version, stays: 'first', because: '本人确认' })
    expect(refused).toMatchObject({ status: 409, body: { refusal: 'clashes' } })
    expect(JSON.stringify(refused.body)).toMatch(/同一科室/)
  })

  test('after a merge, a referral under one id stands against the same under the other', async () => {
    const { first, second, pairId, version } = await makePair('合并丙')
    const { departments } = await (await platform.as('admin1')).must(facilityContract.openFacility, { facilityId: desk.persona.facilityId })
    const submission = {
      toDepartmentId: departments.find((d) => d.kind === 'cardiology')?.departmentId ?? '',
      urgency: 'emergency' as const,
      capacity: { none: true as const },
      diagnosis: { code: 'I20.000', name: '不稳定性心绞痛' },
      reason: '胸痛',
      summary: [{ title: '主诉', text: '胸痛' }],
      consent: { by: 'patient' as const, name: '本人' },
    }
    await neighbour.must(referralContract.submitReferral, { ...submission, residentId: second })
    await reviewer.must(residentIndexContract.mergeResidents, { pairId, version, stays: 'second', because: '本人确认' })
    const again = await village.ask(referralContract.submitReferral, { ...submission, residentId: first })
    expect(again).toMatchObject({ status: 409, body: { refusal: 'alreadyWaiting' } })
  })
})

describe('a register of many rows', () => {
  test('finds everybody it holds with their number or without it, and nobody for strangers', async () => {
    type Row = { id: string; name: string; sex: 'male' | 'female'; birth_date: string; village: string; address: string; sealed: Buffer }
    const known = await platform.look<Row>(
      `select r.id, r.name, r.sex, r.birth_date::text, r.village, r.address, i.sealed
         from resident.resident r join resident.identifier i on i.resident_id = r.id and i.kind = 'nationalId' where r.synthetic order by r.id limit 120`,
    )
    const rows = known.map((row, n) => ({
      name: row.name,
      sex: row.sex,
      birthDate: row.birth_date,
      nationalId: n % 2 ? platform.vault.open(row.sealed) : null,
      village: row.village,
      address: row.address,
    }))
    const stranger = { ...base, name: '令狐远', birthDate: '1931-07-19', village: '远村', address: '', nationalId: numberFor('1931-07-19', 'male') }
    const loader = openLoader(platform.ownerUrl, { connections: 1 })
    const found = await loader.transaction((scope) => matchMany(scope, [...rows, stranger], { vault: platform.vault, weights: weightsOn('2026-11-23') }))
    await loader.close()
    expect(found.slice(0, -1).map((best) => best?.residentId)).toEqual(known.map((row) => row.id))
    expect(found.filter((best) => best?.match.verdict === 'same').length).toBe(known.length)
    expect(found.at(-1)).toBeNull()
  })
})

describe('merge and unmerge', () => {
  test('whoever came along through two joinings goes back with the one they came with', async () => {
    const four = ['1921-03-04', '1933-05-06', '1946-07-08', '1958-09-10'].map((birthDate, i) =>
      village.must(residentContract.registerResident, {
        ...base,
        ...none,
        name: ['诸葛甲', '上官乙', '夏侯丙', '司徒丁'][i] ?? '',
        birthDate,
        address: `${i} 号`,
      }),
    )
    const [a = '', b = '', c = '', d = ''] = (await Promise.all(four)).map((made) => made.residentId)
    const pairs: string[] = []
    for (const [gone, stays] of [
      [a, b],
      [b, c],
      [c, d],
    ] as const) {
      const pairId = await plantPair(gone, stays)
      const { version } = await reviewer.must(residentIndexContract.openResidentPair, { pairId })
      expect(await reviewer.must(residentIndexContract.mergeResidents, { pairId, version, stays: 'second', because: '试' })).toMatchObject({ currentId: stays })
      pairs.push(pairId)
    }
    const currentOf = async (id: string) => (await village.must(residentContract.openResident, { residentId: id })).residentId
    expect([await currentOf(a), await currentOf(b), await currentOf(c)]).toEqual([d, d, d])
    for (const [pairId, expected] of [
      [pairs[1] ?? '', [b, b, d]],
      [pairs[2] ?? '', [b, b, c]],
      [pairs[0] ?? '', [a, b, c]],
    ] as const) {
      const { version } = await reviewer.must(residentIndexContract.openResidentPair, { pairId })
      await reviewer.must(residentIndexContract.unmergeResidents, { pairId, version, because: '还原' })
      expect([await currentOf(a), await currentOf(b), await currentOf(c)]).toEqual(expected)
    }
  })

  test('leave every row of every other table as it was, whatever the order', async () => {
    const own = await platform.look<{ id: string }>('select id from resident.resident where home_facility_id = $1 order by id limit 8', [
      village.persona.facilityId,
    ])
    const ids = own.map((row) => row.id)
    const seeded = (seed: number) => (n: number) => Math.floor(Math.abs(Math.sin(seed * 97 + n) * 10_000))
    for (const seed of [1, 2, 3]) {
      const draw = seeded(seed)
      const before = await everyTable()
      const merged: string[] = []
      for (let n = 0; n < 6; n++) {
        const [a, b] = [ids[draw(n) % ids.length] as string, ids[draw(n + 50) % ids.length] as string]
        if (a === b) continue
        const pairId = await plantPair(a, b)
        const { version, status } = await reviewer.must(residentIndexContract.openResidentPair, { pairId })
        if (status === 'merged') continue
        const reply = await reviewer.ask(residentIndexContract.mergeResidents, { pairId, version, stays: draw(n + 9) % 2 ? 'first' : 'second', because: '试' })
        if (reply.status === 200) merged.push(pairId)
      }
      expect(merged.length).toBeGreaterThan(0)
      // Undone in an order of its own, not from the last to the first.
      for (const pairId of merged.toSorted()) {
        const { version } = await reviewer.must(residentIndexContract.openResidentPair, { pairId })
        await reviewer.ask(residentIndexContract.unmergeResidents, { pairId, version, because: '还原' })
      }
      expect(await platform.look('select from resident.alias where until_at is null and alias_id = any ($1::uuid[])', [ids])).toEqual([])
      expect(await everyTable()).toEqual(before)
    }
  })

  async function plantPair(first: string, second: string): Promise<string> {
    const [row] = await platform.look<{ id: string }>(
      `with p as (insert into resident_index.pair (id, first_id, second_id, first_home_id, second_home_id, score, levels, origin, opened_at)
         values (gen_random_uuid(), $1, $2, $3, $3, 20, '{}', 'found', now())
         on conflict (least(first_id, second_id), greatest(first_id, second_id)) do update set score = 20 returning id, version)
       select id from p`,
      [first, second, village.persona.facilityId],
    )
    return row?.id ?? ''
  }

  /** What every table holds, but for what the index, the trail and the remembered answers write themselves. */
  async function everyTable(): Promise<Record<string, string>> {
    const tables = await platform.look<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
        where schemaname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'resident_index') order by 1`,
    )
    const written = new Set(['resident.alias', 'kernel.trail', 'kernel.idempotency', 'access.session', 'measure.dirty'])
    const hashes: Record<string, string> = {}
    for (const { name } of tables.filter((table) => !written.has(table.name))) {
      const [row] = await platform.look<{ hash: string }>(`select coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as hash from ${name} t`)
      hashes[name] = row?.hash ?? ''
    }
    return hashes
  }
})
