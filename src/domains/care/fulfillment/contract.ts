import { z } from 'zod'
import { population, tier } from '#care/enrollment/contract.ts'
import { capability, day, fen, moment, page, paging, text } from '#kernel/capability.ts'
import { evidenceKind } from '#record/visit/contract.ts'
import { person } from '#registry/resident/contract.ts'
import { defectReason, invalidReason, plausibilityKind, score, verdict, windowState } from './labels.ts'

export { defectReason, invalidReason, plausibilityKind, type Score, score, verdict, windowState } from './labels.ts'

const readers = ['villageDoctor', 'familyDoctor', 'publicHealthWorker', 'townshipManager', 'publicHealthSupervisor'] as const
const watchers = ['familyDoctor', 'publicHealthWorker', 'townshipManager', 'publicHealthSupervisor'] as const
// A seconded supervisor writes findings only (S-307), so the samples are the township's.
const controllers = ['townshipManager'] as const
const words = z.object({ zh: z.string(), en: z.string() })

const counts = z.object({ overdue: z.int(), due: z.int(), done: z.int(), all: z.int() })

const panelRow = z.object({
  residentId: z.uuid(),
  enrollmentId: z.uuid(),
  agreementId: z.uuid(),
  person,
  population: population.schema,
  package: words,
  until: day,
  done: z.int(),
  due: z.int(),
  overdue: z.int(),
  toDate: z.int(),
  isEffective: z.boolean().nullable(),
  /** What is to be done first, and by when. */
  next: z.object({ name: words, before: day, isOverdue: z.boolean() }).nullable(),
})
export type PanelRow = z.infer<typeof panelRow>

const evidenceLine = z.object({ kind: evidenceKind.schema, on: day, at: moment, facility: z.string(), staff: z.string(), subjectId: z.uuid() })

const scored = z.object({
  score: score.schema,
  /** 0 to 100 with two decimals; null where nothing can be said. */
  value: z.number().nullable(),
  numerator: z.number(),
  denominator: z.number(),
  unit: z.enum(['people', 'fen']),
  why: words.nullable(),
})

const scoreRow = z.object({
  residentId: z.uuid(),
  person,
  tier: tier.schema,
  counts: z.boolean(),
  reasons: z.array(invalidReason.schema),
  done: z.int().nullable(),
  toDate: z.int().nullable(),
  expected: fen.nullable(),
  actual: fen.nullable(),
})

const sampleCard = z.object({
  sampleId: z.uuid(),
  team: z.string(),
  since: day,
  before: day,
  drawnAt: moment,
  drawnBy: z.string(),
  /** Of how many services it was drawn. */
  services: z.int(),
  drawn: z.int(),
  reviewed: z.int(),
  defects: z.int(),
})
const sampledService = z.object({
  subjectId: z.uuid(),
  residentId: z.uuid(),
  person,
  kind: evidenceKind.schema,
  at: moment,
  staff: z.string(),
  place: z.string(),
  verdict: verdict.schema.nullable(),
  reason: defectReason.schema.nullable(),
  note: z.string().nullable(),
  reviewedAt: moment.nullable(),
  reviewedBy: z.string().nullable(),
})
const sampleDetail = sampleCard.extend({ items: z.array(sampledService) })
export type SampledService = z.infer<typeof sampledService>

export const fulfillmentContract = {
  openEnrollmentPanel: capability({
    method: 'GET',
    path: '/enrollment-panel',
    title: { zh: '签约居民与应做服务', en: 'The panel and what is due' },
    access: { roles: readers, basis: 'scope' },
    input: z.object({ teamId: z.uuid().optional(), box: z.enum(['overdue', 'due', 'done', 'all']).default('all'), q: text(30).optional(), ...paging }),
    output: page(panelRow).extend({ counts }),
    refusals: {},
  }),
  openFulfillment: capability({
    method: 'GET',
    path: '/residents/{residentId}/fulfillment',
    title: { zh: '一位居民的履约', en: "A resident's fulfillment" },
    access: { roles: [...readers, 'specialist', 'resident'], basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    output: z.object({
      enrollment: z
        .object({
          enrollmentId: z.uuid(),
          agreementId: z.uuid(),
          person,
          team: z.string(),
          population: population.schema,
          package: words,
          from: day,
          until: day,
        })
        .nullable(),
      items: z.array(
        z.object({
          code: z.string(),
          name: words,
          mandatory: z.boolean(),
          evidence: z.array(evidenceKind.schema),
          count: z.int(),
          turns: z.array(z.object({ from: day, before: day, state: windowState.schema, evidence: z.array(evidenceLine) })),
        }),
      ),
      done: z.int(),
      toDate: z.int(),
      due: z.int(),
      overdue: z.int(),
      isEffective: z.boolean().nullable(),
    }),
    refusals: {},
  }),
  openTeamScores: capability({
    method: 'GET',
    path: '/family-doctor-teams/{teamId}/scores',
    title: { zh: '团队“四个有效”', en: 'The four scores of a team' },
    access: { roles: watchers, basis: 'scope' },
    input: z.object({ teamId: z.uuid(), on: day.optional() }),
    output: z.object({ teamId: z.uuid(), team: z.string(), since: day, on: day, scores: z.array(scored) }),
    refusals: { inFuture: { zh: '参考日在未来', en: 'The day lies in the future' } },
  }),
  openScoreRows: capability({
    method: 'GET',
    path: '/family-doctor-teams/{teamId}/scores/{score}',
    title: { zh: '得分背后的人', en: 'The people behind a score' },
    access: { roles: watchers, basis: 'scope' },
    input: z.object({ teamId: z.uuid(), score: score.schema, on: day.optional(), ...paging }),
    output: page(scoreRow),
    refusals: { inFuture: { zh: '参考日在未来', en: 'The day lies in the future' } },
  }),
  listPlausibility: capability({
    method: 'GET',
    path: '/plausibility',
    title: { zh: '履约真实性', en: 'Plausibility of services' },
    access: { roles: controllers, basis: 'scope' },
    input: z.object({}),
    output: z.object({
      since: day,
      before: day,
      entries: z.int(),
      items: z.array(
        z.object({
          kind: plausibilityKind.schema,
          staffId: z.uuid(),
          staff: z.string(),
          facility: z.string(),
          value: z.number(),
          limit: z.number(),
          of: z.int(),
          total: z.int(),
          rows: z.array(
            z.object({ visitId: z.uuid(), person: person.nullable(), at: moment, recordedAt: moment, facility: z.string(), reading: z.string().nullable() }),
          ),
        }),
      ),
    }),
    refusals: {},
  }),
  drawSample: capability({
    method: 'POST',
    path: '/service-samples',
    title: { zh: '抽取质控样本', en: 'Draw a sample' },
    access: { roles: controllers, basis: 'scope' },
    input: z.object({ teamId: z.uuid(), since: day, before: day, size: z.int().min(1).max(200) }),
    output: sampleDetail,
    refusals: {
      emptyPeriod: { zh: '截止日期应晚于开始日期,且不在未来', en: 'The end must be after the beginning, and not in the future' },
      tooMany: { zh: '超过一次可抽的数量', en: 'More than may be drawn at once', data: z.object({ most: z.int() }) },
      nothingThere: { zh: '这段时间团队没有服务记录', en: 'The team recorded no service in that time' },
      notYours: { zh: '只能抽查本机构的团队', en: 'Only teams of your own facility' },
    },
  }),
  listSamples: capability({
    method: 'GET',
    path: '/service-samples',
    title: { zh: '质控样本', en: 'Samples' },
    access: { roles: controllers, basis: 'scope' },
    input: z.object({}),
    output: z.object({ items: z.array(sampleCard) }),
    refusals: {},
  }),
  openSample: capability({
    method: 'GET',
    path: '/service-samples/{sampleId}',
    title: { zh: '质控样本详情', en: 'One sample' },
    access: { roles: controllers, basis: 'scope' },
    input: z.object({ sampleId: z.uuid() }),
    output: sampleDetail,
    refusals: {},
  }),
  reviewService: capability({
    method: 'POST',
    path: '/service-samples/{sampleId}/services/{subjectId}',
    title: { zh: '核查一次服务', en: 'Review a service' },
    access: { roles: controllers, basis: 'scope' },
    input: z.object({ sampleId: z.uuid(), subjectId: z.uuid(), verdict: verdict.schema, reason: defectReason.schema.optional(), note: text(300).optional() }),
    output: sampleDetail,
    refusals: {
      reviewed: { zh: '这次服务已核查', en: 'Is reviewed already' },
      reasonMissing: { zh: '有缺陷请选择原因', en: 'Say what is wrong' },
      ownService: { zh: '不能核查自己的服务', en: 'Nobody reviews what they did themselves' },
    },
  }),
}
