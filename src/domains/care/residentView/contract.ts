import { z } from 'zod'
import { capacityKind, holdStatus } from '#care/booking/contract.ts'
import { direction, status, urgency } from '#care/referral/contract.ts'
import { capability, day, moment, paging, text } from '#kernel/capability.ts'
import { type CodeOf, coded } from '#kernel/words.ts'
import { visitKind } from '#record/visit/contract.ts'

export const cannotCancel = coded({
  over: { zh: '已结束', en: 'It is over' },
  ofReferral: { zh: '这是转诊留的号,要改请给转诊的医生打电话', en: 'It belongs to your referral; call the doctor who referred you' },
  lookOnly: { zh: '您只能看,请本人取消', en: 'You may only look; the person cancels' },
  tooLate: { zh: '离就诊太近,请打电话取消', en: 'It is too near; please call' },
})
export type CannotCancel = CodeOf<typeof cannotCancel>

export const cannotWithdraw = coded({
  withdrawn: { zh: '已撤回', en: 'Taken back' },
  byLaw: { zh: '这是法律规定要做的,不靠您的同意;有疑问请问村医', en: 'The law asks for this, whether you agree or not; ask your doctor' },
  onlySelf: { zh: '只有本人或监护人能撤回', en: 'Only the person or a guardian can take it back' },
  inCare: { zh: '您已经到院治疗,资料正用来给您看病', en: 'You are being treated; the papers are in use for your care' },
  used: { zh: '这次转诊已经结束', en: 'That referral is over' },
})
export type CannotWithdraw = CodeOf<typeof cannotWithdraw>

export const consentKind = coded({
  referral: { zh: '把病情资料转给接诊医院', en: 'Send my papers to the hospital I am referred to' },
  other: { zh: '其他同意', en: 'Another consent' },
})

const booking = z.object({
  holdId: z.uuid(),
  kind: capacityKind.schema,
  status: holdStatus.schema,
  startsAt: moment,
  endsAt: moment,
  facility: z.string(),
  address: z.string().nullable(),
  phone: z.string().nullable(),
  department: z.string(),
  resource: z.string(),
  ofReferral: z.boolean(),
  /** Null where it may be cancelled here. */
  cannotCancel: cannotCancel.schema.nullable(),
})
export type OwnBooking = z.infer<typeof booking>

const loop = z.object({
  referralId: z.uuid(),
  direction: direction.schema,
  urgency: urgency.schema,
  status: status.schema,
  from: z.string(),
  to: z.string(),
  department: z.string().nullable(),
  submittedAt: moment,
  acceptedAt: moment.nullable(),
  arrivedAt: moment.nullable(),
  dischargedAt: moment.nullable(),
  endedAt: moment.nullable(),
  dueAt: moment.nullable(),
  startsAt: moment.nullable(),
  /** Whom to call about it. */
  call: z.object({ name: z.string(), phone: z.string() }).nullable(),
  /** When to come back at once, as the hospital wrote it for going home. */
  returnWhen: z.string().nullable(),
})
export type OwnLoop = z.infer<typeof loop>

const line = z.object({ kind: z.string(), title: z.string(), detail: z.string().nullable(), abnormal: z.boolean() })
const resident = { residentId: z.uuid() }
const own = { roles: ['resident'], basis: 'record' } as const

export const residentViewContract = {
  openHome: capability({
    method: 'GET',
    path: '/portal/{residentId}/home',
    title: { zh: '居民首页', en: "A resident's first page" },
    access: own,
    input: z.object(resident),
    output: z.object({
      name: z.string(),
      birthDate: day,
      home: z.object({ facility: z.string(), phone: z.string().nullable(), doctor: z.object({ name: z.string(), phone: z.string() }).nullable() }),
      next: booking.nullable(),
      loops: z.array(loop),
    }),
    refusals: {},
  }),
  listOwnBookings: capability({
    method: 'GET',
    path: '/portal/{residentId}/bookings',
    title: { zh: '我的预约', en: 'My bookings' },
    access: own,
    input: z.object(resident),
    output: z.object({ items: z.array(booking), cancelHours: z.int() }),
    refusals: {},
  }),
  cancelOwnBooking: capability({
    method: 'POST',
    path: '/portal/{residentId}/bookings/{holdId}/cancel',
    title: { zh: '取消我的预约', en: 'Cancel my booking' },
    access: own,
    input: z.object({ ...resident, holdId: z.uuid(), reason: text(200).optional() }),
    output: z.object({ holdId: z.uuid(), status: holdStatus.schema }),
    refusals: {
      notLive: { zh: '这个预约已结束', en: 'This booking has ended' },
      ownedByReferral: cannotCancel.labels.ofReferral,
      lookOnly: cannotCancel.labels.lookOnly,
      tooLate: cannotCancel.labels.tooLate,
    },
  }),
  listOwnVisits: capability({
    method: 'GET',
    path: '/portal/{residentId}/visits',
    title: { zh: '我的就诊', en: 'My visits' },
    access: own,
    input: z.object({ ...resident, ...paging }),
    output: z.object({
      items: z.array(
        z.object({
          visitId: z.uuid(),
          kind: visitKind.schema,
          at: moment,
          endedAt: moment.nullable(),
          facility: z.string(),
          who: z.string().nullable(),
          complaint: z.string().nullable(),
          advice: z.string().nullable(),
          diagnoses: z.array(z.string()),
          lines: z.array(line),
        }),
      ),
      cursor: z.string().nullable(),
    }),
    refusals: {},
  }),
  listOwnResults: capability({
    method: 'GET',
    path: '/portal/{residentId}/results',
    title: { zh: '我的检查和测量', en: 'My results' },
    access: own,
    input: z.object({ ...resident, kind: z.enum(['observation', 'diagnosticReport', 'immunization']).default('observation'), ...paging }),
    output: z.object({ items: z.array(line.extend({ entryId: z.uuid(), at: moment, facility: z.string() })), cursor: z.string().nullable() }),
    refusals: {},
  }),
  openOwnMedicines: capability({
    method: 'GET',
    path: '/portal/{residentId}/medicines',
    title: { zh: '我的药和过敏', en: 'My medicines and allergies' },
    access: own,
    input: z.object(resident),
    output: z.object({
      allergies: z.array(z.object({ name: z.string(), reaction: z.string().nullable(), serious: z.boolean() })),
      medicines: z.array(
        z.object({
          name: z.string(),
          dose: z.string().nullable(),
          frequency: z.string().nullable(),
          route: z.string().nullable(),
          at: moment,
          until: moment.nullable(),
          facility: z.string(),
        }),
      ),
    }),
    refusals: {},
  }),
  listConsents: capability({
    method: 'GET',
    path: '/portal/{residentId}/consents',
    title: { zh: '我给过的同意', en: 'What I agreed to' },
    access: own,
    input: z.object(resident),
    output: z.object({
      items: z.array(
        z.object({
          consentId: z.uuid(),
          kind: consentKind.schema,
          givenAt: moment,
          facility: z.string(),
          givenBy: z.object({ by: z.enum(['patient', 'guardian']), name: z.string() }),
          about: z.object({ to: z.string(), department: z.string().nullable(), status: status.schema }).nullable(),
          withdrawnAt: moment.nullable(),
          /** Null where it may be taken back here. */
          cannotWithdraw: cannotWithdraw.schema.nullable(),
        }),
      ),
    }),
    refusals: {},
  }),
  withdrawConsent: capability({
    method: 'POST',
    path: '/portal/{residentId}/consents/withdraw',
    title: { zh: '撤回同意', en: 'Take a consent back' },
    access: own,
    input: z.object({ ...resident, consentId: z.uuid() }),
    output: z.object({ consentId: z.uuid(), withdrawnAt: moment }),
    refusals: cannotWithdraw.labels,
  }),
}
