import { z } from 'zod'
import { capability, day, moment, page, paging, text } from '#kernel/capability.ts'
import { newPrescription } from '#record/visit/contract.ts'
import { clinicalRoles } from '#registry/access/roles.ts'
import { person } from '#registry/resident/contract.ts'
import {
  adviceLine,
  callOutcome,
  dueState,
  followUpMode,
  formField,
  judgedAtDischarge,
  lifestylePoints,
  managedStatus,
  nextStep,
  panelFilter,
  programStatus,
  promptKind,
  readingSource,
  reason,
  referralOffer,
  reportClass,
  ruleBasis,
  screeningOutcome,
  valueRefusals,
  words,
} from './labels.ts'

export type { AdviceLine, LifestylePoints, Reason, ReferralOffer, RuleBasis } from './labels.ts'

const code = z.string().regex(/^[a-z][A-Za-z0-9]{0,39}$/)
const disease = z.object({ disease: z.string(), label: words })
/** As people measured it. `unit` is the one that was meant: mg/dL and kPa are turned into ours. */
const givenReading = z.object({ value: z.number(), unit: text(20) }).strict()
export const givenReadings = z.record(code, givenReading)
export type GivenReadings = z.infer<typeof givenReadings>
export const givenAnswers = z.record(code, z.union([text(40), z.number()]))
export type GivenAnswers = z.infer<typeof givenAnswers>
export const medication = z.object({ code: text(40).optional(), name: text(100), dose: text(50).optional(), frequency: text(50).optional() }).strict()
export type Medication = z.infer<typeof medication>

export type FormFieldShown = z.infer<typeof formField>

const lastReading = z.object({ name: z.string(), label: words, shown: words, on: day })
const managedProgram = disease.extend({
  status: programStatus.schema,
  since: day,
  reportClass: reportClass.schema.nullable(),
  /** By the norm; null where it was not measured. */
  inTarget: z.boolean().nullable(),
  failsInRow: z.int(),
  lastOn: day.nullable(),
  nextDueOn: day.nullable(),
})
export const managedCard = z.object({
  managedId: z.uuid(),
  residentId: z.uuid(),
  person,
  facilityId: z.uuid(),
  facility: z.string(),
  status: managedStatus.schema,
  since: day,
  diseases: z.array(managedProgram),
  lastFollowUpOn: day.nullable(),
  lastReadings: z.array(lastReading),
  next: z.object({ step: nextStep.schema, dueOn: day, due: dueState.schema, daysOverdue: z.int() }).nullable(),
  /** 0 to 3: emergency and repeated failure first. */
  risk: z.int(),
  agreedOn: day.nullable(),
  lastCall: z.object({ outcome: callOutcome.schema, at: moment, note: z.string() }).nullable(),
  unansweredCalls: z.int(),
  version: z.int(),
})
export type ManagedCard = z.infer<typeof managedCard>

export const visitPrompt = disease.extend({
  kind: promptKind.schema,
  measure: z.array(z.object({ name: z.string(), label: words, shownUnit: words.nullable() })),
  why: reason,
  dueOn: day.nullable(),
})
export type VisitPrompt = z.infer<typeof visitPrompt>

export const diseaseResult = disease.extend({
  /** Null where what the class needs was not measured. */
  reportClass: reportClass.schema.nullable(),
  reasons: z.array(reason),
  failsInRow: z.int(),
  inTarget: z.boolean().nullable(),
  /** By the guideline; null where it was not measured. */
  atCareGoal: z.boolean().nullable(),
  needsReferral: z.boolean(),
  nextDueOn: day,
  nextBasis: ruleBasis,
})
export type DiseaseResult = z.infer<typeof diseaseResult>
export const followUpResult = z.object({
  followUpId: z.uuid(),
  visitId: z.uuid(),
  residentId: z.uuid(),
  occurredAt: moment,
  results: z.array(diseaseResult),
  nextDueOn: day,
  advice: z.array(adviceLine),
  lifestyle: z.array(lifestylePoints),
  referral: referralOffer.nullable(),
  /** Whether the norm counts it as a follow-up, and what is missing. */
  counts: z.object({ isValid: z.boolean(), missing: z.array(words) }),
  managed: managedCard,
})
export type FollowUpResult = z.infer<typeof followUpResult>

export const screeningResult = disease.extend({
  outcome: screeningOutcome.schema,
  reasons: z.array(reason),
  needs: z.array(z.object({ text: words, by: day.nullable() })),
  nextOn: day.nullable(),
})
export type ScreeningResult = z.infer<typeof screeningResult>

const recordedFollowUp = z.object({
  followUpId: z.uuid(),
  visitId: z.uuid(),
  occurredAt: moment,
  mode: followUpMode.schema,
  facility: z.string(),
  who: z.string(),
  readings: z.array(lastReading.omit({ on: true })),
  /** Each reading as a number by the name of its field, for drawing. */
  values: z.record(z.string(), z.number()),
  answers: z.array(z.object({ name: z.string(), label: words, shown: words })),
  symptoms: z.array(words),
  medications: z.array(medication),
  results: z.array(disease.extend({ reportClass: reportClass.schema.nullable(), reasons: z.array(reason), nextDueOn: day })),
  isValid: z.boolean(),
})

/** What the norm wants of a reading of this person; the band behind its course. */
const target = z.object({ field: z.string(), low: z.number().nullable(), high: z.number().nullable(), text: words, basis: ruleBasis })
export type Target = z.infer<typeof target>

const homeCriterion = z.object({ criterionId: z.string(), label: words, to: z.enum(['village', 'township']).nullable(), basis: ruleBasis })

const told = {
  residentId: z.uuid(),
  occurredAt: moment.optional(),
  lateReason: text(200).optional(),
  readings: givenReadings.default({}),
  /** Asked as a whole: what is not in the list was asked and denied. */
  symptoms: z.array(code).max(60),
  answers: givenAnswers.default({}),
  /** Fields whose unusual values the recorder looked at again, as `pleaseConfirm` and `unitQuestion` named them. */
  confirmed: z.array(text(60)).max(20).default([]),
}
const readers = [...clinicalRoles, 'publicHealthWorker', 'townshipManager'] as const
const callers = ['villageDoctor', 'familyDoctor', 'publicHealthWorker'] as const
const panelRoles = [...callers, 'townshipManager'] as const
/** Who governs the county sees everybody's figures, and the people behind them masked: they treat nobody. */
const county = { roles: ['consortiumManager', 'healthBureau'], basis: 'scope', county: true } as const
const onManaged = { managedId: z.uuid(), version: z.int() }
const figure = z.object({ numerator: z.int(), denominator: z.int() })
const figures = z.object({
  suspected: z.int(),
  managed: z.int(),
  standardManaged: figure,
  controlled: figure,
  overdue: z.int(),
  lost: z.int(),
})

const panel = z.object({
  on: day,
  year: z.int(),
  facilities: z.array(z.object({ facilityId: z.uuid(), facility: z.string(), diseases: z.array(disease.extend({ figures })) })),
  total: z.array(disease.extend({ figures })),
  definitions: z.array(z.object({ name: z.string(), label: words, meaning: words, basis: ruleBasis })),
})
const ofYear = z.object({ year: z.coerce.number().int().min(2000).max(2100).optional() })
const ofPeople = z.object({
  ...paging,
  filter: panelFilter.schema.default('managed'),
  disease: code.optional(),
  facilityId: z.uuid().optional(),
  year: z.coerce.number().int().min(2000).max(2100).optional(),
})
const panelPeople = page(
  managedCard.extend({ standard: z.array(disease.extend({ isStandard: z.boolean(), validFollowUps: z.int(), missing: z.array(words) })) }),
)

export const chronicCareContract = {
  openFollowUp: capability({
    method: 'GET',
    path: '/residents/{residentId}/follow-up',
    title: { zh: '打开慢病随访', en: 'Open the chronic follow-up' },
    access: { roles: clinicalRoles, basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    output: z.object({
      residentId: z.uuid(),
      person,
      /** Null where the person is in no program: then only the prompts say something. */
      managed: managedCard.nullable(),
      fields: z.array(formField),
      symptoms: z.array(z.object({ code: z.string(), label: words, diseases: z.array(z.string()) })),
      medications: z.array(medication),
      lastFollowUp: z.object({ on: day, mode: followUpMode.schema, who: z.string() }).nullable(),
      prompts: z.array(visitPrompt),
      today: day,
    }),
    refusals: {},
  }),
  recordFollowUp: capability({
    method: 'POST',
    path: '/residents/{residentId}/follow-ups',
    title: { zh: '记录慢病随访', en: 'Record a chronic follow-up' },
    access: { roles: clinicalRoles, basis: 'record' },
    offline: true,
    input: z.object({
      ...told,
      /** Made on the device, so that what was recorded offline can be named before it is sent. The visit has the same id. */
      followUpId: z.uuid().optional(),
      mode: followUpMode.schema,
      /** Of the blood pressure; without it the office's, by phone the one measured at home. */
      source: readingSource.schema.optional(),
      /** What was not answered anew is as it was said last time. */
      answersUnchanged: z.boolean().default(false),
      medicationsUnchanged: z.boolean().default(false),
      medications: z.array(medication).max(30).default([]),
      prescriptions: z.array(newPrescription).max(30).default([]),
      advice: text(2000).optional(),
      note: text(4000).optional(),
      /** Sooner than the norm asks for; later is refused. */
      nextDueOn: day.optional(),
    }),
    output: followUpResult,
    refusals: {
      ...valueRefusals,
      notManaged: { zh: '这位居民还没有纳入慢病管理', en: 'This resident is in no chronic program' },
      nextTooLate: { zh: '下次随访不能晚于规范要求', en: 'The next follow-up may not be later than the norm asks', data: z.object({ latest: day }) },
    },
  }),
  listFollowUps: capability({
    method: 'GET',
    path: '/residents/{residentId}/follow-ups',
    title: { zh: '随访记录', en: 'Follow-ups' },
    access: { roles: readers, basis: 'record' },
    input: z.object({ residentId: z.uuid(), ...paging }),
    output: page(recordedFollowUp).extend({ targets: z.array(target) }),
    refusals: {},
  }),
  openVisitPrompts: capability({
    method: 'GET',
    path: '/residents/{residentId}/visit-prompts',
    title: { zh: '今天该测什么', en: 'What to measure today' },
    access: { roles: clinicalRoles, basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    output: z.object({ residentId: z.uuid(), prompts: z.array(visitPrompt) }),
    refusals: {},
  }),
  recordScreening: capability({
    method: 'POST',
    path: '/residents/{residentId}/screenings',
    title: { zh: '记录慢病筛查', en: 'Record a screening' },
    access: { roles: clinicalRoles, basis: 'record' },
    offline: true,
    input: z.object({ ...told, screeningId: z.uuid().optional(), source: readingSource.schema.default('office') }),
    output: z.object({
      visitId: z.uuid(),
      residentId: z.uuid(),
      results: z.array(screeningResult),
      referral: referralOffer.nullable(),
      managed: managedCard.nullable(),
    }),
    refusals: valueRefusals,
  }),
  confirmDiagnosis: capability({
    method: 'POST',
    path: '/residents/{residentId}/chronic-programs',
    title: { zh: '确诊并纳入管理', en: 'Confirm a diagnosis' },
    access: { roles: clinicalRoles, basis: 'record' },
    input: z.object({
      residentId: z.uuid(),
      disease: code,
      decision: z.enum(['confirmed', 'excluded']),
      diagnosedOn: day.optional(),
      note: text(500).optional(),
    }),
    output: managedCard,
    refusals: {
      unknownDisease: { zh: '没有这种慢病管理项目', en: 'No such program' },
      needsDoctor: {
        zh: '尚未达到诊断标准,须由家庭医生或专科医生确诊',
        en: 'The criteria are not met; a family doctor or specialist has to confirm',
        data: z.object({ outcome: screeningOutcome.schema, needs: z.array(z.object({ text: words, by: day.nullable() })) }),
      },
      tooYoung: { zh: '未到该项目的管理年龄', en: 'Below the age of the program', data: z.object({ age: z.int(), from: z.int() }) },
      alreadyManaged: { zh: '已在管理中', en: 'Already managed' },
      managedElsewhere: { zh: '已由居民所属机构管理,请由其确诊', en: 'Another facility manages this person and confirms it' },
      notConcerned: { zh: '没有需要排除的疑似或管理记录', en: 'There is nothing to exclude' },
      inFuture: { zh: '确诊日期在未来', en: 'The diagnosis is in the future', data: z.object({ now: moment }) },
      bornLater: { zh: '确诊日期早于出生日期', en: 'The diagnosis is before the birth' },
      died: { zh: '已登记死亡', en: 'The death is on record' },
    },
  }),
  openManaged: capability({
    method: 'GET',
    path: '/chronic/managed/{managedId}',
    title: { zh: '慢病管理卡', en: 'Managed person' },
    access: { roles: readers, basis: 'scope' },
    input: z.object({ managedId: z.uuid() }),
    output: managedCard,
    refusals: {},
  }),
  openManagedHistory: capability({
    method: 'GET',
    path: '/residents/{residentId}/chronic-history',
    title: { zh: '慢病管理经过', en: 'What happened in chronic care' },
    access: { roles: readers, basis: 'record' },
    input: z.object({ residentId: z.uuid() }),
    /** In the order it happened; nobody is named for what the platform found on its clock. */
    output: z.object({ items: z.array(z.object({ at: moment, what: words, by: z.string().nullable(), isSetback: z.boolean() })) }),
    refusals: {},
  }),
  openWayHome: capability({
    method: 'GET',
    path: '/residents/{residentId}/way-home',
    title: { zh: '回基层条件', en: 'Criteria of the way home' },
    access: { roles: ['specialist'], basis: 'record' },
    input: z.object({
      residentId: z.uuid(),
      /** Of the referral that ends, as ICD-10; it may not stand in the record yet. */
      diagnosis: text(20).optional(),
      /** What the doctor judges to be so, parted by commas; the rest is unknown, never "no". */
      judged: text(200).optional(),
    }),
    output: z.object({
      residentId: z.uuid(),
      /** Hypertension, diabetes, COPD; with none of them there is nothing to propose. */
      diseases: z.array(words),
      asked: z.array(z.object({ field: judgedAtDischarge, label: words })),
      met: z.array(homeCriterion.extend({ because: z.array(z.object({ label: words, value: words })) })),
      open: z.array(homeCriterion.extend({ missing: z.array(words) })),
    }),
    refusals: {},
  }),
  listOverdue: capability({
    method: 'GET',
    path: '/chronic/overdue',
    title: { zh: '逾期随访名单', en: 'Overdue follow-ups' },
    access: { roles: callers, basis: 'scope' },
    input: z.object({ ...paging, disease: code.optional() }),
    output: page(managedCard).extend({ counts: z.object({ overdue: z.int(), lost: z.int(), today: z.int() }) }),
    refusals: {},
  }),
  recordCall: capability({
    method: 'POST',
    path: '/chronic/managed/{managedId}/calls',
    title: { zh: '记录催访电话', en: 'Record a call' },
    access: { roles: callers, basis: 'scope' },
    offline: true,
    input: z.object({
      ...onManaged,
      callId: z.uuid().optional(),
      occurredAt: moment.optional(),
      outcome: callOutcome.schema,
      /** Agreed: the day of the follow-up. */
      agreedOn: day.optional(),
      /** Moved: the facility of the new place; without it the person left the county. */
      movedTo: z.uuid().optional(),
      note: text(500, 0).default(''),
    }),
    output: managedCard.extend({ said: words }),
    refusals: {
      dayNeeded: { zh: '请写明约定的随访日期', en: 'Say the day that was agreed' },
      dayPast: { zh: '约定日期不能早于今天', en: 'The agreed day is in the past' },
      dayTooFar: { zh: '约定日期太远', en: 'The agreed day is too far away', data: z.object({ latest: day }) },
      notOpen: { zh: '这位居民已不在管理中', en: 'This person is not managed any more', data: z.object({ status: managedStatus.schema }) },
      unknownPlace: { zh: '找不到要转往的机构', en: 'The facility of the new place is not known' },
    },
  }),
  answerTransfer: capability({
    method: 'POST',
    path: '/chronic/managed/{managedId}/take-over',
    title: { zh: '接管迁入患者', en: 'Take over a patient who moved' },
    access: { roles: callers, basis: 'scope' },
    input: z.object({ ...onManaged, accept: z.boolean(), note: text(500, 0).default('') }),
    output: managedCard,
    refusals: {
      notTransferring: { zh: '这位居民没有待接管的转移', en: 'No transfer is waiting for this person' },
      notYours: { zh: '应由迁入地的机构接管', en: 'The facility of the new place decides' },
    },
  }),
  openPanel: capability({
    method: 'GET',
    path: '/chronic/panel',
    title: { zh: '慢病管理概览', en: 'Chronic care at a glance' },
    access: { roles: panelRoles, basis: 'scope' },
    input: ofYear,
    output: panel,
    refusals: {},
  }),
  listPanel: capability({
    method: 'GET',
    path: '/chronic/panel/people',
    title: { zh: '慢病管理名单', en: 'People in chronic care' },
    access: { roles: panelRoles, basis: 'scope' },
    input: ofPeople,
    output: panelPeople,
    refusals: {},
  }),
  openCountyPanel: capability({
    method: 'GET',
    path: '/chronic/county',
    title: { zh: '全县慢病管理概览', en: 'Chronic care of the county' },
    access: county,
    input: ofYear,
    output: panel,
    refusals: {},
  }),
  listCountyPanel: capability({
    method: 'GET',
    path: '/chronic/county/people',
    title: { zh: '全县慢病管理名单(姓名隐去)', en: 'People in chronic care of the county, masked' },
    access: county,
    input: ofPeople,
    output: panelPeople,
    refusals: {},
  }),
  openConflicts: capability({
    method: 'GET',
    path: '/chronic/conflicts',
    title: { zh: '规范与指南对照', en: 'Norm and guideline compared' },
    access: { roles: [...clinicalRoles, 'publicHealthWorker', 'townshipManager', 'hospitalManager', 'consortiumManager', 'healthBureau'], basis: 'none' },
    input: z.object({ on: day.optional() }),
    output: z.object({
      on: day,
      items: z.array(
        disease.extend({
          item: words,
          norm: z.object({ value: words, basis: ruleBasis }).nullable(),
          guidelines: z.array(z.object({ edition: words, value: words, basis: ruleBasis, isInForce: z.boolean() })),
          differs: z.boolean(),
          /** What is used: reports follow the norm, care the stricter of what is in force. */
          report: words.nullable(),
          care: words,
        }),
      ),
    }),
    refusals: {},
  }),
}
