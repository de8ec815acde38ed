import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'
import { countyWords, type Words } from '#kernel/words.ts'
import { intervalSchema, lifestyleOf } from '../lifestyle.ts'
import type { Interval } from '../program.ts'

const words = countyWords as unknown as z.ZodType<Words>

// The text of 2024 could not be read (standards 7.7): every value is a default that a county settles for itself.
const norm2024 = { from: '2024-01-01', source: 'copd-2024', status: 'unverified' } as const

/** What reports count by. */
export const norm = definePolicy({
  key: 'copd.norm',
  title: { zh: '慢阻肺病随访分类', en: 'Class of a COPD follow-up' },
  schema: z.object({ fromAge: z.int(), oxygenUpTo: z.number(), catRise: z.number(), repeatAt: z.int().min(2).max(5) }),
  entries: [{ ...norm2024, value: { fromAge: 35, oxygenUpTo: 92, catRise: 2, repeatAt: 2 } }],
})

export const nextDue = definePolicy<Interval>({
  key: 'copd.nextDue',
  title: { zh: '慢阻肺病下次随访间隔', en: 'Until the next COPD follow-up' },
  unit: { zh: '天', en: 'days' },
  schema: intervalSchema,
  entries: [{ ...norm2024, value: { controlled: 90, firstFail: 14, repeatedFail: 14, emergency: 14 } }],
})

/** Lung function of those at risk and of the managed, and the ratio of diagnosis. */
export const diagnosis = definePolicy({
  key: 'copd.diagnosis',
  title: { zh: '慢阻肺病诊断与分级', en: 'Diagnosis and grade of COPD' },
  schema: z.object({ edition: words, ratioBelow: z.number(), grades: z.array(z.number()), spirometryDays: z.int(), smokingFrom: z.int() }),
  entries: [
    {
      ...norm2024,
      value: { edition: { zh: '规范 2024', en: 'Norm of 2024' }, ratioBelow: 0.7, grades: [80, 50, 30], spirometryDays: 365, smokingFrom: 10 },
    },
  ],
})

/** What the doctor is advised. */
export const care = definePolicy({
  key: 'copd.care',
  title: { zh: '慢阻肺病诊疗建议', en: 'Care of COPD' },
  schema: z.object({ edition: words, catBelow: z.number(), oxygenFrom: z.number(), titration: z.array(words), monitoring: z.array(words) }),
  entries: [
    {
      ...norm2024,
      value: {
        edition: { zh: '规范 2024', en: 'Norm of 2024' },
        catBelow: 10,
        oxygenFrom: 93,
        titration: [
          {
            zh: '先核对吸入装置的用法和依从性,再考虑调整吸入方案',
            en: 'First look at how the inhaler is used and how regularly, then consider the inhaled treatment',
          },
        ],
        monitoring: [{ zh: '每年一次肺功能,流感与肺炎疫苗按需接种', en: 'Lung function every year; vaccines against influenza and pneumonia as needed' }],
      },
    },
  ],
})

export const lifestyle = lifestyleOf('copd', {
  title: { zh: '慢阻肺病生活与康复要点', en: 'Living with COPD' },
  texts: {
    diet: [
      { zh: '戒烟,避开二手烟、柴草烟和粉尘', en: 'No smoking; keep away from smoke of others, of the stove and from dust' },
      { zh: '吃够蛋白质,少食多餐,不要过饱', en: 'Enough protein, small meals, never too full' },
    ],
    exercise: [{ zh: '每天缩唇呼吸和散步,气短加重时停下', en: 'Breathing through pursed lips and walking every day; stop when breath gets shorter' }],
  },
})
