import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bookingContract } from '#care/booking/contract.ts'
import { residentViewContract } from '#care/residentView/contract.ts'
import type { Capability } from '#kernel/capability.ts'
import { accessContract } from '#registry/access/contract.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { type Planted, plantReferred, registerAnyway } from '#tests/guards/plants.ts'
import { everyCapability, requestFor } from '#tests/guards/requests.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { jobsOf } from '#tests/properties/jobs.ts'
import { asResident, type ResidentCaller } from '#tests/resident.ts'
import { portalContract } from './contract.ts'

let platform: TestPlatform
let village: Caller
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  village = await platform.as('village1')
})
afterAll(() => platform.stop())

function register(name: string, birthDate: string, phone?: string): Promise<string> {
  const person = { name, sex: 'female' as const, birthDate, noNumberReason: '未带', village: '王家村', address: '1 号', insurance: 'resident' as const }
  return registerAnyway(village, { ...person, ...(phone ? { phone } : {}) })
}

describe('who looked', () => {
  let planted: Planted
  let resident: ResidentCaller
  let residentId: string
  beforeAll(async () => {
    planted = await plantReferred(platform, 'ZQXL7')
    residentId = String(planted.plants.residentId)
    resident = await asResident(platform, residentId)
  })
  const looks = async (own: 'hidden' | 'shown' = 'hidden') => {
    const items = []
    let cursor: string | null | undefined
    do {
      const page = await resident.must(portalContract.listLooks, { residentId, own, limit: 7, ...(cursor ? { cursor } : {}) })
      items.push(...page.items)
      cursor = page.cursor
    } while (cursor)
    return items
  }

  test('every capability that opens a record leaves its line with a basis, and the person finds each', async () => {
    const staff = everyCapability.filter(
      ({ capability: { access } }) => !('open' in access) && access.basis === 'record' && !access.roles.every((r) => r === 'resident'),
    )
    expect(staff.length).toBeGreaterThan(8)
    const asked: string[] = []
    for (const { name, capability } of staff) {
      if (name === 'recordDeath' || 'open' in capability.access) continue
      const roles = capability.access.roles
      const caller = await Promise.all(
        ['village1', 'cardio1', 'family1', 'capacity1', 'publichealth1', 'desk1', 'hospital1', 'township1'].map((l) => platform.as(l)),
      )
      const able = caller.find((c) => roles.includes(c.persona.role as 'specialist'))
      if (!able) throw new Error(`nobody here may ${name}`)
      const input = requestFor(capability, { plants: planted.plants, optional: 'none' })
      const before = (await looks()).length
      const reply = await able.ask(capability as Capability, input as never)
      expect([200, 409], `${name} ${JSON.stringify(reply.body)}`).toContain(reply.status)
      const [newest, ...rest] = await looks()
      expect(rest.length + 1, name).toBe(before + 1)
      expect(newest, name).toMatchObject({ what: capability.title, allowed: true, who: { isSelf: false, role: able.persona.role } })
      expect(newest?.basis, name).not.toBe('none')
      asked.push(name)
    }
    expect(asked.length).toBe(staff.length - 1)
  }, 60_000)

  test('one who was not let in is told too, a stranger without a reason', async () => {
    await (await platform.as('village2')).ask(residentContract.openResident, { residentId })
    expect((await looks())[0]).toMatchObject({ allowed: false, basis: 'none', what: residentContract.openResident.title })
  })

  test('names the facility and the role, and of the person the surname only', async () => {
    await village.must(residentContract.openResident, { residentId })
    const [line] = await looks()
    const [name = ''] = [platform.personas.find((p) => p.login === 'village1')?.name]
    expect(line?.who).toMatchObject({ role: 'villageDoctor', name: `${name[0]}**`, facility: platform.personas.find((p) => p.login === 'village1')?.facility })
    expect(JSON.stringify(line)).not.toContain(name)
  })

  test('an emergency look shows its reason, and what came of its review', async () => {
    const stranger = await platform.as('village2')
    const { id } = await stranger.must(accessContract.breakGlass, { residentId, reason: '昏倒在本村' })
    await stranger.must(residentContract.openResident, { residentId })
    expect((await looks())[0]).toMatchObject({ basis: 'breakGlass', glass: { reason: '昏倒在本村', reviewed: false, justified: null } })
    const duties = await platform.look<{ owner_facility_id: string }>('select owner_facility_id from kernel.duty where subject_id = $1', [id])
    const reviewer = platform.personas.find((p) => p.role === 'townshipManager' && duties.some((d) => d.owner_facility_id === p.facilityId))
    if (!reviewer) throw new Error('nobody reviews')
    await (await platform.as(reviewer.login)).must(accessContract.reviewBreakGlass, { breakGlassId: id, finding: 'justified', note: '送医记录属实' })
    expect((await looks())[0]).toMatchObject({ glass: { reviewed: true, justified: true, note: '送医记录属实' } })
  })

  test("the person's own looks are there when asked for", async () => {
    expect((await looks('hidden')).some((l) => l.who.isSelf)).toBe(false)
    expect((await looks('shown')).some((l) => l.who.isSelf && l.basis === 'self')).toBe(true)
  })

  test('an objection is a duty of the manager, is answered once, and the person reads the answer', async () => {
    await village.must(residentContract.openResident, { residentId })
    const [line] = await looks()
    expect(['visit', 'enrollment']).toContain(line?.basis)
    const { objectionId } = await resident.must(portalContract.objectToLook, { residentId, lookId: line?.lookId ?? '', note: '那天我没去' })
    expect(await resident.ask(portalContract.objectToLook, { residentId, lookId: line?.lookId ?? '' })).toMatchObject({ body: { refusal: 'alreadyObjected' } })
    const manager = await platform.as('township1')
    const { items } = await manager.must(dutyContract.myDuties, { limit: 100 })
    expect(items.find((d) => d.subject.id === objectionId)).toMatchObject({ kind: 'answerObjection' })
    const opened = await manager.must(portalContract.openObjection, { objectionId })
    expect(opened).toMatchObject({ note: '那天我没去', look: { what: residentContract.openResident.title, basis: line?.basis } })
    expect((await (await platform.as('hospital1')).ask(portalContract.openObjection, { objectionId })).status).toBe(404)
    await manager.must(portalContract.answerObjection, { objectionId, version: opened.version, finding: 'explained', answer: '当天为您补录血压' })
    const again = await manager.ask(portalContract.answerObjection, { objectionId, version: opened.version + 1, finding: 'wrong', answer: '再说一次' })
    expect(again).toMatchObject({ body: { refusal: 'alreadyAnswered' } })
    const after = (await looks()).find((l) => l.lookId === line?.lookId)
    expect(after?.objection).toMatchObject({ finding: 'explained', answer: '当天为您补录血压' })
    const left = await platform.look('select 1 from kernel.duty where subject_id = $1 and closed_at is null', [objectionId])
    expect(left).toEqual([])
    const messages = await resident.must(portalContract.listMessages, { residentId })
    expect(messages.items[0]?.words.zh).toContain('答复了您问的那次查看')
  })

  test('nobody objects to a line of another person, or to their own', async () => {
    const other = await asResident(platform, await register('何别人', '1960-01-01'))
    const [line] = await looks()
    expect((await other.ask(portalContract.objectToLook, { residentId: other.residentId, lookId: line?.lookId ?? '' })).status).toBe(404)
    const own = (await looks('shown')).find((l) => l.who.isSelf)
    expect(await resident.ask(portalContract.objectToLook, { residentId, lookId: own?.lookId ?? '' })).toMatchObject({ body: { refusal: 'ownLook' } })
  })
})

test('a resident who names somebody else anywhere is told that nobody is there, and nothing changes', async () => {
  const { plants, mark } = await plantReferred(platform, 'ZQXP7')
  const stranger = await asResident(platform, await register('贺生人', '1961-01-01'))
  const open = everyCapability.filter(({ capability: { access } }) => !('open' in access) && access.roles.includes('resident'))
  const naming = open.filter(({ capability }) => 'residentId' in capability.input.shape)
  expect(naming.length).toBeGreaterThan(12)
  for (const { name, capability } of naming) {
    const whole = requestFor(capability, { plants, optional: 'ids' })
    const reply = await stranger.ask(capability as Capability, whole as never)
    expect(reply.status, name).toBe(404)
    expect(JSON.stringify(reply.body)).not.toContain(mark)
    // With the own id first and another's row beside it: not found, or an own list without it.
    const mixed = await stranger.ask(capability as Capability, { ...whole, residentId: stranger.residentId } as never)
    expect(JSON.stringify(mixed.body), name).not.toContain(mark)
    if (capability.method !== 'GET') expect([404, 409], `${name} ${JSON.stringify(mixed.body)}`).toContain(mixed.status)
  }
  const hold = await platform.look('select status from booking.hold where id = $1', [plants.holdId])
  expect(hold).toEqual([{ status: 'confirmed' }])
})

test('residents may ask only what names them', async () => {
  const resident = await asResident(platform, await register('贺岗位', '1961-01-01'))
  for (const { name, capability } of everyCapability) {
    if ('open' in capability.access || capability.access.roles.includes('resident')) continue
    const reply = await resident.ask(
      capability as Capability,
      { ...(requestFor(capability, { plants: (await plants()).plants, optional: 'none' }) as object) } as never,
    )
    expect(reply, name).toMatchObject({ status: 403, body: { code: 'role' } })
  }
}, 60_000)

let shared: Promise<Planted> | undefined
function plants(): Promise<Planted> {
  shared ??= plantReferred(platform, 'ZQXQ7')
  return shared
}

describe('acting for another', () => {
  test('an elder lets a family member look, sees it, and takes it back at once', async () => {
    const elderId = await register('老人甲', '1950-05-05')
    await register('女儿甲', '1980-05-05', '13911110001')
    const elder = await asResident(platform, elderId)
    const given = await elder.must(portalContract.giveProxy, { residentId: elderId, name: '女儿甲', phone: '13911110001', reach: 'see' })
    const daughterId = (await platform.look<{ id: string }>('select proxy_id as id from portal.proxy where id = $1', [given.proxyId]))[0]?.id ?? ''
    const daughter = await asResident(platform, daughterId)
    const here = await daughter.must(portalContract.whoIsHere, {})
    expect(here.people).toMatchObject([
      { residentId: daughterId, kind: 'self' },
      { residentId: elderId, kind: 'elderProxy', reach: 'see' },
    ])
    await daughter.must(residentViewContract.openHome, { residentId: elderId })
    const { items } = await elder.must(portalContract.listLooks, { residentId: elderId })
    expect(items[0]).toMatchObject({ basis: 'proxy', who: { name: '女儿甲', isSelf: false }, what: residentViewContract.openHome.title })
    // Whoever looks only may neither give, nor take back a consent.
    expect(await daughter.ask(portalContract.giveProxy, { residentId: elderId, name: '女儿甲', phone: '13911110001', reach: 'book' })).toMatchObject({
      body: { refusal: 'onlySelf' },
    })
    await elder.must(portalContract.endProxy, { residentId: elderId, proxyId: given.proxyId })
    expect((await daughter.ask(residentViewContract.openHome, { residentId: elderId })).status).toBe(404)
    expect((await elder.must(portalContract.listProxies, { residentId: elderId })).items[0]).toMatchObject({ name: '女儿甲', endedBy: 'self' })
  })

  test('a guardian is recorded at the facility, until the child is of age', async () => {
    const childId = await register('小孩乙', '2015-06-01')
    const motherId = await register('母亲乙', '1988-02-02')
    const input = {
      residentId: childId,
      byResidentId: motherId,
      kind: 'guardian' as const,
      reach: 'book' as const,
      evidence: '户口簿',
      isPresent: true as const,
    }
    const { until } = await village.must(portalContract.recordProxy, input)
    expect(until).toBe('2033-06-01T00:00:00.000+08:00')
    expect(await village.ask(portalContract.recordProxy, input)).toMatchObject({ body: { refusal: 'alreadyGiven' } })
    const mother = await asResident(platform, motherId)
    expect((await mother.must(residentViewContract.openHome, { residentId: childId })).name).toBe('小孩乙')
    const grown = await register('成人乙', '1990-01-01')
    expect(await village.ask(portalContract.recordProxy, { ...input, residentId: grown })).toMatchObject({ body: { refusal: 'notAChild' } })
    expect((await (await platform.as('village2')).ask(portalContract.recordProxy, input)).status).toBe(404)
  })

  test('the dead are acted for no more, and sign in no more', async () => {
    const elderId = await register('老人丙', '1945-05-05')
    const sonId = await register('儿子丙', '1975-05-05', '13911110003')
    const elder = await asResident(platform, elderId)
    await elder.must(portalContract.giveProxy, { residentId: elderId, name: '儿子丙', phone: '13911110003', reach: 'book' })
    const son = await asResident(platform, sonId)
    const { version } = await village.must(residentContract.openResident, { residentId: elderId })
    await village.must(residentContract.recordDeath, { residentId: elderId, diedOn: new Date(platform.clock.now()).toISOString().slice(0, 10), version })
    await new Promise((r) => setTimeout(r, 2100))
    expect((await son.ask(residentViewContract.openHome, { residentId: elderId })).status).toBe(404)
    expect((await elder.ask(portalContract.whoIsHere, {})).status).toBe(401)
  })
})

describe('messages', () => {
  test('of a booking are written, go out by the gateway, and the person reads how they fared', async () => {
    const id = await register('短信人', '1970-01-01', '13911119999')
    const [free] = await platform.look<{ id: string }>(
      "select s.id from booking.session s where s.kind = 'slot' and s.status = 'published' and s.starts_at > now() + interval '2 days' and s.open_taken < s.capacity - s.reserved order by s.starts_at limit 1",
    )
    await village.must(bookingContract.book, { residentId: id, sessionId: free?.id ?? '' })
    const resident = await asResident(platform, id)
    const list = () => resident.must(portalContract.listMessages, { residentId: id })
    expect((await list()).items).toMatchObject([{ state: 'waiting', words: { zh: expect.stringContaining('已为您预约') } }])
    const jobs = await jobsOf(platform)
    await jobs.byName('portal:deliver').run(jobs.kernel, {})
    await jobs.stop()
    expect((await list()).items).toMatchObject([{ state: 'kept' }])
  })

  test('to somebody without a phone are given up and say so', async () => {
    const id = await register('无机人', '1970-01-01')
    const mother = await register('登记人', '1980-01-01')
    const elderly = { residentId: id, byResidentId: mother, kind: 'elderProxy' as const, reach: 'see' as const, evidence: '本人在场', isPresent: true as const }
    await village.must(portalContract.recordProxy, elderly)
    const jobs = await jobsOf(platform)
    await jobs.byName('portal:deliver').run(jobs.kernel, {})
    await jobs.stop()
    const resident = await asResident(platform, id)
    const { items } = await resident.must(portalContract.listMessages, { residentId: id })
    expect(items).toMatchObject([{ state: 'failed', words: { zh: expect.stringContaining('登记人 现在可以代您查看') } }])
  })
})
