import { afterAll, beforeAll, expect, test } from 'vitest'
import { bookingContract } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { addDays, dayOf } from '#kernel/calendar.ts'
import { dutyContract } from '#registry/duty/contract.ts'
import { type Caller, openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { type JobsByHand, jobsOf } from '../../../../tests/properties/jobs.ts'
import { boardContract } from './contract.ts'
import { watchSupply } from './index.ts'

let platform: TestPlatform
let jobs: JobsByHand
let departmentId: string
let residents: string[]

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  jobs = await jobsOf(platform)
  const one = await platform.look<{ id: string }>("select id from facility.department where kind = 'neurology' or name like '%外科%' order by name limit 1")
  departmentId = one[0]?.id ?? ''
  const village = await platform.as('village1')
  const people = await platform.look<{ id: string }>(
    `select r.id from resident.resident r where r.home_facility_id = $1 and r.status = 'active'
        and not exists (select from referral.referral x where x.resident_id = r.id) order by r.id limit 60`,
    [village.persona.facilityId],
  )
  residents = people.map((each) => each.id)
})
afterAll(async () => {
  await jobs.stop()
  await platform.stop()
})

type Open = { subject_id: string; card: { left: number; reserved: number; goneAt: string | null }; due_at: string }

async function openDuties(): Promise<Open[]> {
  await watchSupply.run(jobs.kernel, {})
  return platform.look<Open>(
    "select subject_id, card, due_at::text from kernel.duty where kind = 'addCapacity' and subject_kind = 'slotSupply' and closed_at is null and subject_id = $1",
    [departmentId],
  )
}

/** Sends one more person to the department on a reserved unit of a session that is a day or more away; false where none is left. */
async function sendOne(village: Caller): Promise<boolean> {
  const { items } = await village.must(bookingContract.findFree, { departmentId, kind: 'slot', days: 7 })
  const unit = items.find((each) => each.leftReserved > 0)
  if (!unit) return false
  await village.must(referralContract.submitReferral, {
    residentId: residents.pop() ?? '',
    toDepartmentId: departmentId,
    urgency: 'routine',
    diagnosis: { code: 'I10.x00', name: '高血压' },
    reason: '随访',
    summary: [],
    consent: { by: 'patient', name: '本人' },
    capacity: { sessionId: unit.sessionId },
  })
  return true
}

test('days of referrals: the alarm is raised before the first one finds nothing reserved, once, and ends when units are added', async () => {
  expect(await openDuties()).toEqual([])
  let alarmAfter: number | undefined
  let sent = 0
  for (let day = 0; day < 12; day++) {
    const village = await platform.as('village1')
    for (let n = 0; n < 4; n++) {
      if (!(await sendOne(village))) {
        expect(alarmAfter, `nothing reserved was left after ${sent}, and nobody had been told`).toBeDefined()
        day = 99
        break
      }
      sent += 1
      const open = await openDuties()
      expect(open.length).toBeLessThanOrEqual(1)
      if (open.length === 1) alarmAfter ??= sent
    }
    if (day < 12) platform.clock.shiftMinutes += 1440
  }
  expect(alarmAfter).toBeLessThan(sent)

  const capacity = await platform.as('capacity1')
  const { items } = await capacity.must(dutyContract.myDuties, { limit: 100 })
  const mine = items.find((each) => each.subject.kind === 'slotSupply' && each.subject.id === departmentId)
  expect(mine?.card).toMatchObject({ from: capacity.persona.facility, unit: 'slot' })
  // The clock has moved since the job last looked.
  await openDuties()
  const manager = await platform.as('consortium1')
  const { supply } = await manager.must(boardContract.openBoard, {})
  expect(supply.map((each) => `${each.kind} ${each.departmentId}`)).toContain(`slot ${departmentId}`)
  const duties = await platform.look("select from kernel.duty where kind = 'addCapacity' and closed_at is null")
  expect(supply).toHaveLength(duties.length)

  // More units than the pace of these days asks for.
  const template = { departmentId, kind: 'slot' as const, resource: '加号门诊', weekdays: [0, 1, 2, 3, 4, 5, 6], starts: '18:00', minutes: 120 }
  const from = dayOf(platform.clock.now())
  const { templateId } = await capacity.must(bookingContract.saveTemplate, { ...template, expert: false, capacity: 100, reservedPercent: 100, from })
  await capacity.must(bookingContract.publishSessions, { templateIds: [templateId], from: addDays(from, 2), until: addDays(from, 12) })
  const [queued] = await platform.look<{ n: number }>("select count(*)::int as n from graphile_worker.jobs where task_identifier = 'board:watchSupply'")
  expect(queued?.n).toBe(1)
  expect(await openDuties()).toEqual([])
}, 120_000)

test('the duties of a shortage are one for each department and kind', async () => {
  const twice = await platform.look(
    "select subject_kind, subject_id from kernel.duty where kind = 'addCapacity' and closed_at is null group by 1, 2 having count(*) > 1",
  )
  expect(twice).toEqual([])
})
