import { z } from 'zod'
import { capacityKind, freeUnit, holding, noUnit } from '#care/booking/contract.ts'
import { capability, moment, paging, text } from '#kernel/capability.ts'
import { primaryRoles } from '#registry/access/roles.ts'
import { person } from '#registry/resident/contract.ts'
import { action, change, declineReason, direction, outcome, reach, status, urgency } from './labels.ts'

export {
  type ActionName,
  action,
  change,
  type Direction,
  declineReason,
  direction,
  outcome,
  type PackPart,
  packParts,
  reach,
  type Status,
  status,
  type Urgency,
  urgency,
} from './labels.ts'

const long = (max: number) => text(max, 0).default('')

/** What travels home with the patient (S-321, G-08). A field left empty is answered by name, so the doctor sees what is missing. */
export const dischargePack = z.object({
  diagnosis: long(500),
  findings: long(4000),
  treatment: long(4000),
  medications: z
    .array(z.object({ name: text(100), dose: text(100), change: change.schema }))
    .max(50)
    .default([]),
  noMedication: z.boolean().default(false),
  plan: long(4000),
  rehabilitation: long(2000),
  followUp: long(2000),
  returnWhen: long(2000),
})
export type DischargePack = z.infer<typeof dischargePack>

export const summaryPart = z.object({ title: text(40), text: text(4000) })

const step = z.object({ at: moment, action: z.string(), status: status.schema, by: z.string(), facility: z.string().nullable(), note: z.string().nullable() })
const contact = z.object({ facility: z.string(), name: z.string(), phone: z.string(), department: z.string().nullable() })

/** The one card both sides see. */
export const referralCard = z.object({
  referralId: z.uuid(),
  residentId: z.uuid(),
  person,
  direction: direction.schema,
  reach: reach.schema,
  urgency: urgency.schema,
  status: status.schema,
  from: z.object({ facilityId: z.uuid(), facility: z.string(), doctor: z.string() }),
  to: z.object({ facilityId: z.uuid(), facility: z.string(), department: z.string().nullable(), departmentId: z.uuid().nullable() }),
  externalPlace: z.string().nullable(),
  diagnosis: z.object({ code: z.string(), name: z.string() }),
  criterion: z.string().nullable(),
  reason: z.string(),
  summary: z.array(summaryPart),
  questions: z.array(z.object({ at: moment, asked: z.string(), answer: z.string().nullable() })),
  priority: z.boolean(),
  approval: z.object({ needed: z.boolean(), approvedAt: moment.nullable() }),
  submittedAt: moment,
  dueAt: moment.nullable(),
  acceptedAt: moment.nullable(),
  arrivedAt: moment.nullable(),
  dischargedAt: moment.nullable(),
  firstContactAt: moment.nullable(),
  endedAt: moment.nullable(),
  endedReason: z.string().nullable(),
  treatment: z.string().nullable(),
  pack: dischargePack.nullable(),
  outcome: z.object({ outcome: outcome.schema, note: z.string() }).nullable(),
  returnOf: z.uuid().nullable(),
  redirectedFrom: z.uuid().nullable(),
  holding: holding.nullable(),
  waiting: z.object({ place: z.int(), since: moment }).nullable(),
  contacts: z.object({ from: z.array(contact), to: z.array(contact) }),
  history: z.array(step),
  next: z.object({ kind: z.string(), facility: z.string(), role: z.string(), dueAt: moment }).nullable(),
  availableActions: z.array(action.schema),
  version: z.int(),
})
export type ReferralCard = z.infer<typeof referralCard>

export const inboxRow = z.object({
  referralId: z.uuid(),
  residentId: z.uuid(),
  person,
  direction: direction.schema,
  urgency: urgency.schema,
  status: status.schema,
  from: z.string(),
  doctor: z.string(),
  to: z.string(),
  department: z.string().nullable(),
  reason: z.string(),
  diagnosis: z.string(),
  submittedAt: moment,
  dueAt: moment.nullable(),
  priority: z.boolean(),
  holding: holding.nullable(),
  waiting: z.int().nullable(),
  version: z.int(),
})
export type InboxRow = z.infer<typeof inboxRow>

const desk = ['referralDesk', 'specialist'] as const
const receivers = ['referralDesk', 'specialist', ...primaryRoles] as const
const anyone = ['villageDoctor', 'familyDoctor', 'specialist', 'referralDesk', 'hospitalManager', 'townshipManager'] as const

const notPossible = {
  zh: '现在不能这样做,请看转诊单的最新状态',
  en: 'Not possible now; look at the referral again',
  data: z.object({ status: status.schema, possible: z.array(action.schema) }),
}
const alreadyWaiting = { zh: '这位居民在该科室已有一张未结束的转诊单', en: 'This resident already has an open referral to that department' }
const noContact = {
  zh: '双方都要有指定的转诊联系人,缺少的一方需先指定',
  en: 'Both sides need a named contact; the missing one must be named first',
  data: z.object({ facility: z.string() }),
}
const onRow = { referralId: z.uuid(), version: z.int() }

/** Which unit to keep, or to wait in line, or none where the emergency department takes everybody. */
const capacityWish = z.union([z.object({ sessionId: z.uuid() }), z.object({ waitFor: capacityKind.schema }), z.object({ none: z.literal(true) })])

export const referralContract = {
  openReferForm: capability({
    method: 'GET',
    path: '/residents/{residentId}/refer',
    title: { zh: '打开转诊单', en: 'Open the referral form' },
    access: { roles: ['villageDoctor', 'familyDoctor', 'specialist'], basis: 'record' },
    input: z.object({
      residentId: z.uuid(),
      diagnosis: z.string().max(20).optional(),
      severity: z.enum(['mild', 'moderate', 'severe', 'critical']).optional(),
    }),
    output: z.object({
      person,
      summary: z.array(summaryPart),
      criteria: z.array(
        z.object({
          id: z.string(),
          label: z.object({ zh: z.string(), en: z.string() }),
          urgency: urgency.schema,
          source: z.string(),
          status: z.string(),
          because: z.array(z.object({ label: z.object({ zh: z.string(), en: z.string() }), value: z.string() })),
          fired: z.boolean(),
        }),
      ),
      place: z
        .object({
          level: z.object({ zh: z.string(), en: z.string() }),
          here: z.boolean(),
          reason: z.object({ zh: z.string(), en: z.string() }),
          source: z.string(),
          status: z.string(),
          kind: capacityKind.schema,
        })
        .nullable(),
      departments: z.array(
        z.object({
          departmentId: z.uuid(),
          name: z.string(),
          facility: z.string(),
          within: z.boolean(),
          suitable: z.boolean(),
          free: z.array(freeUnit),
          emergency: z.boolean(),
        }),
      ),
      open: z.array(z.object({ referralId: z.uuid(), department: z.string().nullable(), status: status.schema })),
      advice: z.array(z.object({ adviceId: z.uuid(), question: z.string(), answer: z.string().nullable(), status: z.string() })),
    }),
    refusals: {},
  }),
  submitReferral: capability({
    method: 'POST',
    path: '/residents/{residentId}/referrals',
    title: { zh: '提交转诊', en: 'Submit a referral' },
    access: { roles: ['villageDoctor', 'familyDoctor', 'specialist'], basis: 'record' },
    offline: true,
    input: z.object({
      residentId: z.uuid(),
      /** When it was decided, on a device without a network: the criterion is judged by that day. The loop's clocks begin when it arrives. */
      occurredAt: moment.optional(),
      toDepartmentId: z.uuid(),
      urgency: urgency.schema,
      diagnosis: z.object({ code: text(20), name: text(100) }),
      severity: z.enum(['mild', 'moderate', 'severe', 'critical']).optional(),
      criterion: z.string().max(80).optional(),
      reason: text(1000),
      summary: z.array(summaryPart).max(20),
      consent: z.object({ by: z.enum(['patient', 'guardian']), name: text(50) }),
      capacity: capacityWish,
      adviceId: z.uuid().optional(),
      insteadOf: z.uuid().optional(),
    }),
    output: z.object({
      referralId: z.uuid(),
      residentId: z.uuid(),
      status: status.schema,
      version: z.int(),
      dueAt: moment,
      to: z.string(),
      department: z.string(),
      holding: holding.nullable(),
      waiting: z.boolean(),
    }),
    refusals: {
      ...noUnit,
      noSession: { zh: '没有这个时段', en: 'No such session' },
      wrongSession: { zh: '所选号位不属于所选科室', en: 'The unit is not of the chosen department' },
      unitNeeded: { zh: '非急诊转诊需选定号位,或加入候补', en: 'Choose a unit or join the wait-list; only emergencies go without' },
      alreadyWaiting,
      noContact,
      died: { zh: '这位居民已登记死亡', en: 'This resident is recorded as dead' },
      sameFacility: { zh: '不能转给本机构', en: 'Not to your own facility' },
      unknownCriterion: { zh: '今天没有这条转诊指征', en: 'There is no such criterion today' },
      adviceNotYours: { zh: '这条咨询不属于这位居民或本机构', en: 'That advice is not of this resident or your facility' },
    },
  }),
  referOutside: capability({
    method: 'POST',
    path: '/residents/{residentId}/referrals/outside',
    title: { zh: '申请转县外', en: 'Refer out of the county' },
    access: { roles: ['specialist', 'referralDesk', 'familyDoctor'], basis: 'record' },
    input: z.object({
      residentId: z.uuid(),
      place: text(100),
      urgency: urgency.schema,
      diagnosis: z.object({ code: text(20), name: text(100) }),
      reason: text(1000),
      summary: z.array(summaryPart).max(20),
      consent: z.object({ by: z.enum(['patient', 'guardian']), name: text(50) }),
    }),
    output: referralCard,
    refusals: { noContact, alreadyWaiting, noLead: { zh: '本机构不属于任何医共体,无处审批', en: 'Your facility belongs to no consortium' } },
  }),
  openInbox: capability({
    method: 'GET',
    path: '/referrals',
    title: { zh: '转诊队列', en: 'Referral queue' },
    access: { roles: anyone, basis: 'scope' },
    input: z.object({
      box: z.enum(['toAnswer', 'asked', 'expected', 'inCustody', 'returning', 'toSettle', 'sent', 'all']).default('toAnswer'),
      urgency: urgency.schema.optional(),
      overdue: z.stringbool().optional(),
      /** Due today or before. */
      today: z.stringbool().optional(),
      ...paging,
    }),
    output: z.object({
      items: z.array(inboxRow),
      counts: z.object({
        toAnswer: z.int(),
        overdue: z.int(),
        emergency: z.int(),
        asked: z.int(),
        expected: z.int(),
        expectedToday: z.int(),
        inCustody: z.int(),
        returning: z.int(),
        toSettle: z.int(),
        sent: z.int(),
      }),
      cursor: z.string().nullable(),
    }),
    refusals: {},
  }),
  openReferral: capability({
    method: 'GET',
    path: '/referrals/{referralId}',
    title: { zh: '转诊单', en: 'Referral' },
    access: { roles: anyone, basis: 'scope' },
    input: z.object({ referralId: z.uuid() }),
    output: referralCard,
    refusals: {},
  }),
  acceptReferral: capability({
    method: 'POST',
    path: '/referrals/{referralId}/accept',
    title: { zh: '接收转诊', en: 'Accept a referral' },
    access: { roles: receivers, basis: 'scope' },
    input: z.object({ ...onRow, sessionId: z.uuid().optional(), note: text(500).optional() }),
    output: referralCard,
    refusals: {
      notPossible,
      ...noUnit,
      noSession: { zh: '没有这个时段', en: 'No such session' },
      holdExpired: {
        zh: '为这张转诊单保留的号位已过期,请另选',
        en: 'The unit kept for it ran out; choose another',
        data: z.object({ alternatives: z.array(freeUnit) }),
      },
      notApproved: { zh: '县外转诊尚未审批', en: 'Not approved yet' },
    },
  }),
  declineReferral: capability({
    method: 'POST',
    path: '/referrals/{referralId}/decline',
    title: { zh: '婉拒转诊', en: 'Decline a referral' },
    access: { roles: receivers, basis: 'scope' },
    input: z.object({ ...onRow, reason: declineReason.schema, note: text(500).optional() }),
    output: referralCard,
    refusals: { notPossible, noteMissing: { zh: '请写明原因', en: 'Say why' } },
  }),
  requestMore: capability({
    method: 'POST',
    path: '/referrals/{referralId}/request-more',
    title: { zh: '请补充资料', en: 'Ask for more' },
    access: { roles: desk, basis: 'scope' },
    input: z.object({ ...onRow, question: text(1000) }),
    output: referralCard,
    refusals: { notPossible },
  }),
  supplyMore: capability({
    method: 'POST',
    path: '/referrals/{referralId}/supply-more',
    title: { zh: '补充资料', en: 'Supply more' },
    access: { roles: ['villageDoctor', 'familyDoctor', 'specialist'], basis: 'scope' },
    input: z.object({ ...onRow, answer: text(4000) }),
    output: referralCard,
    refusals: { notPossible },
  }),
  redirectReferral: capability({
    method: 'POST',
    path: '/referrals/{referralId}/redirect',
    title: { zh: '转他处', en: 'Redirect a referral' },
    access: { roles: desk, basis: 'scope' },
    input: z.object({
      ...onRow,
      to: z.union([z.object({ departmentId: z.uuid(), sessionId: z.uuid().optional() }), z.object({ outside: text(100) })]),
      reason: text(500),
    }),
    output: referralCard,
    refusals: {
      notPossible,
      ...noUnit,
      noSession: { zh: '没有这个时段', en: 'No such session' },
      alreadyWaiting,
      noContact,
      sameDepartment: { zh: '已经在这个科室', en: 'It is at this department already' },
      noLead: { zh: '本机构不属于任何医共体,无处审批', en: 'Your facility belongs to no consortium' },
    },
  }),
  approveOutside: capability({
    method: 'POST',
    path: '/referrals/{referralId}/approve',
    title: { zh: '审批县外转诊', en: 'Decide on a referral out of the county' },
    access: { roles: ['hospitalManager', 'consortiumManager', 'referralDesk'], basis: 'scope' },
    input: z.object({ ...onRow, approve: z.boolean(), note: text(500).optional() }),
    output: referralCard,
    refusals: { notPossible, notApprover: { zh: '政策指定由另一岗位审批', en: 'Policy names another role', data: z.object({ role: z.string() }) } },
  }),
  withdrawReferral: capability({
    method: 'POST',
    path: '/referrals/{referralId}/withdraw',
    title: { zh: '撤回转诊', en: 'Withdraw a referral' },
    access: { roles: ['villageDoctor', 'familyDoctor', 'specialist'], basis: 'scope' },
    input: z.object({ ...onRow, reason: text(500) }),
    output: referralCard,
    refusals: { notPossible },
  }),
  markArrived: capability({
    method: 'POST',
    path: '/referrals/{referralId}/arrive',
    title: { zh: '登记到院', en: 'Mark as arrived' },
    access: { roles: desk, basis: 'scope' },
    input: z.object({ ...onRow }),
    output: referralCard,
    refusals: {
      notPossible,
      alreadyInCustody: { zh: '这位居民正在另一次诊疗过程中,先由那一方办理出院', en: 'This resident is in another episode; that side discharges first' },
    },
  }),
  markNoShow: capability({
    method: 'POST',
    path: '/referrals/{referralId}/no-show',
    title: { zh: '登记未到院', en: 'Mark as no show' },
    access: { roles: desk, basis: 'scope' },
    input: z.object({ ...onRow, note: text(500).optional() }),
    output: referralCard,
    refusals: { notPossible, notYet: { zh: '预约时间还没到', en: 'Its time has not come yet' } },
  }),
  recordTreatment: capability({
    method: 'POST',
    path: '/referrals/{referralId}/treat',
    title: { zh: '登记诊治', en: 'Record treatment' },
    access: { roles: ['specialist'], basis: 'scope' },
    input: z.object({ ...onRow, treatment: text(4000), diagnosis: z.object({ code: text(20), name: text(100) }).optional() }),
    output: referralCard,
    refusals: { notPossible },
  }),
  dischargePatient: capability({
    method: 'POST',
    path: '/referrals/{referralId}/discharge',
    title: { zh: '办理出院', en: 'Discharge' },
    access: { roles: ['specialist'], basis: 'scope' },
    input: z.object({ ...onRow, note: text(1000).optional() }),
    output: referralCard,
    refusals: { notPossible },
  }),
  sendHome: capability({
    method: 'POST',
    path: '/referrals/{referralId}/send-home',
    title: { zh: '下转回家', en: 'Send home' },
    access: { roles: ['specialist', 'referralDesk'], basis: 'scope' },
    input: z.object({ ...onRow, toFacilityId: z.uuid().optional(), pack: dischargePack }),
    output: referralCard,
    refusals: {
      notPossible,
      noContact,
      packIncomplete: { zh: '出院信息包还不完整', en: 'The discharge pack is incomplete', data: z.object({ missing: z.array(z.string()) }) },
      notPrimary: { zh: '只能下转给基层机构', en: 'Only to a facility at the base' },
    },
  }),
  recordFirstContact: capability({
    method: 'POST',
    path: '/referrals/{referralId}/first-contact',
    title: { zh: '登记首次上门', en: 'Record the first contact' },
    access: { roles: primaryRoles, basis: 'scope' },
    input: z.object({ ...onRow, note: text(1000) }),
    output: referralCard,
    refusals: { notPossible },
  }),
  recordOutcome: capability({
    method: 'POST',
    path: '/referrals/{referralId}/outcome',
    title: { zh: '登记 14 天结果', en: 'Record the 14-day outcome' },
    access: { roles: primaryRoles, basis: 'scope' },
    input: z.object({ ...onRow, outcome: outcome.schema, note: text(1000) }),
    output: referralCard,
    refusals: { notPossible },
  }),
  settleReferral: capability({
    method: 'POST',
    path: '/referrals/{referralId}/settle',
    title: { zh: '安排后续', en: 'Settle what came back' },
    access: { roles: ['villageDoctor', 'familyDoctor', 'specialist', 'referralDesk'], basis: 'scope' },
    input: z.object({ ...onRow, plan: z.enum(['careHere', 'patientRefused', 'sendElsewhere']), toFacilityId: z.uuid().optional(), note: text(1000) }),
    output: referralCard,
    refusals: { notPossible, noContact, notPrimary: { zh: '只能下转给基层机构', en: 'Only to a facility at the base' } },
  }),
}
