import { afterAll, beforeAll, expect, test } from 'vitest'
import { dayOf } from '#kernel/calendar.ts'
import type { Input } from '#kernel/capability.ts'
import { policyContract } from '#registry/policy/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { newcomer } from '#tests/people.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { enrollmentContract as contract } from './contract.ts'

let platform: TestPlatform
let village: Caller
let teamId: string
const strokes: [number, number][][] = [Array.from({ length: 14 }, (_, i): [number, number] => [100 + i * 40, 300 + (i % 3) * 90])]

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  village = await platform.as('village1')
  teamId = (await village.must(contract.listTeams, {})).items[0]?.teamId ?? ''
})
afterAll(() => platform.stop())

async function register(
  birthDate: string,
  sex: 'male' | 'female' = 'female',
  more: Partial<Input<typeof residentContract.registerResident>> = {},
  who = village,
) {
  const person = newcomer(birthDate, sex)
  return (await who.must(residentContract.registerResident, { ...person, village: '潘家沟', address: `${person.name} 1 号`, insurance: 'resident', ...more }))
    .residentId
}

function make(residentId: string, more: Partial<Input<typeof contract.makeAgreement>> = {}) {
  return village.ask(contract.makeAgreement, { residentId, teamId, years: 1, members: [{ residentId, population: 'general', packageCode: 'basic' }], ...more })
}

async function made(residentId: string, more: Partial<Input<typeof contract.makeAgreement>> = {}) {
  const { status, body } = await make(residentId, more)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

function sign(agreement: { agreementId: string; version: number }, residentId: string, more: Partial<Input<typeof contract.signAgreement>> = {}) {
  const signer = { residentId, name: '本人', relation: 'self' as const }
  return village.ask(contract.signAgreement, {
    agreementId: agreement.agreementId,
    version: agreement.version,
    how: 'screen',
    identity: 'idCard',
    signer,
    strokes,
    ...more,
  })
}

async function enrolled(residentId: string) {
  const { status, body } = await sign(await made(residentId), residentId)
  if (status !== 200) throw new Error(JSON.stringify(body))
  return body
}

const openDuties = (id: string) => platform.look<{ kind: string }>('select kind from kernel.duty where subject_id = $1 and closed_at is null and is_next', [id])

test('a household is enrolled in one act, each member with a package of the own group', async () => {
  const mother = await register('1985-05-05')
  const elder = await register('1950-02-02', 'male')
  const agreement = await made(mother, {
    members: [
      { residentId: mother, population: 'general', packageCode: 'basic' },
      { residentId: elder, population: 'elder', packageCode: 'elder' },
    ],
  })
  expect(agreement.status).toBe('waiting')
  expect(await openDuties(agreement.agreementId)).toEqual([{ kind: 'signAgreement' }])
  const { body } = await sign(agreement, mother)
  expect(body.status).toBe('signed')
  expect(body.members.map((m) => [m.population, m.status, m.package.fee])).toEqual([
    ['elder', 'enrolled', 10000],
    ['general', 'enrolled', 3000],
  ])
  expect(await openDuties(agreement.agreementId)).toEqual([])
  expect(body.signature).toEqual(strokes)
})

test('from the signature to the end of the term the team may open the record, and not before', async () => {
  const residentId = await register('1980-05-05')
  const agreement = await made(residentId)
  const bases = () =>
    platform.look<{ place: string; until: string }>(
      `select f.kind as place, b.until_at::text as until from access.basis b join facility.facility f on f.id = b.facility_id where b.resident_id = $1 and b.kind = 'enrollment' order by 1`,
      [residentId],
    )
  expect(await bases()).toEqual([])
  const { body } = await sign(agreement, residentId)
  expect((await bases()).map((b) => b.place)).toEqual(['townshipHealthCenter', 'villageClinic'])
  const [first] = await bases()
  expect(dayOf(new Date(first?.until ?? 0))).toBe(body.until)
})

test('a second team is refused with who has the person and whom to call', async () => {
  const residentId = await register('1981-05-05')
  await enrolled(residentId)
  const { status, body } = await make(residentId)
  expect([status, body.refusal]).toEqual([409, 'enrolledElsewhere'])
  expect((body.data as never as { held: unknown[] }).held).toEqual([
    expect.objectContaining({ team: expect.stringContaining('团队'), facility: '柳河镇卫生院', phone: expect.stringMatching(/^1000/) }),
  ])
})

test('two agreements that were made at once: only the first that is signed counts', async () => {
  const residentId = await register('1982-05-05')
  const [one, other] = [await made(residentId), await made(residentId)]
  const answers = await Promise.all([sign(one, residentId), sign(other, residentId)])
  expect(answers.map((a) => a.status).toSorted()).toEqual([200, 409])
  expect(answers.find((a) => a.status === 409)?.body.refusal).toBe('enrolledElsewhere')
})

test('a code to the own phone signs, a wrong one does not and is counted', async () => {
  const residentId = await register('1983-05-05', 'female', { phone: '10001234567' })
  const agreement = await made(residentId)
  const sent = await village.must(contract.sendSignCode, { agreementId: agreement.agreementId, version: agreement.version, signerId: residentId })
  expect(sent.sent?.tail).toBe('4567')
  const [message] = await platform.look<{ body: { secret: string }; channel: string }>(
    "select body, channel from kernel.message where template = 'signCode' order by created_at desc limit 1",
  )
  const { code, phone } = JSON.parse(platform.vault.open(Buffer.from(message?.body.secret ?? '', 'base64'))) as { code: string; phone: string }
  expect([message?.channel, phone]).toEqual(['sms', '10001234567'])
  const by = (typed: string) => sign({ ...agreement, version: sent.version }, residentId, { how: 'code', identity: 'phoneCode', strokes: [], code: typed })
  const wrong = await by(code === '000000' ? '000001' : '000000')
  expect(wrong.body.refusal).toBe('wrongCode')
  expect((await platform.look('select code_tries from enrollment.agreement where id = $1', [agreement.agreementId]))[0]).toEqual({ code_tries: 1 })
  expect((await by(code)).body).toMatchObject({ status: 'signed', signedHow: 'code', identity: 'phoneCode' })
})

test('after five tries even the right code is refused', async () => {
  const residentId = await register('1984-05-05', 'female', { phone: '10007654321' })
  const agreement = await made(residentId)
  const sent = await village.must(contract.sendSignCode, { agreementId: agreement.agreementId, version: agreement.version, signerId: residentId })
  const [message] = await platform.look<{ body: { secret: string } }>(
    "select body from kernel.message where template = 'signCode' order by created_at desc limit 1",
  )
  const { code } = JSON.parse(platform.vault.open(Buffer.from(message?.body.secret ?? '', 'base64'))) as { code: string }
  const by = (typed: string) => sign({ ...agreement, version: sent.version }, residentId, { how: 'code', identity: 'phoneCode', strokes: [], code: typed })
  for (let i = 0; i < 5; i++) expect((await by(code === '111111' ? '111112' : '111111')).body.refusal).toBe('wrongCode')
  expect((await by(code)).body.refusal).toBe('wrongCode')
})

test.each([
  ['a dot is no signature', { strokes: [[[1, 1]]] as [number, number][][] }, 'notSigned'],
  ['nobody signs at a bedside of a clinic', { how: 'bedside' as const }, 'notAtBedside'],
  ['whoever signs on the screen shows a card', { identity: 'phoneCode' as const }, 'identityMissing'],
  ['the person signs as a member', { signer: { name: '某人', relation: 'self' as const } }, 'signerUnknown'],
])('%s', async (_, more, refusal) => {
  const residentId = await register('1986-05-05')
  expect((await sign(await made(residentId), residentId, more)).body.refusal).toBe(refusal)
})

test('a child does not sign, the guardian does', async () => {
  const child = await register('2021-05-05', 'male')
  const agreement = await made(child, { members: [{ residentId: child, population: 'children', packageCode: 'children' }] })
  expect((await sign(agreement, child)).body.refusal).toBe('signerTooYoung')
  const { body } = await sign(agreement, child, { signer: { name: '父亲', relation: 'guardian' } })
  expect(body.signer).toEqual({ name: '父亲', relation: 'guardian' })
})

test('the fee is that of the day of signing', async () => {
  const residentId = await register('1987-05-05')
  const agreement = await made(residentId)
  const manager = await platform.as('consortium1')
  const { menu } = await manager.must(contract.listPackages, {})
  const dearer = menu.map((p) => (p.code === 'basic' ? { ...p, fee: 3600, shares: { insurance: 100, treasury: 3000, person: 500 } } : p))
  const today = dayOf(platform.clock.now())
  const line = { key: 'enrollment.packages', level: 'county' as const, from: today, source: '县卫健局 2026 第 3 号', reason: '调整服务费' }
  const wrong = await manager.ask(policyContract.setPolicy, { ...line, value: dearer.map((p) => ({ ...p, fee: p.fee + 1 })) })
  expect(wrong.body.refusal).toBe('outOfBounds')
  await manager.must(policyContract.setPolicy, { ...line, value: dearer })
  const { body } = await sign(agreement, residentId)
  expect(body.members[0]?.package).toMatchObject({ fee: 3600, shares: { insurance: 100, treasury: 3000, person: 500 } })
  await manager.must(policyContract.setPolicy, { ...line, value: menu })
})

test('a full team takes nobody more', async () => {
  const residentId = await register('1988-05-05')
  const manager = await platform.as('consortium1')
  const today = dayOf(platform.clock.now())
  const limit = (value: number) =>
    manager.must(policyContract.setPolicy, { key: 'enrollment.panelLimit', level: 'county', from: today, value, source: '测试', reason: '测试' })
  const { people } = (await village.must(contract.listTeams, {})).items[0] ?? { people: 0 }
  await limit(people)
  expect((await make(residentId)).body).toMatchObject({ refusal: 'panelFull', data: { limit: people, people } })
  await limit(people + 1)
  expect((await make(residentId)).status).toBe(200)
  await limit(2000)
})

test('terminating says why, ends the right to look and frees the person for another team', async () => {
  const residentId = await register('1989-05-05')
  const { members, agreementId } = await enrolled(residentId)
  const [member] = members
  const ended = await village.must(contract.terminateEnrollment, {
    enrollmentId: member?.enrollmentId ?? '',
    version: member?.version ?? 0,
    reason: 'moved',
    note: '去外省',
  })
  expect(ended.status).toBe('ended')
  expect(ended.history.at(-1)).toMatchObject({ step: 'terminated', note: expect.stringContaining('迁出本地:去外省') })
  expect(await platform.look("select from access.basis where resident_id = $1 and kind = 'enrollment' and until_at > now()", [residentId])).toEqual([])
  expect(await openDuties(agreementId)).toEqual([])
  await enrolled(residentId)
})

test('a transfer keeps the term and the fee and opens the record to the new team only', async () => {
  const residentId = await register('1990-05-05')
  const before = await enrolled(residentId)
  const manager = await platform.as('township1')
  const other = await manager.must(contract.createTeam, { name: `第二团队 ${residentId.slice(-4)}` })
  const [member] = before.members
  const wish = { enrollmentId: member?.enrollmentId ?? '', version: member?.version ?? 0, teamId: other.teamId, reason: '搬家' }
  expect((await village.ask(contract.transferEnrollment, wish)).body.refusal).toBe('panelFull')
  const doctor = await platform.as('family1')
  const [staff] = await platform.look<{ id: string }>(
    "select p.staff_id as id from staff.post p join access.account c on c.staff_id = p.staff_id where c.login = 'family1'",
  )
  await manager.must(contract.addTeamMember, {
    teamId: other.teamId,
    version: other.version,
    staffId: staff?.id ?? '',
    part: 'gp',
    from: dayOf(platform.clock.now()),
  })
  const after = await village.must(contract.transferEnrollment, wish)
  expect([after.team, after.until, after.members[0]?.package.fee]).toEqual([other.name, before.until, member?.package.fee])
  const { current, past } = await doctor.must(contract.openEnrollment, { residentId })
  expect(current?.team.name).toBe(other.name)
  expect(past.map((p) => p.status)).toEqual(['transferred'])
})

test('a renewal begins where the term ends; signing it closes the old one and its duty', async () => {
  const residentId = await register('1991-05-05')
  const old = await enrolled(residentId)
  expect((await village.ask(contract.renewAgreement, { agreementId: old.agreementId, version: old.version, years: 1 })).body.refusal).toBe('notPossible')
  await platform.look('update enrollment.agreement set from_day = current_date - 350, until_day = current_date + 15 where id = $1', [old.agreementId])
  await platform.look('update enrollment.enrollment set from_day = current_date - 350, until_day = current_date + 15 where agreement_id = $1', [
    old.agreementId,
  ])
  const current = await village.must(contract.openAgreement, { agreementId: old.agreementId })
  const next = await village.must(contract.renewAgreement, { agreementId: old.agreementId, version: current.version, years: 2 })
  expect([next.from, next.status]).toEqual([current.until, 'waiting'])
  const { body } = await sign(next, residentId)
  expect([body.status, body.from]).toEqual(['signed', current.until])
  expect((await village.must(contract.openAgreement, { agreementId: old.agreementId })).status).toBe('renewed')
})

test('a draft of an offline device keeps its id and its time; one from the future is refused', async () => {
  const residentId = await register('1992-05-05')
  const agreementId = '01999999-0000-7000-8000-00000000aaaa'
  const occurredAt = new Date(platform.clock.now().getTime() - 3 * 86_400_000).toISOString()
  const agreement = await made(residentId, { agreementId, occurredAt })
  expect([agreement.agreementId, agreement.from]).toEqual([agreementId, dayOf(occurredAt)])
  expect((await make(residentId, { agreementId, occurredAt })).body.refusal).toBe('alreadyMade')
  const future = new Date(platform.clock.now().getTime() + 3_600_000).toISOString()
  expect((await make(residentId, { occurredAt: future })).body.refusal).toBe('inFuture')
})

test('the group must fit the person', async () => {
  const residentId = await register('1993-05-05', 'male')
  expect((await make(residentId, { members: [{ residentId, population: 'elder', packageCode: 'elder' }] })).body.refusal).toBe('groupDoesNotFit')
  expect((await make(residentId, { members: [{ residentId, population: 'general', packageCode: 'elder' }] })).body.refusal).toBe('noSuchPackage')
  const wish = { residentId, population: 'general' as const, packageCode: 'basic' }
  expect((await make(residentId, { members: [wish, wish] })).body.refusal).toBe('namedTwice')
  expect((await make(residentId, { years: 4 })).body).toMatchObject({ refusal: 'wrongTerm', data: { least: 1, most: 3 } })
})

test('neighbours see nothing of it', async () => {
  const residentId = await register('1994-05-05')
  const { agreementId } = await enrolled(residentId)
  const neighbour = await platform.as('village2')
  expect((await neighbour.ask(contract.openAgreement, { agreementId })).status).toBe(404)
  expect((await neighbour.must(contract.listAgreements, { limit: 100 })).items.some((a) => a.agreementId === agreementId)).toBe(false)
})

test('at the bedside a specialist enrolls the patient with the team of the home', async () => {
  const heart = await platform.as('cardio1')
  const [patient] = await platform.look<{ resident_id: string }>(
    `select b.resident_id from access.basis b join resident.resident r on r.id = b.resident_id
      where b.facility_id = $1 and b.until_at > now() and r.birth_date < '2000-01-01'
        and not exists (select from enrollment.enrollment e where e.resident_id = r.id) limit 1`,
    [heart.persona.facilityId],
  )
  const residentId = patient?.resident_id ?? (await register('1970-01-01'))
  if (!patient)
    await platform.look("insert into access.basis select $1, $2, 'visit', $1, now() - interval '1 day', now() + interval '9 days', null", [
      residentId,
      heart.persona.facilityId,
    ])
  const { teams, people } = await heart.must(contract.beginEnrollment, { residentId })
  const own = people.find((p) => p.residentId === residentId)
  const population = own?.populations[0] ?? 'general'
  const { menu } = await heart.must(contract.listPackages, {})
  const packageCode = menu.find((p) => p.population === population && p.tier === 'basic')?.code ?? ''
  const draft = await heart.must(contract.makeAgreement, {
    residentId,
    teamId: teams[0]?.teamId ?? '',
    years: 1,
    members: [{ residentId, population, packageCode }],
  })
  const signed = await heart.must(contract.signAgreement, {
    agreementId: draft.agreementId,
    version: draft.version,
    how: 'bedside',
    identity: 'idCard',
    signer: { residentId, name: '本人', relation: 'self' },
    strokes,
  })
  expect([signed.signedHow, signed.madeAt]).toEqual(['bedside', '县人民医院'])
  expect((await village.must(contract.openCoverage, {})).bedside).toBe(1)
})

test('coverage counts signed people over residents', async () => {
  const township = await platform.as('township1')
  const { rows, completeTeams } = await township.must(contract.openCoverage, {})
  const [counted] = await platform.look<{ n: number }>(
    "select count(distinct resident_id)::int as n from enrollment.enrollment where status = 'enrolled' and from_day <= $1 and until_day > $1",
    [dayOf(platform.clock.now())],
  )
  const [living] = await platform.look<{ n: number }>("select count(*)::int as n from resident.resident where status = 'active'")
  expect(rows.find((r) => r.group === 'everybody')).toMatchObject({ signed: counted?.n, residents: living?.n })
  expect(completeTeams).toBe(1)
  const county = await (await platform.as('consortium1')).must(contract.openCountyCoverage, {})
  expect(county.places[0]).toMatchObject({ name: '柳河镇卫生院', signed: counted?.n, residents: living?.n })
})

test('a site signs, and its people are listed with who is enrolled', async () => {
  const doctor = await platform.as('family1')
  const site = await doctor.must(contract.signSite, {
    kind: 'elderCare',
    name: '柳河养老院',
    address: '柳河镇正街 9 号',
    teamId,
    years: 2,
    signedBy: '院长 张明',
    strokes,
  })
  const residentId = await register('1948-05-05')
  const { members } = await doctor.must(contract.linkSiteMember, { siteId: site.siteId, residentId })
  expect(members).toEqual([expect.objectContaining({ residentId, isEnrolled: false })])
  expect((await doctor.ask(contract.linkSiteMember, { siteId: site.siteId, residentId })).body.refusal).toBe('linked')
})

test('the last family doctor cannot leave a team that has people', async () => {
  const manager = await platform.as('township1')
  const team = (await manager.must(contract.listTeams, {})).items.find((t) => t.teamId === teamId)
  const doctor = team?.members.find((m) => m.role === 'gp')
  const wish = { teamId, memberId: doctor?.memberId ?? '', version: team?.version ?? 0, until: dayOf(platform.clock.now()) }
  expect((await manager.ask(contract.endTeamMember, wish)).body).toMatchObject({ refusal: 'lastFamilyDoctor', data: { people: team?.people, limit: 0 } })
})
