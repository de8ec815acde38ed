import { z } from 'zod'
import { summaryPart, urgency } from '#care/referral/contract.ts'
import { capability, moment, paging, text } from '#kernel/capability.ts'
import { type CodeOf, coded } from '#kernel/words.ts'
import { primaryRoles } from '#registry/access/roles.ts'
import { person } from '#registry/resident/contract.ts'

const anyone = ['villageDoctor', 'familyDoctor', 'specialist', 'referralDesk'] as const

export const adviceStatus = coded({
  asked: { zh: '待答复', en: 'Asked' },
  answered: { zh: '已答复', en: 'Answered' },
  closed: { zh: '已结束', en: 'Closed' },
  converted: { zh: '已转为转诊', en: 'Became a referral' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
})

export type AdviceStatus = CodeOf<typeof adviceStatus>

export const recommends = coded({
  treatHere: { zh: '基层处理即可', en: 'Treat at the base' },
  refer: { zh: '建议转诊', en: 'Refer' },
  referUrgently: { zh: '建议立即转诊', en: 'Refer at once' },
})

export const adviceCard = z.object({
  adviceId: z.uuid(),
  residentId: z.uuid(),
  person,
  status: adviceStatus.schema,
  urgency: urgency.schema,
  from: z.string(),
  doctor: z.string(),
  to: z.string(),
  department: z.string().nullable(),
  departmentId: z.uuid().nullable(),
  diagnosis: z.object({ code: z.string(), name: z.string() }).nullable(),
  question: z.string(),
  summary: z.array(summaryPart),
  askedAt: moment,
  dueAt: moment,
  answer: z.string().nullable(),
  recommends: recommends.schema.nullable(),
  answeredAt: moment.nullable(),
  answeredBy: z.string().nullable(),
  mine: z.enum(['asker', 'answerer']),
  version: z.int(),
})
export type AdviceCard = z.infer<typeof adviceCard>

const adviceNotPossible = { zh: '这条咨询现在不能这样操作', en: 'Not possible on this advice now', data: z.object({ status: adviceStatus.schema }) }

export const adviceContract = {
  askAdvice: capability({
    method: 'POST',
    path: '/residents/{residentId}/advice',
    title: { zh: '转诊前咨询', en: 'Ask before referring' },
    access: { roles: primaryRoles, basis: 'record' },
    input: z.object({
      residentId: z.uuid(),
      toDepartmentId: z.uuid(),
      urgency: urgency.schema,
      diagnosis: z.object({ code: text(20), name: text(100) }).optional(),
      question: text(2000),
      summary: z.array(summaryPart).max(20),
    }),
    output: adviceCard,
    refusals: { sameFacility: { zh: '不能向本机构咨询', en: 'Not to your own facility' } },
  }),
  listAdvice: capability({
    method: 'GET',
    path: '/advice',
    title: { zh: '咨询', en: 'Advice' },
    access: { roles: anyone, basis: 'scope' },
    input: z.object({ box: z.enum(['open', 'ended']).default('open'), ...paging }),
    output: z.object({ items: z.array(adviceCard), cursor: z.string().nullable() }),
    refusals: {},
  }),
  openAdvice: capability({
    method: 'GET',
    path: '/advice/{adviceId}',
    title: { zh: '咨询详情', en: 'One advice' },
    access: { roles: anyone, basis: 'scope' },
    input: z.object({ adviceId: z.uuid() }),
    output: adviceCard,
    refusals: {},
  }),
  answerAdvice: capability({
    method: 'POST',
    path: '/advice/{adviceId}/answer',
    title: { zh: '答复咨询', en: 'Answer' },
    access: { roles: ['specialist'], basis: 'scope' },
    input: z.object({ adviceId: z.uuid(), version: z.int(), answer: text(4000), recommends: recommends.schema }),
    output: adviceCard,
    refusals: { notPossible: adviceNotPossible },
  }),
  closeAdvice: capability({
    method: 'POST',
    path: '/advice/{adviceId}/close',
    title: { zh: '结束咨询', en: 'Close' },
    access: { roles: primaryRoles, basis: 'scope' },
    input: z.object({ adviceId: z.uuid(), version: z.int() }),
    output: adviceCard,
    refusals: { notPossible: adviceNotPossible },
  }),
}
