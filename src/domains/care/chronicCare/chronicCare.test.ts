import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, dayOf } from '#kernel/calendar.ts'
import type { Input } from '#kernel/capability.ts'
import { createPool } from '#kernel/database.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { visitContract } from '#record/visit/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { newcomer } from '#tests/people.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { chronicCareContract as contract } from './contract.ts'
import { closeChronicForDeath, findLost, followUpEvidence, managedOf, patientsToTake, reevaluateAll } from './index.ts'
import { decideFollowUp } from './rules/followUp.ts'
import { rulesOn } from './rules/inForce.ts'
import { patientOf } from './rules/packed.ts'

let platform: TestPlatform
let pool: ReturnType<typeof createPool>
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  pool = createPool(platform.url, { max: 4 })
})
afterAll(async () => {
  await pool.end()
  await platform.stop()
})

const village = () => platform.as('village1')
const family = () => platform.as('family1')
const today = () => dayOf(platform.clock.now())

async function later(days: number): Promise<void> {
  platform.clock.shiftMinutes += days * 1440
}

async function kernel(): Promise<Kernel> {
  const rules = createRuleBook(pool)
  await rules.refresh()
  return {
    pool,
    rules,
    live: { announce: () => undefined } as unknown as Kernel['live'],
    clock: platform.clock.now,
    openingOf: async () => ({ ids: [], basis: null }),
  }
}

async function newResident(birthDate = '1970-05-01'): Promise<string> {
  const caller = await village()
  const person = { ...newcomer(birthDate, 'male'), village: '示例村', address: '示例村1组', insurance: 'resident' } as const
  return (await caller.must(residentContract.registerResident, person)).residentId
}

const mm = (systolic: number, diastolic: number) => ({ systolic: { value: systolic, unit: 'mm[Hg]' }, diastolic: { value: diastolic, unit: 'mm[Hg]' } })
const sugar = (value: number, unit = 'mmol/L') => ({ fastingGlucose: { value, unit } })
const fine = { adverseReaction: 'none', complication: 'none' }

async function measure(residentId: string, systolic: number, diastolic: number): Promise<void> {
  const vitals = { systolic: { value: systolic, unit: 'mm[Hg]' }, diastolic: { value: diastolic, unit: 'mm[Hg]' } } as const
  await (await village()).must(visitContract.recordVisit, { residentId, kind: 'outpatient', vitals })
}

type FollowUp = Partial<Input<typeof contract.recordFollowUp>> & { residentId: string }

async function follow(told: FollowUp, caller?: Caller) {
  return (caller ?? (await village())).ask(contract.recordFollowUp, { mode: 'clinic', symptoms: [], answers: fine, ...told })
}

async function mustFollow(told: FollowUp) {
  const reply = await follow(told)
  expect(reply.status, JSON.stringify(reply.body)).toBe(200)
  return reply.body
}

/** Someone whom a family doctor put under management. */
async function managed(diseases: readonly string[] = ['hypertension'], birthDate?: string): Promise<string> {
  const residentId = await newResident(birthDate)
  for (const disease of diseases) await (await family()).must(contract.confirmDiagnosis, { residentId, disease, decision: 'confirmed' })
  return residentId
}

async function dutiesOf(residentId: string) {
  return platform.look<{ kind: string; due_on: string; owner_role: string; outcome: string | null }>(
    `select kind, to_char((due_at - interval '1 day') at time zone 'Asia/Shanghai', 'YYYY-MM-DD') as due_on, owner_role, outcome
       from kernel.duty where resident_id = $1 and subject_kind = 'managed' and closed_at is null and is_next`,
    [residentId],
  )
}

async function cardOf(residentId: string) {
  const opened = await (await village()).must(contract.openFollowUp, { residentId })
  if (!opened.managed) throw new Error('not managed')
  return opened.managed
}

test('in the village of the demonstration there is one of each kind', async () => {
  const rows = await platform.look<{ both_today: number; overdue: number; suspected: number }>(
    `select count(*) filter (where m.next_due_on = (s.value ->> 'today')::date and 2 <= (select count(*) from chronic_care.program p where p.managed_id = m.id)
              and not exists (select from chronic_care.program p where p.managed_id = m.id and p.report_class <> 'controlled'))::int as both_today,
            count(*) filter (where m.status = 'managed' and m.next_due_on < (s.value ->> 'today')::date)::int as overdue, count(*) filter (where m.status = 'suspected')::int as suspected
       from chronic_care.managed m, kernel.setting s where s.key = 'county' and m.facility_id = $1`,
    [(await village()).persona.facilityId],
  )
  expect(rows[0]?.both_today).toBeGreaterThan(0)
  expect(rows[0]?.overdue).toBeGreaterThan(0)
  expect(rows[0]?.suspected).toBeGreaterThan(0)
})

test('from the first raised reading to a controlled follow-up: every step has exactly one duty', async () => {
  const residentId = await newResident()
  const before = await (await village()).must(contract.openVisitPrompts, { residentId })
  expect(before.prompts.map((p) => [p.kind, p.disease])).toContainEqual(['screen', 'hypertension'])
  await measure(residentId, 152, 96)
  expect(await dutiesOf(residentId)).toEqual([{ kind: 'chronicRecheck', due_on: addDays(today(), 28), owner_role: 'villageDoctor', outcome: null }])
  const refused = await (await village()).ask(contract.confirmDiagnosis, { residentId, disease: 'hypertension', decision: 'confirmed' })
  expect(refused.body).toMatchObject({ refusal: 'needsDoctor' })
  await later(1)
  await measure(residentId, 150, 92)
  await measure(residentId, 149, 91)
  expect((await cardOf(residentId)).status).toBe('suspected')
  await later(1)
  await measure(residentId, 148, 92)
  expect((await dutiesOf(residentId)).map((d) => d.kind)).toEqual(['chronicConfirm'])
  await (await village()).must(contract.confirmDiagnosis, { residentId, disease: 'hypertension', decision: 'confirmed' })
  expect((await dutiesOf(residentId)).map((d) => d.kind)).toEqual(['chronicFollowUp'])

  const first = await mustFollow({ residentId, readings: mm(150, 92) })
  expect(first.results).toMatchObject([{ reportClass: 'firstFail', failsInRow: 1, nextDueOn: addDays(today(), 14) }])
  expect(first.referral).toBeNull()
  await later(14)
  const second = await mustFollow({ residentId, readings: mm(151, 90) })
  expect(second.results).toMatchObject([{ reportClass: 'repeatedFail', failsInRow: 2, needsReferral: true, nextDueOn: addDays(today(), 14) }])
  expect(second.referral?.criteria.map((c) => c.criterionId)).toContain('hypertension.up.uncontrolledTwice')
  expect(second.referral?.summary.map((s) => s.title)).toContain('本次测量')
  expect((await dutiesOf(residentId)).map((d) => [d.kind, d.due_on])).toEqual([['chronicAfterReferral', addDays(today(), 14)]])
  await later(14)
  const third = await mustFollow({ residentId, readings: mm(128, 78) })
  expect(third.results).toMatchObject([{ reportClass: 'controlled', failsInRow: 0, nextDueOn: addDays(today(), 90), atCareGoal: true }])
  expect((await dutiesOf(residentId)).map((d) => [d.kind, d.due_on])).toEqual([['chronicFollowUp', addDays(today(), 90)]])
  const history = await (await village()).must(contract.listFollowUps, { residentId })
  expect(history.items.map((f) => f.results[0]?.reportClass)).toEqual(['controlled', 'repeatedFail', 'firstFail'])
  expect(history.items.map((f) => f.values)).toEqual([128, 151, 150].map((systolic) => expect.objectContaining({ systolic })))
  expect(history.targets).toMatchObject([
    { field: 'systolic', low: null, high: 140, text: { zh: '规范目标:血压 <140/90 mmHg' } },
    { field: 'diastolic', low: null, high: 90 },
  ])
})

test('a duty says which diseases it is about and what was last read', async () => {
  const cardOn = async (residentId: string) => {
    const [duty] = await platform.look<{ card: unknown }>(
      "select card from kernel.duty where resident_id = $1 and subject_kind = 'managed' and closed_at is null and is_next",
      [residentId],
    )
    return duty?.card
  }
  const suspected = await newResident()
  await measure(suspected, 152, 96)
  expect(await cardOn(suspected)).toMatchObject({ diseases: [{ zh: '高血压(疑似)', en: 'Hypertension (suspected)' }], last: '152/96', lastOn: today() })
  const residentId = await managed(['diabetes', 'hypertension'])
  expect(await cardOn(residentId)).toMatchObject({ last: '', lastOn: null })
  await mustFollow({ residentId, readings: { ...mm(168, 96), ...sugar(8.2) } })
  expect(await cardOn(residentId)).toMatchObject({ diseases: [{ zh: '高血压' }, { zh: '2 型糖尿病' }], last: '168/96 · 8.2', lastOn: today() })
})

test('one visit serves both diseases, and is written once in the record', async () => {
  const residentId = await managed(['diabetes', 'hypertension'])
  const opened = await (await village()).must(contract.openFollowUp, { residentId })
  expect(opened.fields.filter((f) => f.name === 'systolic')).toHaveLength(1)
  expect(opened.fields.filter((f) => f.isRequired).map((f) => f.name)).toEqual(
    expect.arrayContaining(['systolic', 'diastolic', 'fastingGlucose', 'adverseReaction', 'complication']),
  )
  expect(opened.fields.filter((f) => f.kind === 'reading').every((f) => !f.carriesOver)).toBe(true)
  const followUpId = randomUUID()
  const answers = { ...fine, smokingPerDay: 0, medicationAdherence: 'regular' }
  const done = await mustFollow({ residentId, followUpId, readings: { ...mm(136, 84), ...sugar(6.5), hba1c: { value: 7.4, unit: '%' } }, answers })
  expect(done.results.map((r) => [r.disease, r.reportClass])).toEqual([
    ['hypertension', 'controlled'],
    ['diabetes', 'controlled'],
  ])
  expect(done.counts.isValid).toBe(true)
  // The report says controlled, the guideline wants more: both pressure and HbA1c are gaps.
  expect(done.advice.filter((a) => a.isGap).map((a) => a.text.zh)).toEqual([expect.stringContaining('<130/80'), expect.stringContaining('糖化血红蛋白')])
  expect(done.lifestyle).toHaveLength(2)
  const visit = await (await village()).must(visitContract.openVisit, { residentId, visitId: followUpId })
  expect(visit.observations.filter((o) => o.value !== null).map((o) => [o.name, o.value])).toEqual(
    expect.arrayContaining([
      ['收缩压', 136],
      ['空腹血糖', 6.5],
      ['糖化血红蛋白', 7.4],
    ]),
  )
  expect(await dutiesOf(residentId)).toHaveLength(1)
  const again = await (await village()).must(contract.openFollowUp, { residentId })
  expect(again.fields.find((f) => f.name === 'smokingPerDay')?.last).toMatchObject({ value: 0, shown: { zh: '0 支/天', en: '0 a day' } })
  expect(again.managed?.diseases.map((d) => d.disease)).toEqual(['hypertension', 'diabetes'])
  expect(again.managed?.lastReadings.map((r) => r.shown)).toContainEqual({ zh: '136/84 mmHg', en: '136/84 mmHg' })
})

test('a follow-up sent twice is one follow-up', async () => {
  const residentId = await managed()
  const followUpId = randomUUID()
  const told = { residentId, followUpId, readings: mm(130, 80) }
  expect((await follow(told)).status).toBe(200)
  expect((await follow(told)).body).toMatchObject({ refusal: 'alreadyRecorded' })
  const [count] = await platform.look<{ n: number }>('select count(*)::int as n from chronic_care.follow_up where resident_id = $1', [residentId])
  expect(count?.n).toBe(1)
})

test('units, outliers and the impossible are asked about before a class falls', async () => {
  const residentId = await managed(['hypertension', 'diabetes'])
  const wrongUnit = await follow({ residentId, readings: { ...mm(18.7, 12), ...sugar(126) } })
  expect(wrongUnit.body).toMatchObject({ refusal: 'unitQuestion' })
  expect((wrongUnit.body as { data?: { fields: { field: string; meant: { unit: string; value: number } }[] } }).data?.fields).toMatchObject([
    { field: 'readings.systolic', meant: { unit: 'kPa', value: 140 } },
    { field: 'readings.diastolic', meant: { unit: 'kPa', value: 90 } },
    { field: 'readings.fastingGlucose', meant: { unit: 'mg/dL', value: 7 } },
  ])
  expect((await follow({ residentId, readings: { ...mm(900, 5), ...sugar(6) } })).body).toMatchObject({ refusal: 'impossibleValue' })
  expect((await follow({ residentId, readings: { ...mm(80, 140), ...sugar(6) } })).body).toMatchObject({ refusal: 'impossibleValue' })
  expect((await follow({ residentId, readings: { ...mm(230, 100), ...sugar(6) } })).body).toMatchObject({ refusal: 'pleaseConfirm' })
  const [none] = await platform.look<{ n: number }>('select count(*)::int as n from chronic_care.follow_up where resident_id = $1', [residentId])
  expect(none?.n).toBe(0)
  const said = await mustFollow({
    residentId,
    readings: { systolic: { value: 18, unit: 'kPa' }, diastolic: { value: 11, unit: 'kPa' }, ...sugar(118, 'mg/dL') },
  })
  expect(said.results.map((r) => r.reportClass)).toEqual(['controlled', 'controlled'])
  const [row] = await platform.look<{ readings: Record<string, number> }>('select readings from chronic_care.follow_up where resident_id = $1', [residentId])
  expect(row?.readings).toMatchObject({ systolic: 135, diastolic: 83, fastingGlucose: 6.5 })
})

test('what is missing, unknown or in the future is refused by name', async () => {
  const residentId = await managed()
  const missing = await follow({ residentId, readings: {} })
  expect(missing.body).toMatchObject({ refusal: 'fieldsMissing', data: { fields: [{ field: 'readings.systolic' }, { field: 'readings.diastolic' }] } })
  expect((await follow({ residentId, readings: { ...mm(130, 80), aura: { value: 1, unit: 'x' } } })).body).toMatchObject({
    refusal: 'unknownField',
    data: { fields: ['readings.aura'] },
  })
  const tomorrow = new Date(platform.clock.now().getTime() + 86_400_000).toISOString()
  expect((await follow({ residentId, occurredAt: tomorrow, readings: mm(130, 80) })).body).toMatchObject({ refusal: 'inFuture' })
  expect((await follow({ residentId, readings: mm(130, 80), nextDueOn: addDays(today(), 91) })).body).toMatchObject({
    refusal: 'nextTooLate',
    data: { latest: addDays(today(), 90) },
  })
  expect((await follow({ residentId: await newResident(), readings: mm(130, 80) })).body).toMatchObject({ refusal: 'notManaged' })
})

test('a follow-up that arrives late is put where it belongs, and the class is the same as in order', async () => {
  const residentId = await managed()
  await later(5)
  const at = (daysAgo: number) => new Date(platform.clock.now().getTime() - daysAgo * 86_400_000).toISOString()
  await mustFollow({ residentId, occurredAt: at(1), readings: mm(150, 95) })
  expect((await cardOf(residentId)).diseases[0]?.reportClass).toBe('firstFail')
  await mustFollow({ residentId, occurredAt: at(3), readings: mm(155, 95) })
  expect((await cardOf(residentId)).diseases[0]).toMatchObject({ reportClass: 'repeatedFail', failsInRow: 2, nextDueOn: addDays(dayOf(at(1)), 14) })
})

test('every outcome of a call has its own next step', async () => {
  const residentId = await managed()
  await later(30)
  const listed = await (await village()).must(contract.listOverdue, { limit: 100 })
  const mine = listed.items.find((i) => i.residentId === residentId)
  expect(mine?.next).toMatchObject({ due: 'overdue', daysOverdue: 16 })
  const call = async (told: Omit<Input<typeof contract.recordCall>, 'managedId' | 'version'>) => {
    const card = await cardOf(residentId)
    return (await village()).ask(contract.recordCall, { managedId: card.managedId, version: card.version, ...told })
  }
  expect((await call({ outcome: 'agreed' })).body).toMatchObject({ refusal: 'dayNeeded' })
  expect((await call({ outcome: 'agreed', agreedOn: addDays(today(), -1) })).body).toMatchObject({ refusal: 'dayPast' })
  expect((await call({ outcome: 'agreed', agreedOn: addDays(today(), 61) })).body).toMatchObject({ refusal: 'dayTooFar' })
  expect((await call({ outcome: 'agreed', agreedOn: addDays(today(), 3) })).body).toMatchObject({
    next: { step: 'chronicFollowUp', dueOn: addDays(today(), 3) },
  })
  for (let n = 1; n <= 3; n++) await call({ outcome: 'noAnswer' })
  expect((await dutiesOf(residentId)).map((d) => [d.kind, d.due_on])).toEqual([['chronicHomeVisit', addDays(today(), 7)]])
  expect((await call({ outcome: 'wrongNumber' })).body).toMatchObject({ next: { step: 'chronicCorrectPhone' } })
  expect((await call({ outcome: 'refused' })).body).toMatchObject({ status: 'refused', next: { step: 'chronicAskAgain', dueOn: addDays(today(), 90) } })
  const prompts = await (await village()).must(contract.openVisitPrompts, { residentId })
  expect(prompts.prompts[0]?.kind).toBe('askAgain')
  await mustFollow({ residentId, readings: mm(130, 80) })
  expect((await cardOf(residentId)).status).toBe('managed')
  const card = await cardOf(residentId)
  expect((await call({ outcome: 'moved' })).body).toMatchObject({ status: 'moved', next: null })
  expect(await dutiesOf(residentId)).toEqual([])
  expect((await (await village()).ask(contract.recordCall, { managedId: card.managedId, version: card.version, outcome: 'noAnswer' })).body).toMatchObject({
    refusal: 'stale',
  })
})

test('who moved within the county is taken over by the new clinic, with everything that was done', async () => {
  const residentId = await managed()
  await mustFollow({ residentId, readings: mm(130, 80) })
  const neighbour = await platform.as('village2')
  const card = await cardOf(residentId)
  const moved = await (await village()).must(contract.recordCall, {
    managedId: card.managedId,
    version: card.version,
    outcome: 'moved',
    movedTo: neighbour.persona.facilityId,
  })
  expect(moved).toMatchObject({ status: 'transferring', next: { step: 'chronicTakeOver' } })
  const refused = await (await village()).ask(contract.answerTransfer, { managedId: card.managedId, version: moved.version, accept: true })
  expect(refused.body).toMatchObject({ refusal: 'notYours' })
  const taken = await neighbour.must(contract.answerTransfer, { managedId: card.managedId, version: moved.version, accept: true })
  expect(taken).toMatchObject({ status: 'managed', facilityId: neighbour.persona.facilityId, next: { step: 'chronicFollowUp', dueOn: addDays(today(), 90) } })
  const [row] = await platform.look<{ managing_facility_id: string }>('select managing_facility_id from chronic_care.follow_up where resident_id = $1', [
    residentId,
  ])
  expect(row?.managing_facility_id).toBe(neighbour.persona.facilityId)
})

test('lost is a definition, and coming back ends it', async () => {
  const residentId = await managed()
  await later(14 + 90)
  await findLost.run(await kernel(), {})
  expect((await cardOf(residentId)).status).toBe('managed')
  await later(1)
  await findLost.run(await kernel(), {})
  expect(await cardOf(residentId)).toMatchObject({ status: 'lost', next: { step: 'chronicFindAgain' } })
  await mustFollow({ residentId, readings: mm(130, 80) })
  expect(await cardOf(residentId)).toMatchObject({ status: 'managed' })
  const { items } = await (await village()).must(contract.openManagedHistory, { residentId })
  expect(items.map((i) => i.what.en)).toEqual(['Hypertension confirmed, program begins', 'Lost to follow-up', 'Found again'])
  expect(items.map((i) => i.by === null)).toEqual([false, true, false])
})

test('a death closes the loop and its duty', async () => {
  const residentId = await managed()
  const [row] = await platform.look<{ version: number }>('select version from resident.resident where id = $1', [residentId])
  await (await family()).must(residentContract.recordDeath, { residentId, diedOn: today(), version: row?.version ?? 0 })
  await closeChronicForDeath.run(await kernel(), { residentId })
  expect(await dutiesOf(residentId)).toEqual([])
  expect((await follow({ residentId, readings: mm(130, 80) })).body).toMatchObject({ refusal: 'notManaged' })
})

test('judging everybody again writes nothing where no rule changed, and only what differs where one did', async () => {
  const residentId = await managed()
  await mustFollow({ residentId, readings: mm(137, 84) })
  await reevaluateAll(await kernel())
  expect((await reevaluateAll(await kernel())).written).toBe(0)
  await platform.look(
    `insert into kernel.policy_override (id, key, level, from_day, value, source, reason, by, at)
     values (gen_random_uuid(), 'hypertension.nextDue', 'county', '2020-01-01', '{"controlled": 60, "firstFail": 14, "repeatedFail": 14, "emergency": 14}', 'proposal', '测试', gen_random_uuid(), now())`,
  )
  const { written } = await reevaluateAll(await kernel())
  expect(written).toBeGreaterThan(0)
  expect((await dutiesOf(residentId)).map((d) => d.due_on)).toEqual([addDays(today(), 60)])
  await platform.look(`delete from kernel.policy_override where key = 'hypertension.nextDue'`)
  await reevaluateAll(await kernel())
  expect((await dutiesOf(residentId)).map((d) => d.due_on)).toEqual([addDays(today(), 90)])
})

test('the panel counts by facility and opens into the people counted', async () => {
  const manager = await platform.as('township1')
  const panel = await manager.must(contract.openPanel, {})
  const pressure = panel.total.find((t) => t.disease === 'hypertension')?.figures
  const people = await manager.must(contract.listPanel, { filter: 'controlled', disease: 'hypertension', limit: 100 })
  expect(people.items.length).toBe(pressure?.controlled.numerator)
  const standard = await manager.must(contract.listPanel, { filter: 'standardManaged', disease: 'hypertension', limit: 100 })
  expect(standard.items.length).toBe(pressure?.standardManaged.numerator)
  expect(panel.definitions.map((d) => d.name)).toEqual(['managed', 'standardManaged', 'controlled'])
})

test('norm and guideline stand side by side, and care takes the stricter', async () => {
  const { items } = await (await family()).must(contract.openConflicts, { on: '2026-06-01' })
  const old = items.find((i) => i.disease === 'hypertension' && i.item.zh.includes('65–79'))
  expect(old).toMatchObject({ differs: true, report: { zh: '<150/90 mmHg' }, care: { zh: '<130/80 mmHg' } })
  expect(old?.guidelines.map((g) => g.isInForce)).toEqual([false, true])
  // The guideline of 2025 names no interval: care keeps the norm's. The one of 2020 left more time than the norm.
  const interval = (list: typeof items) => list.find((i) => i.disease === 'hypertension' && i.item.zh === '随访间隔')
  expect(interval(items)).toMatchObject({ differs: false, care: { zh: '90 天;不满意 14 天' }, guidelines: [{ isInForce: false }] })
  const before = await (await family()).must(contract.openConflicts, { on: '2025-06-01' })
  expect(interval(before.items)).toMatchObject({ differs: true, care: { zh: '90 天;不满意 14 天' } })
})

test('home readings are judged by their own threshold', async () => {
  const residentId = await newResident()
  const screened = await (await village()).must(contract.recordScreening, { residentId, source: 'home', readings: mm(136, 80), symptoms: [] })
  expect(screened.results.find((r) => r.disease === 'hypertension')).toMatchObject({ outcome: 'confirmed' })
  const office = await newResident()
  const first = await (await village()).must(contract.recordScreening, { residentId: office, readings: mm(136, 80), symptoms: [] })
  expect(first.results.find((r) => r.disease === 'hypertension')).toMatchObject({ outcome: 'highRisk' })
})

test('those who govern the county see every figure, and the people behind it masked', async () => {
  const manager = await platform.as('consortium1')
  const county = await manager.must(contract.openCountyPanel, {})
  const township = await (await platform.as('township1')).must(contract.openPanel, {})
  expect(county.facilities.length).toBeGreaterThanOrEqual(township.facilities.length)
  const people = await manager.must(contract.listCountyPanel, { limit: 5 })
  expect(people.items).toHaveLength(5)
  expect(people.items.every(({ person }) => person.name.includes('*') && person.tail === '')).toBe(true)
})

test('two records that are one person become one loop with the diseases of both', async () => {
  const [one, other] = [await managed(['hypertension']), await managed(['diabetes'])]
  await platform.look(
    `insert into resident.alias (id, alias_id, current_id, alias_home_id, current_home_id, because, from_at)
     select gen_random_uuid(), a.id, c.id, a.home_facility_id, c.home_facility_id, 'test', now()
       from resident.resident a, resident.resident c where a.id = $1 and c.id = $2`,
    [one, other],
  )
  const done = await mustFollow({ residentId: one, readings: { ...mm(130, 80), ...sugar(6) } })
  expect(done.results.map((r) => r.disease)).toEqual(['hypertension', 'diabetes'])
  expect([...(await dutiesOf(one)), ...(await dutiesOf(other))]).toHaveLength(1)
})

test('the pack carries enough to decide a follow-up on a device, and the server decides the same', async () => {
  const residentId = await managed(['hypertension', 'diabetes'])
  await mustFollow({ residentId, readings: { ...mm(150, 92), ...sugar(7.4) } })
  const { facilityId } = (await village()).persona
  const taken = await asSystem(await kernel(), { name: 'pack', facilities: [facilityId] }, patientsToTake)
  const packed = taken.get(residentId)
  if (!packed) throw new Error('not in the pack')
  const record = { allergies: [], problems: packed.row.diagnoses.map((code) => ({ code })), prescriptions: [], vitals: [], entries: [] }
  const { birthDate, sex } = packed.row.person
  const mine = patientOf({ residentId, birthDate, sex, status: 'active', record: record as never }, packed)
  const at = platform.clock.now().toISOString()
  const readings = { ...mm(152, 91), ...sugar(6) }
  const told = {
    at,
    mode: 'clinic',
    readings,
    symptoms: [],
    answers: fine,
    confirmed: [],
    answersUnchanged: false,
    medicationsUnchanged: false,
    medications: [],
  } as const
  const offline = decideFollowUp(mine, { told, rules: rulesOn({ day: today() }), now: at })
  const online = await mustFollow({ residentId, occurredAt: at, readings })
  expect('refusal' in offline ? offline : offline.results).toEqual(online.results)
  expect('refusal' in offline ? offline : offline.advice).toEqual(online.advice)
})

test('what was done counts as a service, and who is in target is told to others', async () => {
  const residentId = await managed()
  await mustFollow({ residentId, readings: mm(130, 80), answers: { ...fine, medicationAdherence: 'regular', saltIntake: 'light' } })
  await mustFollow({ residentId, mode: 'phone' })
  const span = { residentIds: [residentId], since: today(), before: addDays(today(), 1) }
  const reach = { name: 'enrollment', facilities: [(await village()).persona.facilityId] }
  const evidence = await asSystem(await kernel(), reach, (scope) => followUpEvidence(scope, span))
  expect(evidence.map((e) => [e.kind, e.residentId, e.on])).toEqual([['followUp', residentId, today()]])
  const diseases = await asSystem(await kernel(), reach, (scope) => managedOf(scope, span))
  expect(diseases).toMatchObject([{ residentId, disease: 'hypertension', inTarget: true }])
})
