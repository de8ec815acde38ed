import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'
import { countyWords, type Words } from '#kernel/words.ts'
import { intervalSchema, lifestyleOf } from '../lifestyle.ts'
import type { Interval } from '../program.ts'

const pressure = z.object({ systolic: z.number(), diastolic: z.number() })
export type Pressure = z.infer<typeof pressure>
const days = z.int().min(1).max(366)
const words = countyWords as unknown as z.ZodType<Words>

// The norm carries no day; the year of its edition stands for it.
const norm2017 = { from: '2017-01-01', source: 'essential-public-health-2017', status: 'unverified' } as const
const norm2017Read = { ...norm2017, status: 'verified' } as const
const guideline2020 = { from: '2020-01-01', source: 'hypertension-2020', status: 'unverified' } as const
// In force here since the county adopted it (standards 0.1).
const guideline2025 = { from: '2026-01-01', source: 'hypertension-2025', status: 'local' } as const

/** What reports count by (standards 7.1). */
export const norm = definePolicy({
  key: 'hypertension.norm',
  title: { zh: '高血压随访分类(国家规范)', en: 'Class of a hypertension follow-up (norm)' },
  schema: z.object({
    fromAge: z.int(),
    emergency: pressure,
    goal: pressure,
    elderFrom: z.int(),
    elderGoal: pressure,
    repeatAt: z.int().min(2).max(5),
  }),
  entries: [
    {
      ...norm2017,
      value: {
        fromAge: 35,
        emergency: { systolic: 180, diastolic: 110 },
        goal: { systolic: 140, diastolic: 90 },
        elderFrom: 65,
        elderGoal: { systolic: 150, diastolic: 90 },
        repeatAt: 2,
      },
    },
  ],
})

export const nextDue = definePolicy<Interval>({
  key: 'hypertension.nextDue',
  title: { zh: '高血压下次随访间隔', en: 'Until the next hypertension follow-up' },
  unit: { zh: '天', en: 'days' },
  schema: intervalSchema,
  entries: [{ ...norm2017, value: { controlled: 90, firstFail: 14, repeatedFail: 14, emergency: 14 } }],
})

/** From which age the pressure is asked for every calendar year. */
export const screening = definePolicy({
  key: 'hypertension.screening',
  title: { zh: '首诊测血压', en: 'Whose pressure is measured every year' },
  schema: z.object({ fromAge: z.int(), everyYears: z.int().min(1).max(5) }),
  entries: [{ ...norm2017Read, value: { fromAge: 35, everyYears: 1 } }],
})

/** One of these is enough to be at high risk and to be measured every half year. */
export const highRisk = definePolicy({
  key: 'hypertension.highRisk',
  title: { zh: '高血压高危人群', en: 'High risk of hypertension' },
  schema: z.object({
    everyDays: days,
    systolic: z.number(),
    diastolic: z.number(),
    bodyMassIndex: z.number(),
    waistMale: z.number(),
    waistFemale: z.number(),
    spiritPerDay: z.number(),
    fromAge: z.int(),
  }),
  entries: [
    {
      ...norm2017,
      value: { everyDays: 183, systolic: 130, diastolic: 85, bodyMassIndex: 24, waistMale: 90, waistFemale: 85, spiritPerDay: 100, fromAge: 55 },
    },
  ],
})

export const diagnosis = definePolicy({
  key: 'hypertension.diagnosis',
  title: { zh: '高血压诊断标准', en: 'Diagnosis of hypertension' },
  schema: z.object({
    edition: words,
    /** Raised on so many different days, within so many days of the first where the edition says so. */
    times: z.int().min(1).max(5),
    withinDays: z.int().nullable(),
    office: pressure,
    home: pressure.nullable(),
    ambulatory: pressure.nullable(),
    ambulatoryDay: pressure.nullable(),
    ambulatoryNight: pressure.nullable(),
  }),
  entries: [
    {
      ...norm2017Read,
      value: {
        edition: { zh: '规范 2017', en: 'Norm of 2017' },
        times: 3,
        withinDays: null,
        office: { systolic: 140, diastolic: 90 },
        home: null,
        ambulatory: null,
        ambulatoryDay: null,
        ambulatoryNight: null,
      },
    },
    {
      ...guideline2020,
      value: {
        edition: { zh: '指南 2020版', en: 'Guideline of 2020' },
        times: 3,
        withinDays: null,
        office: { systolic: 140, diastolic: 90 },
        home: { systolic: 135, diastolic: 85 },
        ambulatory: { systolic: 130, diastolic: 80 },
        ambulatoryDay: { systolic: 135, diastolic: 85 },
        ambulatoryNight: { systolic: 120, diastolic: 70 },
      },
    },
    {
      ...guideline2025,
      value: {
        edition: { zh: '指南 2025版', en: 'Guideline of 2025' },
        times: 3,
        withinDays: 28,
        office: { systolic: 140, diastolic: 90 },
        home: { systolic: 135, diastolic: 85 },
        ambulatory: { systolic: 130, diastolic: 80 },
        ambulatoryDay: null,
        ambulatoryNight: null,
      },
    },
  ],
})

const target = z.object({
  fromAge: z.int(),
  belowAge: z.int(),
  /** Only for people with one of these diagnoses. */
  with: z.array(z.string()).nullable(),
  goal: pressure,
  /** Sought where it is tolerated. */
  ifTolerated: pressure.nullable(),
})
export type Target = z.infer<typeof target>

// Diabetes, coronary disease, heart failure, kidney disease.
const comorbid = ['E10', 'E11', 'E14', 'I20', 'I21', 'I22', 'I24', 'I25', 'I50', 'N18']

/** What the doctor is advised (standards 8.1). Targets are read from the top: the first that fits the person counts. */
export const care = definePolicy({
  key: 'hypertension.care',
  title: { zh: '高血压诊疗建议(基层指南)', en: 'Care of hypertension (guideline)' },
  schema: z.object({
    edition: words,
    targets: z.array(target).min(1),
    /** From here two drugs, or so far above the goal. */
    combineFrom: pressure.nullable(),
    combineAbove: pressure.nullable(),
    titration: z.array(words),
    /** Until when the edition wants somebody not at goal seen again, where it says so. */
    seenAgain: z.object({ withinDays: days, text: words }).optional(),
    drugClass: z.array(words),
    monitoring: z.array(words),
  }),
  entries: [
    {
      ...guideline2020,
      value: {
        edition: { zh: '指南 2020版', en: 'Guideline of 2020' },
        targets: [
          { fromAge: 80, belowAge: 150, with: null, goal: { systolic: 150, diastolic: 90 }, ifTolerated: null },
          { fromAge: 18, belowAge: 80, with: comorbid, goal: { systolic: 140, diastolic: 90 }, ifTolerated: { systolic: 130, diastolic: 80 } },
          { fromAge: 65, belowAge: 80, with: null, goal: { systolic: 150, diastolic: 90 }, ifTolerated: { systolic: 140, diastolic: 90 } },
          { fromAge: 18, belowAge: 65, with: null, goal: { systolic: 140, diastolic: 90 }, ifTolerated: null },
        ],
        combineFrom: { systolic: 160, diastolic: 100 },
        combineAbove: { systolic: 20, diastolic: 10 },
        seenAgain: { withinDays: 28, text: { zh: '2–4 周;达标后 3 个月', en: '2 to 4 weeks; 3 months when at goal' } },
        titration: [
          { zh: '未达标:2–4 周复诊一次直至达标,达标后 3 个月一次', en: 'Not at goal: seen every 2 to 4 weeks until at goal, then every 3 months' },
          {
            zh: '阶梯:单药或小剂量两药联合 → 两药足量 → 三药(A+C+D)→ 转诊',
            en: 'Steps: one drug or a low-dose pair, then the pair at full dose, then three (A+C+D), then referral',
          },
        ],
        drugClass: [{ zh: '可选 A(普利/沙坦)、B(β阻滞剂)、C(地平)、D(利尿剂)', en: 'A (ACEI or ARB), B (beta blocker), C (calcium blocker), D (diuretic)' }],
        monitoring: [{ zh: '每年一次健康体检,含血钾、肾功能、心电图', en: 'An examination every year with potassium, kidney function and ECG' }],
      },
    },
    {
      ...guideline2025,
      value: {
        edition: { zh: '指南 2025版', en: 'Guideline of 2025' },
        targets: [
          { fromAge: 80, belowAge: 150, with: null, goal: { systolic: 150, diastolic: 90 }, ifTolerated: { systolic: 140, diastolic: 90 } },
          { fromAge: 18, belowAge: 80, with: null, goal: { systolic: 130, diastolic: 80 }, ifTolerated: null },
        ],
        combineFrom: null,
        combineAbove: null,
        titration: [
          {
            zh: '未达标可考虑调整剂量或联合用药,优先单片复方制剂',
            en: 'Not at goal: dose or combination may be changed; a single-pill combination is preferred',
          },
        ],
        drugClass: [
          {
            zh: '五类一线药 AABCD:ACEI/ARB、ARNI、β阻滞剂、CCB、利尿剂',
            en: 'Five first-line classes AABCD: ACEI or ARB, ARNI, beta blocker, calcium blocker, diuretic',
          },
        ],
        monitoring: [{ zh: '每年一次健康体检,含血钾、肾功能、心电图', en: 'An examination every year with potassium, kidney function and ECG' }],
      },
    },
  ],
})

export const lifestyle = lifestyleOf('hypertension', {
  title: { zh: '高血压膳食运动要点', en: 'Diet and exercise in hypertension' },
  texts: {
    diet: [
      { zh: '少盐:一家人共用限盐勺,少吃咸菜、酱料和腌制品', en: 'Less salt: a measuring spoon for the household, few pickles and sauces' },
      { zh: '多吃新鲜蔬菜水果和豆制品,控制总量', en: 'More fresh vegetables, fruit and soy, in moderation' },
      { zh: '戒烟,不喝或少喝酒', en: 'No smoking, little or no alcohol' },
    ],
    exercise: [
      { zh: '一周多数日子中等强度活动,如快走、太极,循序渐进', en: 'Moderate exercise on most days, such as brisk walking or tai chi' },
      { zh: '血压很高或不适时不运动,清晨避免剧烈活动', en: 'None while the pressure is very high or when unwell; nothing hard in the early morning' },
    ],
  },
})
