import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'

const whole = (min: number, max: number) => z.int().min(min).max(max)
const percent = z.number().min(0).max(100)
const proposed = { from: '2020-01-01', source: 'proposal', status: 'unverified' } as const

/** From which share of the items due to date somebody counts as served, when every mandatory item was done as well. */
export const effectivePercent = definePolicy({
  key: 'fulfillment.effectivePercent',
  title: { zh: '有效履约的完成比例', en: 'Share of items that makes a service effective' },
  unit: { zh: '%', en: '%' },
  schema: percent,
  entries: [{ ...proposed, value: 80 }],
})

/** Over how many days before the reference day scores are counted. */
export const scoreDays = definePolicy({
  key: 'fulfillment.scoreDays',
  title: { zh: '评价期', en: 'Period of the scores' },
  unit: { zh: '天', en: 'days' },
  schema: whole(30, 730),
  entries: [{ ...proposed, value: 365 }],
})

export type ExpectedCost = {
  /** From an age on, what a year costs by sex; fen. */
  readonly ages: readonly { readonly from: number; readonly female: number; readonly male: number }[]
  /** What each of these groups adds. */
  readonly groups: Readonly<Record<string, number>>
}
const fen = whole(0, 100_000_000)

/** What a resident's year is expected to cost, by age, sex and disease. Every county replaces it by its own means of last year. */
export const expectedCost = definePolicy<ExpectedCost>({
  key: 'fulfillment.expectedCost',
  title: { zh: '年度预期医疗费用', en: 'Expected cost of a year' },
  unit: { zh: '分', en: 'fen' },
  schema: z.object({
    ages: z
      .array(z.object({ from: whole(0, 120), female: fen, male: fen }))
      .min(1)
      .max(30),
    groups: z.record(z.string(), fen),
  }),
  entries: [
    {
      ...proposed,
      value: {
        ages: [
          { from: 0, female: 120_000, male: 130_000 },
          { from: 7, female: 50_000, male: 50_000 },
          { from: 18, female: 70_000, male: 60_000 },
          { from: 45, female: 110_000, male: 110_000 },
          { from: 65, female: 290_000, male: 300_000 },
        ],
        groups: { hypertension: 30_000, diabetes: 45_000, copd: 30_000, severeMental: 30_000, pregnant: 60_000 },
      },
    },
  ],
})

export type Plausibility = {
  readonly days: number
  readonly apartMinutes: number
  readonly copiedRun: number
  readonly digitsFrom: number
  readonly chiSquare: number
  readonly heapAt: { readonly systolic: number; readonly diastolic: number }
  readonly heapPercent: number
  readonly nightFrom: number
  readonly nightUntil: number
  readonly nightBatch: number
  readonly rows: number
}

/**
 * When what was written down is looked at again. `chiSquare`: of the ten terminal digits, at nine degrees of freedom one honest
 * recorder in a thousand is above 27.88. `copiedRun`: the same reading of so many people in a row. `heapPercent`: readings of exactly
 * `heapAt`, the last that are not high. Hours are of the county's clock.
 */
export const plausibility = definePolicy<Plausibility>({
  key: 'fulfillment.plausibility',
  title: { zh: '履约真实性监测的界值', en: 'Limits of the plausibility checks' },
  schema: z.object({
    days: whole(7, 366),
    apartMinutes: whole(1, 240),
    copiedRun: whole(3, 50),
    digitsFrom: whole(20, 1000),
    chiSquare: z.number().min(10).max(100),
    heapAt: z.object({ systolic: whole(80, 200), diastolic: whole(40, 130) }),
    heapPercent: percent,
    nightFrom: whole(18, 23),
    nightUntil: whole(1, 8),
    nightBatch: whole(3, 200),
    rows: whole(5, 100),
  }),
  entries: [
    {
      ...proposed,
      value: {
        days: 365,
        apartMinutes: 10,
        copiedRun: 5,
        digitsFrom: 40,
        chiSquare: 27.88,
        heapAt: { systolic: 139, diastolic: 89 },
        heapPercent: 15,
        nightFrom: 22,
        nightUntil: 5,
        nightBatch: 10,
        rows: 20,
      },
    },
  ],
})

/** How many services the quality control center draws, and in how many days it looks at them. */
export const sampling = definePolicy({
  key: 'fulfillment.sampling',
  title: { zh: '质控抽样', en: 'Sampling of quality control' },
  schema: z.object({ most: whole(1, 200), days: whole(1, 90) }),
  entries: [{ ...proposed, value: { most: 50, days: 14 } }],
})
