import { afterAll, beforeAll, expect, test } from 'vitest'
import { enrollmentContract } from '#care/enrollment/contract.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import { visitContract } from '#record/visit/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { type Recounted, recount } from '#tests/recount.ts'
import { fulfillmentContract as contract } from './contract.ts'
import { expectedCost } from './policy.ts'

let platform: TestPlatform
let township: Caller
let teamId: string
let today: string

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  township = await platform.as('township1')
  teamId = (await township.must(enrollmentContract.listTeams, {})).items[0]?.teamId ?? ''
  today = dayOf(platform.clock.now())
})
afterAll(() => platform.stop())

async function whole(who: Caller) {
  const items = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await who.must(contract.openEnrollmentPanel, { teamId, limit: 100, ...(cursor ? { cursor } : {}) })
    items.push(...page.items)
    cursor = page.cursor
  }
  return items
}

test.each([0, -40, -100])('the scores of %s days ago are those of an independent question over the raw rows', async (shift) => {
  const on = addDays(today, shift)
  const [counted] = await platform.look<Recounted>(recount, [on, JSON.stringify(expectedCost.entries[0].value)])
  const { scores } = await township.must(contract.openTeamScores, { teamId, on })
  const by = new Map(scores.map((s) => [s.score, [s.numerator, s.denominator]]))
  expect(by.get('agreement')).toEqual([counted?.valid, counted?.agreements])
  expect(by.get('service')).toEqual([counted?.effective, counted?.served])
  expect(by.get('health')).toEqual([counted?.in_target, counted?.managed])
  expect(by.get('cost')).toEqual([Number(counted?.expected), Number(counted?.actual)])
  expect(counted?.agreements).toBeGreaterThan(80)
  expect(Number(counted?.actual)).toBeGreaterThan(0)
  expect(counted?.in_target).toBeGreaterThan(0)
})

test('every number opens into its rows', async () => {
  const { scores } = await township.must(contract.openTeamScores, { teamId })
  for (const { score, numerator, denominator } of scores.filter((s) => s.unit === 'people')) {
    const rows = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page = await township.must(contract.openScoreRows, { teamId, score, limit: 100, ...(cursor ? { cursor } : {}) })
      rows.push(...page.items)
      cursor = page.cursor
    }
    expect([rows.filter((r) => r.counts).length, rows.length]).toEqual([numerator, denominator])
    if (score === 'agreement') expect(rows.filter((r) => !r.counts).every((r) => r.reasons.length > 0)).toBe(true)
  }
})

test('the list of the team has the turns that the independent question counts, the most overdue first', async () => {
  const [counted] = await platform.look<Recounted>(recount, [today, JSON.stringify(expectedCost.entries[0].value)])
  const rows = await whole(township)
  const due = rows.filter((r) => r.toDate > 0)
  expect([due.reduce((sum, r) => sum + r.done, 0), due.reduce((sum, r) => sum + r.toDate, 0)]).toEqual([counted?.done, counted?.to_date])
  expect(rows.map((r) => r.overdue)).toEqual(rows.map((r) => r.overdue).toSorted((a, b) => b - a))
})

test('a visit that a member of the team records is the service: nobody ticks a box', async () => {
  const village = await platform.as('village1')
  const { items } = await village.must(contract.openEnrollmentPanel, { box: 'all', limit: 100 })
  const found = await Promise.all(items.map(async (row) => ({ row, detail: await village.must(contract.openFulfillment, { residentId: row.residentId }) })))
  const open = found.find(({ detail }) => detail.items.some((i) => i.evidence.includes('checkup') && i.turns.at(-1)?.state === 'due'))
  const residentId = open?.row.residentId ?? ''
  const { visitId } = await village.must(visitContract.recordVisit, { residentId, kind: 'checkup', complaint: '年度体检' })
  const after = await village.must(contract.openFulfillment, { residentId })
  const checkup = after.items.find((i) => i.evidence.includes('checkup'))?.turns.at(-1)
  expect(checkup).toMatchObject({
    state: 'done',
    evidence: [expect.objectContaining({ subjectId: visitId, kind: 'checkup', facility: village.persona.facility, staff: village.persona.name })],
  })
})

test('a village sees its own people only, and the township those of all its villages', async () => {
  const [village, neighbour] = await Promise.all([platform.as('village1'), platform.as('village2')])
  const [own, others, all] = await Promise.all([whole(village), whole(neighbour), whole(township)])
  expect(own.length).toBeGreaterThan(10)
  expect(own.some((r) => others.some((o) => o.residentId === r.residentId))).toBe(false)
  expect(all.length).toBeGreaterThan(own.length + others.length)
})

test('a service done at another facility is seen by whoever has the person enrolled', async () => {
  const village = await platform.as('village1')
  const [elsewhere] = await platform.look<{ resident_id: string; id: string }>(
    `select v.resident_id, v.id from record.visit v join enrollment.enrollment e on e.resident_id = v.resident_id and e.status = 'enrolled'
       join enrollment.package p on p.id = e.package_id and p.items @> '[{"evidence": ["checkup"]}]'
      where v.kind = 'checkup' and v.facility_id <> $1 and e.home_facility_id = $1 and e.until_day > current_date + 1
        and (v.started_at at time zone 'Asia/Shanghai')::date >= e.from_day limit 1`,
    [village.persona.facilityId],
  )
  const { items } = await village.must(contract.openFulfillment, { residentId: elsewhere?.resident_id ?? '' })
  expect(items.flatMap((i) => i.turns.flatMap((t) => t.evidence)).map((e) => e.subjectId)).toContain(elsewhere?.id)
})

test('a sample is drawn by chance, reviewed once, and its duty ends with the last', async () => {
  const wish = { teamId, since: addDays(today, -200), before: today, size: 2 }
  expect((await township.ask(contract.drawSample, { ...wish, before: addDays(today, 5) })).body.refusal).toBe('emptyPeriod')
  expect((await township.ask(contract.drawSample, { ...wish, size: 60 })).body.refusal).toBe('tooMany')
  const sample = await township.must(contract.drawSample, wish)
  const { sampleId, items } = sample
  expect([sample.drawn, sample.reviewed, items.every((i) => i.staff !== '')]).toEqual([2, 0, true])
  const duties = () => platform.look('select from kernel.duty where subject_id = $1 and closed_at is null', [sampleId])
  expect(await duties()).toHaveLength(1)
  const [first, second] = items
  const on = { sampleId, subjectId: first?.subjectId ?? '' }
  expect((await township.ask(contract.reviewService, { ...on, verdict: 'defect' })).body.refusal).toBe('reasonMissing')
  await township.must(contract.reviewService, { ...on, verdict: 'defect', reason: 'notDone', note: '电话核实' })
  expect((await township.ask(contract.reviewService, { ...on, verdict: 'sound' })).body.refusal).toBe('reviewed')
  const done = await township.must(contract.reviewService, { sampleId, subjectId: second?.subjectId ?? '', verdict: 'sound' })
  expect([done.reviewed, done.defects]).toEqual([2, 1])
  expect(await duties()).toEqual([])
})

test('what was entered at night in bulk is shown with its rows', async () => {
  const before = await township.must(contract.listPlausibility, {})
  expect(before.items.filter((i) => i.kind === 'nightBatch')).toEqual([])
  await platform.look(
    `update record.visit set recorded_at = (date_trunc('day', now()) - interval '3 days' + interval '18 hours') where (resident_id, id) in
       (select v.resident_id, v.id from record.visit v join staff.staff s on s.id = v.practitioner_id
         where v.facility_id = $1 and v.kind = 'outpatient' order by v.started_at desc limit 12)`,
    [(await platform.as('village1')).persona.facilityId],
  )
  const { items } = await township.must(contract.listPlausibility, {})
  expect(items.find((i) => i.kind === 'nightBatch')).toMatchObject({ total: 12, limit: 10, staff: (await platform.as('village1')).persona.name })
})
