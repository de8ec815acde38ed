import { z } from 'zod'
import { capability, day, moment, paging, text } from '#kernel/capability.ts'
import { type CodeOf, coded } from '#kernel/words.ts'
import { person } from '#registry/resident/contract.ts'

export const capacityKind = coded({
  slot: { zh: '门诊号', en: 'Clinic slot' },
  bed: { zh: '床位', en: 'Bed' },
  exam: { zh: '检查', en: 'Examination' },
})
export type CapacityKind = CodeOf<typeof capacityKind>

export const holdStatus = coded({
  held: { zh: '保留中', en: 'Held' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  used: { zh: '已使用', en: 'Used' },
  released: { zh: '已释放', en: 'Released' },
  expired: { zh: '已过期', en: 'Expired' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
  noShow: { zh: '未到', en: 'No show' },
})

export const pool = coded({
  reserved: { zh: '预留', en: 'Reserved' },
  open: { zh: '开放', en: 'Open' },
})

/** Of one session, as the database allows. */
export const mostUnits = 500

/** A unit one could have: `left` is what this asker may draw from, reserved units first. */
export const freeUnit = z.object({
  sessionId: z.uuid(),
  facilityId: z.uuid(),
  departmentId: z.uuid(),
  kind: capacityKind.schema,
  resource: z.string(),
  expert: z.boolean(),
  practitioner: z.string().nullable(),
  startsAt: moment,
  endsAt: moment,
  left: z.int(),
  leftReserved: z.int(),
})
export type FreeUnit = z.infer<typeof freeUnit>

/** What is kept for somebody, and until when. */
export const holding = z.object({
  holdId: z.uuid(),
  sessionId: z.uuid(),
  kind: capacityKind.schema,
  resource: z.string(),
  unit: z.int(),
  pool: pool.schema,
  status: holdStatus.schema,
  startsAt: moment,
  endsAt: moment,
  expiresAt: moment.nullable(),
  departmentId: z.uuid(),
  facilityId: z.uuid(),
})
export type Holding = z.infer<typeof holding>

export const noUnit = {
  full: { zh: '已经没有空位', en: 'Nothing is free there any more', data: z.object({ alternatives: z.array(freeUnit) }) },
  onlyReservedLeft: {
    zh: '只剩为基层转诊预留的号位',
    en: 'Only units reserved for referrals from the base are left',
    data: z.object({ alternatives: z.array(freeUnit) }),
  },
  past: { zh: '这个时段已经开始或已过', en: 'This time has begun or is over', data: z.object({ alternatives: z.array(freeUnit) }) },
  cancelled: { zh: '这个时段已停诊', en: 'This session was cancelled', data: z.object({ alternatives: z.array(freeUnit) }) },
} as const

const template = z.object({
  templateId: z.uuid(),
  departmentId: z.uuid(),
  department: z.string(),
  kind: capacityKind.schema,
  resource: z.string(),
  expert: z.boolean(),
  practitionerId: z.uuid().nullable(),
  practitioner: z.string().nullable(),
  weekdays: z.array(z.int()),
  starts: z.string(),
  minutes: z.int(),
  capacity: z.int(),
  reservedPercent: z.int(),
  from: day,
  until: day.nullable(),
  version: z.int(),
})

const boardSession = z.object({
  sessionId: z.uuid(),
  departmentId: z.uuid(),
  department: z.string(),
  kind: capacityKind.schema,
  resource: z.string(),
  expert: z.boolean(),
  practitioner: z.string().nullable(),
  startsAt: moment,
  endsAt: moment,
  capacity: z.int(),
  reserved: z.int(),
  open: z.int(),
  held: z.int(),
  confirmed: z.int(),
  used: z.int(),
  free: z.int(),
  status: z.enum(['published', 'cancelled']),
  version: z.int(),
})

const managers = ['capacityManager', 'hospitalManager'] as const

export const bookingContract = {
  findFree: capability({
    method: 'GET',
    path: '/capacity/free',
    title: { zh: '查看空位', en: 'What is free' },
    access: { roles: ['villageDoctor', 'familyDoctor', 'specialist', 'referralDesk', 'capacityManager'], basis: 'none' },
    input: z.object({ departmentId: z.uuid(), kind: capacityKind.schema, days: z.coerce.number().int().min(1).max(60).default(14) }),
    output: z.object({ items: z.array(freeUnit) }),
    refusals: {},
  }),
  openBoard: capability({
    method: 'GET',
    path: '/capacity/board',
    title: { zh: '号源与床位', en: 'Capacity board' },
    access: { roles: ['referralDesk', 'specialist', ...managers], basis: 'scope' },
    input: z.object({
      from: day,
      days: z.coerce.number().int().min(1).max(31).default(7),
      kind: capacityKind.schema.optional(),
      departmentId: z.uuid().optional(),
    }),
    output: z.object({
      departments: z.array(z.object({ departmentId: z.uuid(), name: z.string() })),
      totals: z.array(
        z.object({ kind: capacityKind.schema, capacity: z.int(), reserved: z.int(), held: z.int(), confirmed: z.int(), used: z.int(), free: z.int() }),
      ),
      items: z.array(boardSession),
    }),
    refusals: {},
  }),
  openSession: capability({
    method: 'GET',
    path: '/sessions/{sessionId}',
    title: { zh: '时段详情', en: 'Session' },
    access: { roles: ['referralDesk', 'specialist', ...managers], basis: 'scope' },
    input: z.object({ sessionId: z.uuid() }),
    output: boardSession.extend({ holds: z.array(holding.extend({ person, from: z.string() })) }),
    refusals: {},
  }),
  listTemplates: capability({
    method: 'GET',
    path: '/capacity/templates',
    title: { zh: '排班模板', en: 'Capacity templates' },
    access: { roles: ['referralDesk', ...managers], basis: 'scope' },
    input: z.object({}),
    output: z.object({ items: z.array(template) }),
    refusals: {},
  }),
  saveTemplate: capability({
    method: 'POST',
    path: '/capacity/templates',
    title: { zh: '保存模板', en: 'Save a template' },
    access: { roles: managers, basis: 'scope' },
    input: z.object({
      templateId: z.uuid().optional(),
      version: z.int().optional(),
      departmentId: z.uuid(),
      kind: capacityKind.schema,
      resource: text(40),
      expert: z.boolean(),
      practitionerId: z.uuid().optional(),
      weekdays: z.array(z.int().min(0).max(6)).min(1).max(7),
      starts: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
      minutes: z.int().min(5).max(1440),
      capacity: z.int().min(1).max(mostUnits),
      reservedPercent: z.int().min(0).max(100).optional(),
      from: day,
      until: day.optional(),
    }),
    output: z.object({ templateId: z.uuid(), version: z.int() }),
    refusals: {
      reservedTooLow: { zh: '预留比例低于政策下限', en: 'The reserved share is below what policy asks', data: z.object({ least: z.int() }) },
      notYourDepartment: { zh: '不是本院科室', en: 'Not a department of yours' },
      bedStartsAtEight: { zh: '床位按床日计,从 08:00 到次日 08:00', en: 'A bed is a bed-day from 08:00 to 08:00' },
    },
  }),
  publishSessions: capability({
    method: 'POST',
    path: '/capacity/publish',
    title: { zh: '发布号源床位', en: 'Publish capacity' },
    access: { roles: managers, basis: 'scope' },
    input: z.object({ from: day, until: day, templateIds: z.array(z.uuid()).max(500).optional() }),
    output: z.object({ published: z.int(), alreadyThere: z.int() }),
    refusals: {
      inThePast: { zh: '不能发布今天以前的时段', en: 'Sessions before today cannot be published' },
      tooLong: { zh: '一次最多发布 62 天', en: 'At most 62 days at once' },
    },
  }),
  cancelSession: capability({
    method: 'POST',
    path: '/sessions/{sessionId}/cancel',
    title: { zh: '停诊', en: 'Cancel a session' },
    access: { roles: managers, basis: 'scope' },
    input: z.object({ sessionId: z.uuid(), reason: text(200), version: z.int() }),
    output: z.object({ sessionId: z.uuid(), version: z.int(), moved: z.int(), waiting: z.int() }),
    refusals: { alreadyCancelled: { zh: '已停诊', en: 'Cancelled already' }, past: { zh: '已经开始,不能停诊', en: 'It has begun' } },
  }),
  book: capability({
    method: 'POST',
    path: '/residents/{residentId}/bookings',
    title: { zh: '预约', en: 'Book' },
    access: { roles: ['villageDoctor', 'familyDoctor', 'specialist', 'referralDesk'], basis: 'record' },
    input: z.object({ residentId: z.uuid(), sessionId: z.uuid() }),
    output: holding,
    refusals: { ...noUnit, noSession: { zh: '没有这个时段', en: 'No such session' } },
  }),
  addUnit: capability({
    method: 'POST',
    path: '/sessions/{sessionId}/extra',
    title: { zh: '加号', en: 'Add a unit for one person' },
    access: { roles: managers, basis: 'record' },
    input: z.object({ sessionId: z.uuid(), residentId: z.uuid(), reason: text(200, 2) }),
    output: holding,
    refusals: {
      past: noUnit.past,
      cancelled: noUnit.cancelled,
      noSession: { zh: '没有这个时段', en: 'No such session' },
      atLimit: { zh: '这个时段已到上限,不能再加', en: 'This session is at its limit', data: z.object({ most: z.int() }) },
    },
  }),
  cancelBooking: capability({
    method: 'POST',
    path: '/bookings/{holdId}/cancel',
    title: { zh: '取消预约', en: 'Cancel a booking' },
    access: { roles: ['villageDoctor', 'familyDoctor', 'specialist', 'referralDesk', ...managers], basis: 'scope' },
    input: z.object({ holdId: z.uuid(), reason: text(200) }),
    output: z.object({ holdId: z.uuid(), status: holdStatus.schema }),
    refusals: {
      notLive: { zh: '这个预约已结束', en: 'This booking has ended' },
      ownedByReferral: { zh: '这个号位属于转诊单,请在转诊单上操作', en: 'This unit belongs to a referral; act on the referral' },
    },
  }),
  markNoShow: capability({
    method: 'POST',
    path: '/bookings/{holdId}/no-show',
    title: { zh: '登记未到', en: 'Mark as no show' },
    access: { roles: ['specialist', 'referralDesk', ...managers], basis: 'scope' },
    input: z.object({ holdId: z.uuid() }),
    output: z.object({ holdId: z.uuid(), status: holdStatus.schema }),
    refusals: {
      notLive: { zh: '这个预约已结束', en: 'This booking has ended' },
      notYet: { zh: '还没到预约时间', en: 'Its time has not come yet' },
      ownedByReferral: { zh: '这个号位属于转诊单,请在转诊单上操作', en: 'This unit belongs to a referral; act on the referral' },
    },
  }),
  listWaiting: capability({
    method: 'GET',
    path: '/capacity/waiting',
    title: { zh: '候补', en: 'Wait-list' },
    access: { roles: ['referralDesk', 'specialist', ...managers], basis: 'scope' },
    input: z.object({ ...paging }),
    output: z.object({
      items: z.array(
        z.object({
          waitId: z.uuid(),
          person,
          departmentId: z.uuid(),
          department: z.string(),
          kind: capacityKind.schema,
          since: moment,
          urgency: z.int(),
          from: z.string(),
          becauseId: z.uuid(),
        }),
      ),
      cursor: z.string().nullable(),
    }),
    refusals: {},
  }),
}
