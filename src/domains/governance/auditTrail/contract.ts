import { z } from 'zod'
import { capability, day, moment, page, paging, text } from '#kernel/capability.ts'
import { glassFinding, glassMeasure } from '#registry/access/contract.ts'
import { role } from '#registry/access/roles.ts'
import { glassState, traceKind, traceOutcome } from './labels.ts'

const words = z.object({ zh: z.string(), en: z.string() })

/** What is searched for. A person is named by a whole number or phone, or by a line that is about them. */
const filter = {
  person: text(60).optional(),
  residentId: z.uuid().optional(),
  actor: text(60).optional(),
  facilityId: z.uuid().optional(),
  from: day.optional(),
  until: day.optional(),
  kind: traceKind.schema.optional(),
  refusedOnly: z.stringbool().optional(),
}

const trace = z.object({
  lineId: z.string(),
  at: moment,
  /** Null where nobody was signed in: the product itself, or whoever tried to. */
  who: z.string().nullable(),
  role: words,
  facility: z.string(),
  /** What was asked, in the words of its title. */
  what: words,
  kind: traceKind.schema,
  outcome: traceOutcome.schema,
  /** Masked: enough to tell people apart. */
  whom: words.nullable(),
  residentId: z.uuid().nullable(),
  facilityId: z.uuid().nullable(),
  /** It opened a record in an emergency, or was done behind a broken glass. */
  isGlass: z.boolean(),
  basis: words.nullable(),
  why: words.nullable(),
})

const glass = z.object({
  breakGlassId: z.uuid(),
  at: moment,
  until: moment,
  who: z.string(),
  facility: z.string(),
  /** Masked, as in the trail. */
  whom: words.nullable(),
  residentId: z.uuid(),
  reason: z.string(),
  state: glassState.schema,
  turn: z.object({ role: role.schema, facility: z.string(), dueAt: moment }).nullable(),
  review: z.object({ finding: glassFinding.schema, note: z.string(), by: z.string(), at: moment }).nullable(),
  followUp: z.object({ measure: glassMeasure.schema, note: z.string(), by: z.string(), at: moment }).nullable(),
})

const wholeNumber = { zh: '请输入完整的身份证号或手机号', en: 'Give a whole identity number or phone' } as const

export const auditTrailContract = {
  searchTrail: capability({
    method: 'GET',
    path: '/trail',
    title: { zh: '查阅审计日志', en: 'Search the trail' },
    access: { roles: ['auditor'], basis: 'scope' },
    input: z.object({ ...filter, ...paging }),
    output: page(trace),
    refusals: { wholeNumber },
  }),
  exportTrail: capability({
    method: 'GET',
    path: '/trail/export',
    title: { zh: '导出审计日志', en: 'Export the trail' },
    access: { roles: ['auditor'], basis: 'scope' },
    input: z.object(filter),
    output: z.object({ name: z.string(), csv: z.string(), lines: z.int(), isWhole: z.boolean() }),
    refusals: { wholeNumber },
  }),
  openTrailState: capability({
    method: 'GET',
    path: '/trail/state',
    title: { zh: '审计日志链状态', en: 'State of the trail' },
    access: { roles: ['auditor'], basis: 'none' },
    input: z.object({}),
    output: z.object({ blocks: z.int(), sealedUntil: moment.nullable() }),
    refusals: {},
  }),
  listBreakGlasses: capability({
    method: 'GET',
    path: '/break-glass',
    title: { zh: '紧急调阅一览', en: 'Break-glasses' },
    access: { roles: ['auditor'], basis: 'scope' },
    input: z.object({ state: glassState.schema.optional(), ...paging }),
    output: page(glass).extend({ counts: z.object({ toReview: z.int(), toFollowUp: z.int() }) }),
    refusals: {},
  }),
}
