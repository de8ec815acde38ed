import { adviceContract } from '#care/advice/contract.ts'
import { bookingContract } from '#care/booking/contract.ts'
import { referralContract } from '#care/referral/contract.ts'
import { visitContract } from '#record/visit/contract.ts'
import { accessContract } from '#registry/access/contract.ts'
import { facilityContract } from '#registry/facility/contract.ts'
import { residentContract } from '#registry/resident/contract.ts'
import type { TestPlatform } from '#tests/platform.ts'
import type { Plants } from './requests.ts'

/** Rows of one village clinic that carry a mark nobody else may ever read. */
export type Planted = {
  readonly plants: Plants
  /** In the name of the person and in every text about them. */
  readonly mark: string
}

const diagnosis = { code: 'I20.000', name: '不稳定性心绞痛' }
const consent = { by: 'patient' as const, name: '本人' }

/** A resident of village1 whom nobody else looks after. */
export async function plantResident(platform: TestPlatform, mark: string): Promise<Planted> {
  const village = await platform.as('village1')
  const { residentId } = await village.must(residentContract.registerResident, {
    name: `王${mark}`,
    sex: 'female',
    birthDate: '1956-03-02',
    noNumberReason: `未带 ${mark}`,
    village: `${mark}村`,
    address: `${mark} 12 号`,
    insurance: 'resident',
  })
  const { visitId } = await village.must(visitContract.recordVisit, { residentId, kind: 'outpatient', complaint: `胸闷 ${mark}`, note: mark })
  return { mark, plants: { ...(await county(platform)), residentId, visitId, confirmedNew: [residentId] } }
}

/** A resident of village1 who is referred, asked about and booked at the hospital, with a broken glass. */
export async function plantReferred(platform: TestPlatform, mark: string): Promise<Planted> {
  const { plants } = await plantResident(platform, mark)
  const residentId = String(plants.residentId)
  const toDepartmentId = String(plants.toDepartmentId)
  const village = await platform.as('village1')
  const summary = [{ title: '主诉', text: mark }]
  const { adviceId } = await village.must(adviceContract.askAdvice, { residentId, toDepartmentId, urgency: 'routine', question: `要不要转 ${mark}`, summary })
  const { items } = await village.must(bookingContract.findFree, { departmentId: toDepartmentId, kind: 'slot', days: 14 })
  const kept = items.filter((unit) => unit.leftReserved > 0).at(-1)?.sessionId ?? ''
  const sent = await village.must(referralContract.submitReferral, {
    residentId,
    toDepartmentId,
    urgency: 'routine',
    diagnosis,
    reason: `反复胸痛 ${mark}`,
    summary,
    consent,
    capacity: { sessionId: kept },
  })
  // Who treated somebody keeps the basis, whatever becomes of the referral.
  await (await platform.as('cardio1')).must(visitContract.recordVisit, { residentId, kind: 'outpatient', complaint: mark })
  const { holdId } = await village.must(bookingContract.book, {
    residentId,
    sessionId: items.findLast((unit) => unit.left > unit.leftReserved)?.sessionId ?? '',
  })
  // Somebody who looks like the same person, registered all the same: a pair that the review asks about.
  await village.must(residentContract.registerResident, {
    name: `王${mark}`,
    sex: 'female',
    birthDate: '1956-03-02',
    noNumberReason: `未带 ${mark}`,
    village: `${mark}村`,
    address: `${mark} 12 号`,
    insurance: 'resident',
    confirmedNew: [residentId],
  })
  const [pair] = await platform.look<{ id: string }>('select id from resident_index.pair where second_id = $1', [residentId])
  const { id: breakGlassId } = await village.must(accessContract.breakGlass, { residentId, reason: `急诊需要 ${mark}` })
  return {
    mark,
    plants: {
      ...plants,
      adviceId,
      holdId,
      breakGlassId,
      pairId: pair?.id ?? '',
      referralId: sent.referralId,
      insteadOf: sent.referralId,
      sessionId: kept,
      capacity: { sessionId: kept },
    },
  }
}

/** Rows of the county that are nobody's secret: places, people at work, sessions. */
async function county(platform: TestPlatform): Promise<Plants> {
  const [desk, admin] = await Promise.all([platform.as('desk1'), platform.as('admin1')])
  const hospitalId = desk.persona.facilityId
  const { departments } = await admin.must(facilityContract.openFacility, { facilityId: hospitalId })
  const departmentId = departments.find((d) => d.kind === 'cardiology')?.departmentId ?? ''
  const one = async (sql: string, values: unknown[] = []) => (await platform.look<{ id: string }>(sql, values))[0]?.id ?? ''
  const plain = "c.login like 'staff%' and c.disabled_at is null"
  const [templateId, consortiumId, accountId, staffId, postId, assignmentId] = await Promise.all([
    one('select id from booking.template where department_id = $1 order by id limit 1', [departmentId]),
    one('select id from facility.consortium limit 1'),
    one(`select c.id from access.account c where ${plain} order by c.id limit 1`),
    one(`select c.staff_id as id from access.account c where ${plain} order by c.id desc limit 1`),
    one(`select p.id from staff.post p join access.account c on c.staff_id = p.staff_id where ${plain} order by p.id limit 1`),
    one(`select a.id from access.assignment a join access.account c on c.id = a.account_id where ${plain} order by a.id limit 1`),
  ])
  return {
    facilityId: hospitalId,
    leadId: hospitalId,
    parentId: hospitalId,
    employerId: hospitalId,
    managerId: hospitalId,
    workplaceId: hospitalId,
    placeId: hospitalId,
    toFacilityId: (await platform.as('village2')).persona.facilityId,
    departmentId,
    toDepartmentId: departmentId,
    templateId,
    templateIds: [templateId],
    consortiumId,
    accountId,
    staffId,
    practitionerId: staffId,
    postId,
    assignmentId,
    key: 'booking.reservedPercent',
    version: 1,
    overdue: 'true',
    today: 'true',
  }
}
