import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'

const days = { zh: '天', en: 'days' }
const proposal = { from: '2017-01-01', source: 'proposal', status: 'unverified' } as const
const norm = { from: '2017-01-01', source: 'essential-public-health-2017', status: 'unverified' } as const

function daysPolicy(name: string, on: { zh: string; en: string; value: number; most?: number }) {
  const schema = z
    .int()
    .min(0)
    .max(on.most ?? 366)
  return definePolicy({ key: `chronicCare.${name}`, title: { zh: on.zh, en: on.en }, unit: days, schema, entries: [{ ...proposal, value: on.value }] })
}

/** A disease whose follow-up is due so soon is followed up in the same visit. */
export const earlyDays = daysPolicy('earlyDays', { zh: '可提前随访', en: 'A follow-up may be early by', value: 14, most: 60 })
/** How far back readings are looked at to diagnose or to see what is due. */
export const evidenceDays = daysPolicy('evidenceDays', { zh: '诊断取用读数的回溯期', en: 'How far back readings count', value: 366, most: 1100 })
/** Where the edition names no window for measuring again. */
export const recheckDays = daysPolicy('recheckDays', { zh: '疑似后复测期限', en: 'To measure a suspected patient again', value: 28 })
/** Between two calls that agreed: an appointment cannot lie further away. */
export const agreeAtMostDays = daysPolicy('agreeAtMostDays', { zh: '电话约定随访最远', en: 'A day agreed by phone lies at most ahead', value: 60 })
export const homeVisitDays = daysPolicy('homeVisitDays', { zh: '电话未通后上门期限', en: 'To visit at home when nobody answers', value: 7 })
export const askAgainDays = daysPolicy('askAgainDays', { zh: '拒绝后再次邀请', en: 'Until a person who refused is asked again', value: 90 })
export const lostAfterDays = daysPolicy('lostAfterDays', { zh: '逾期多久算失访', en: 'Overdue for so long is lost to follow-up', value: 90 })
export const findAgainDays = daysPolicy('findAgainDays', { zh: '失访后寻找期限', en: 'To find a lost patient again', value: 30 })
export const transferDays = daysPolicy('transferDays', { zh: '迁入患者接管期限', en: 'To take over a patient who moved', value: 14 })

/** Suspected patients are referred for confirmation and followed within two weeks (standards 7.1). */
export const confirmDays = definePolicy({
  key: 'chronicCare.confirmDays',
  title: { zh: '疑似患者确诊期限', en: 'To confirm a suspected patient' },
  unit: days,
  schema: z.int().min(1).max(90),
  entries: [{ ...norm, value: 14 }],
})

/** Calls nobody answered before somebody goes there. */
export const unansweredCalls = definePolicy({
  key: 'chronicCare.unansweredCalls',
  title: { zh: '几次电话未通后上门', en: 'Unanswered calls before a home visit' },
  unit: { zh: '次', en: 'calls' },
  schema: z.int().min(1).max(10),
  entries: [{ ...proposal, value: 3 }],
})

/** From here a body mass index is obesity, and its points of diet and exercise are shown. */
export const obesityFrom = definePolicy({
  key: 'chronicCare.obesityFrom',
  title: { zh: '肥胖的体质指数', en: 'Body mass index of obesity' },
  unit: { zh: 'kg/m²', en: 'kg/m²' },
  schema: z.number(),
  entries: [{ ...norm, value: 28 }],
})

/** When a year of management counts as managed by the standard (standards 7.3). */
export const standardYear = definePolicy({
  key: 'chronicCare.standardYear',
  title: { zh: '规范管理判定', en: 'A year managed by the standard' },
  schema: z.object({ followUps: z.int(), spacingDays: z.int(), examinations: z.int(), referralDays: z.int() }),
  entries: [{ ...proposal, value: { followUps: 4, spacingDays: 120, examinations: 1, referralDays: 14 } }],
})

/** How old a reading may be to say, when somebody leaves the hospital, that the goal of the norm is met; ours, as the referral form has it. */
export const recentDays = definePolicy({
  key: 'chronicCare.recentDays',
  title: { zh: '出院时判断达标可用的测量时限', en: 'How recent a reading says at discharge that the goal is met' },
  unit: days,
  schema: z.int().min(1).max(90),
  entries: [{ ...proposal, value: 3 }],
})
