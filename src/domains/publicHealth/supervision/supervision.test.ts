import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRead } from '#kernel/capability.ts'
import { timelineContract } from '#record/timeline/contract.ts'
import { everyRole } from '#registry/access/roles.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { everyCapability } from '../../../../tests/guards/requests.ts'
import { supervisionContract } from './contract.ts'

let platform: TestPlatform
let supervisor: Caller
let manager: Caller
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  ;[supervisor, manager] = (await Promise.all(['supervisor1', 'township1'].map((login) => platform.as(login)))) as [Caller, Caller]
})
afterAll(() => platform.stop())

/** Whatever anybody may do about the own sign-in. */
const own = ['signOut', 'takePost', 'changePassword', 'startFactor', 'confirmFactor', 'endDevice', 'endOtherDevices']

test('a supervisor changes nothing but findings', () => {
  const writes = everyCapability.filter(({ capability: c }) => !isRead(c) && 'roles' in c.access && c.access.roles.includes('publicHealthSupervisor'))
  expect(writes.map((c) => c.name).toSorted()).toEqual([...own, 'closeFinding', 'fileFinding'].toSorted())
  for (const { name, capability } of writes) {
    if (own.includes(name)) expect('roles' in capability.access && capability.access.roles.length, name).toBe(everyRole.length)
  }
})

const nextOf = (id: string) => platform.look('select kind, owner_role as role from kernel.duty where subject_id = $1 and is_next and closed_at is null', [id])

test('a finding goes to the manager, back to the supervisor, once more around, and is closed; each moment it is one duty', async () => {
  const { facilityId } = supervisor.persona
  const said = { kind: 'followUp' as const, severity: 'critical' as const, text: '高血压随访有 12 人逾期', required: '一周内补访' }
  const filed = await supervisor.must(supervisionContract.fileFinding, { facilityId, ...said })
  const { findingId } = filed
  expect(filed).toMatchObject({ status: 'filed', rounds: 0 })
  expect(await nextOf(findingId)).toEqual([{ kind: 'mendFinding', role: 'townshipManager' }])
  expect((await manager.must(dutyContract.myDuties, { limit: 100 })).items.map((d) => d.subject.id)).toContain(findingId)

  expect(await supervisor.ask(supervisionContract.closeFinding, { findingId, version: 1, outcome: 'rectified', note: '已改' })).toMatchObject({
    body: { refusal: 'wrongTurn' },
  })
  await manager.must(supervisionContract.answerFinding, { findingId, version: 1, answer: '已补访 10 人' })
  expect(await nextOf(findingId)).toEqual([{ kind: 'checkFinding', role: 'publicHealthSupervisor' }])
  expect(await manager.ask(supervisionContract.answerFinding, { findingId, version: 1, answer: '再来一次' })).toMatchObject({
    status: 409,
    body: { refusal: 'stale' },
  })
  await supervisor.must(supervisionContract.closeFinding, { findingId, version: 2, outcome: 'sentBack', note: '还差 2 人' })
  expect(await nextOf(findingId)).toEqual([{ kind: 'mendFinding', role: 'townshipManager' }])
  await manager.must(supervisionContract.answerFinding, { findingId, version: 3, answer: '已全部补访' })
  const closed = await supervisor.must(supervisionContract.closeFinding, { findingId, version: 4, outcome: 'rectified', note: '复核属实' })
  expect(closed).toMatchObject({ status: 'closed', rounds: 1 })
  expect(closed.history.map((h) => h.step)).toEqual(['filed', 'answered', 'returned', 'answered', 'closed'])
  expect(await nextOf(findingId)).toEqual([])
  expect((await supervisor.must(supervisionContract.listFindings, { limit: 100 })).items).toEqual([])
  expect((await supervisor.must(supervisionContract.listFindings, { limit: 100, status: 'closed' })).items).toHaveLength(1)
})

test('nobody files a finding where they are not seconded, and nobody else sees one', async () => {
  const hospital = await platform.as('hospital1')
  const said = { kind: 'other' as const, severity: 'minor' as const, text: '制度未上墙', required: '上墙' }
  expect(await supervisor.ask(supervisionContract.fileFinding, { facilityId: hospital.persona.facilityId, ...said })).toMatchObject({
    status: 409,
    body: { refusal: 'notSeconded' },
  })
  const { findingId } = await supervisor.must(supervisionContract.fileFinding, { facilityId: supervisor.persona.facilityId, ...said })
  expect((await hospital.ask(supervisionContract.openFinding, { findingId })).status).toBe(404)
})

test('records at the own place are read, without phones', async () => {
  const [person] = await platform.look<{ id: string }>("select id from resident.resident where home_facility_id = $1 and status = 'active' limit 1", [
    (await platform.as('village1')).persona.facilityId,
  ])
  const record = await supervisor.must(timelineContract.openRecord, { residentId: person?.id ?? '' })
  expect(record.withheld).toContain('contact')
  expect(record.withheld).toContain('mentalHealth')
})
