import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'
import { countyWords, type Words } from '#kernel/words.ts'
import { intervalSchema, lifestyleOf } from '../lifestyle.ts'
import type { Interval } from '../program.ts'

const words = countyWords as unknown as z.ZodType<Words>

// The norm carries no day; the year of its edition stands for it.
const norm2017 = { from: '2017-01-01', source: 'essential-public-health-2017', status: 'unverified' } as const
const guideline2022 = { from: '2022-01-01', source: 'diabetes-2022', status: 'unverified' } as const
// In force here since the county adopted it (standards 0.1).
const guideline2025 = { from: '2026-01-01', source: 'diabetes-2025', status: 'local' } as const

/** Values that cannot wait (standards 7.2). */
export const emergency = definePolicy({
  key: 'diabetes.emergency',
  title: { zh: '糖尿病随访危急值(国家规范)', en: 'Diabetes follow-up: values that cannot wait (norm)' },
  schema: z.object({ glucoseFrom: z.number(), glucoseUpTo: z.number(), systolic: z.number(), diastolic: z.number() }),
  entries: [{ ...norm2017, status: 'verified', value: { glucoseFrom: 16.7, glucoseUpTo: 3.9, systolic: 180, diastolic: 110 } }],
})

/** What reports count by. */
export const norm = definePolicy({
  key: 'diabetes.norm',
  title: { zh: '糖尿病随访分类(国家规范)', en: 'Class of a diabetes follow-up (norm)' },
  schema: z.object({ fromAge: z.int(), fasting: z.number(), pulseAbove: z.number(), temperatureAbove: z.number(), repeatAt: z.int().min(2).max(5) }),
  entries: [{ ...norm2017, value: { fromAge: 35, fasting: 7, pulseAbove: 100, temperatureAbove: 39, repeatAt: 2 } }],
})

export const nextDue = definePolicy<Interval>({
  key: 'diabetes.nextDue',
  title: { zh: '糖尿病下次随访间隔', en: 'Until the next diabetes follow-up' },
  unit: { zh: '天', en: 'days' },
  schema: intervalSchema,
  entries: [{ ...norm2017, value: { controlled: 90, firstFail: 14, repeatedFail: 14, emergency: 14 } }],
})

/** Fasting glucose of people at high risk, once a year. Who is at high risk of diabetes is our proposal: the text was not at hand. */
export const screening = definePolicy({
  key: 'diabetes.screening',
  title: { zh: '糖尿病高危人群空腹血糖筛查', en: 'Fasting glucose of people at high risk of diabetes' },
  schema: z.object({ fromAge: z.int(), everyDays: z.int(), bodyMassIndex: z.number(), waistMale: z.number(), waistFemale: z.number() }),
  entries: [{ ...norm2017, value: { fromAge: 35, everyDays: 365, bodyMassIndex: 24, waistMale: 90, waistFemale: 85 } }],
})

export const diagnosis = definePolicy({
  key: 'diabetes.diagnosis',
  title: { zh: '糖尿病诊断标准', en: 'Diagnosis of diabetes' },
  schema: z.object({
    edition: words,
    fromAge: z.int(),
    fasting: z.number(),
    tolerance: z.number(),
    random: z.number(),
    /** Null where the edition does not accept it for diagnosis. */
    hba1c: z.number().nullable(),
    impairedFasting: z.number(),
    impairedTolerance: z.number(),
    /** From here a fasting value asks for a tolerance test or HbA1c. */
    confirmFrom: z.number(),
    /** Two different indices of one day are enough without symptoms. */
    acceptsTwoIndices: z.boolean(),
    symptoms: z.array(z.string()),
  }),
  entries: [
    {
      ...guideline2022,
      value: {
        edition: { zh: '指南 2022版', en: 'Guideline of 2022' },
        fromAge: 18,
        fasting: 7,
        tolerance: 11.1,
        random: 11.1,
        hba1c: null,
        impairedFasting: 6.1,
        impairedTolerance: 7.8,
        confirmFrom: 6.1,
        acceptsTwoIndices: false,
        symptoms: ['thirstPolyuria', 'weightLoss'],
      },
    },
    {
      ...guideline2025,
      value: {
        edition: { zh: '指南 2025版', en: 'Guideline of 2025' },
        fromAge: 18,
        fasting: 7,
        tolerance: 11.1,
        random: 11.1,
        hba1c: 6.5,
        impairedFasting: 6.1,
        impairedTolerance: 7.8,
        confirmFrom: 5.6,
        acceptsTwoIndices: true,
        symptoms: ['thirstPolyuria', 'weightLoss'],
      },
    },
  ],
})

const goals = z.object({
  fastingFrom: z.number(),
  fasting: z.number(),
  random: z.number(),
  hba1c: z.number(),
  systolic: z.number(),
  diastolic: z.number(),
  ldl: z.number(),
  ldlWithDisease: z.number(),
  cholesterol: z.number(),
  triglycerides: z.number(),
  hdlMale: z.number(),
  hdlFemale: z.number(),
  bodyMassIndex: z.number(),
})
export type Goals = z.infer<typeof goals>
const goalValues: Goals = {
  fastingFrom: 4.4,
  fasting: 7,
  random: 10,
  hba1c: 7,
  systolic: 130,
  diastolic: 80,
  ldl: 2.6,
  ldlWithDisease: 1.8,
  cholesterol: 4.5,
  triglycerides: 1.7,
  hdlMale: 1,
  hdlFemale: 1.3,
  bodyMassIndex: 24,
}

const pathOfDrugs = [
  { zh: '生活方式 + 二甲双胍;3 个月糖化仍 ≥7% 加一种', en: 'Habits and metformin; one more drug where HbA1c is still 7% or more after 3 months' },
  {
    zh: '再不达标:三联或胰岛素;糖化 ≥9% 或空腹 ≥11.1 伴症状可起始胰岛素',
    en: 'Then three drugs or insulin; insulin from HbA1c 9% or fasting 11.1 with symptoms',
  },
]
const monitoring = [
  { zh: '糖化血红蛋白每 3–6 个月一次', en: 'HbA1c every 3 to 6 months' },
  { zh: '每年查眼底、尿白蛋白/肌酐与肾功能、足部、心电图、血脂', en: 'Every year eyes, kidney (UACR, eGFR), feet, ECG and lipids' },
]

/** What the doctor is advised (standards 8.2). */
export const care = definePolicy({
  key: 'diabetes.care',
  title: { zh: '糖尿病诊疗建议(基层指南)', en: 'Care of diabetes (guideline)' },
  schema: z.object({ edition: words, goals, titration: z.array(words), drugClass: z.array(words), monitoring: z.array(words) }),
  entries: [
    {
      ...guideline2022,
      value: {
        edition: { zh: '指南 2022版', en: 'Guideline of 2022' },
        goals: goalValues,
        titration: pathOfDrugs,
        drugClass: [
          {
            zh: '五类:二甲双胍、促泌剂、α-糖苷酶抑制剂、TZD、胰岛素',
            en: 'Five classes: metformin, secretagogues, alpha-glucosidase inhibitors, TZD, insulin',
          },
        ],
        monitoring,
      },
    },
    {
      ...guideline2025,
      value: {
        edition: { zh: '指南 2025版', en: 'Guideline of 2025' },
        goals: goalValues,
        titration: pathOfDrugs,
        drugClass: [
          {
            zh: '必备六类,新增 DPP-4 抑制剂;可选 SGLT-2 抑制剂、GLP-1 受体激动剂',
            en: 'Six classes, DPP-4 inhibitors added; SGLT-2 inhibitors and GLP-1 agonists optional',
          },
        ],
        monitoring,
      },
    },
  ],
})

export const lifestyle = lifestyleOf('diabetes', {
  title: { zh: '2 型糖尿病膳食运动要点', en: 'Diet and exercise in type 2 diabetes' },
  texts: {
    diet: [
      { zh: '主食定量,粗细搭配,先吃菜和肉蛋再吃饭', en: 'A fixed amount of staple, part of it coarse; vegetables and protein first' },
      { zh: '三餐定时,不喝甜饮料,水果放在两餐之间少量吃', en: 'Meals at fixed times, no sweet drinks, a little fruit between meals' },
      { zh: '随身带糖,心慌出汗手抖时先吃糖再就医', en: 'Carry sugar: when trembling and sweating eat it first, then see a doctor' },
    ],
    exercise: [
      { zh: '饭后散步或快走,一周多数日子都动,避免空腹运动', en: 'Walk after meals on most days; no exercise on an empty stomach' },
      { zh: '穿合脚的鞋,每天看脚有没有破口', en: 'Shoes that fit; look at the feet every day' },
    ],
  },
})
