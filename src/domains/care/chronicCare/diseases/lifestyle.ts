import { z } from 'zod'
import { definePolicy, type Policy } from '#kernel/policy.ts'
import { countyWords, type Words } from '#kernel/words.ts'

const days = z.int().min(1).max(366)
/** Days until the next follow-up, by class. */
export const intervalSchema = z.object({ controlled: days, firstFail: days, repeatedFail: days, emergency: days })

const points = z.array(countyWords).min(1).max(12)
export type LifestyleTexts = { readonly diet: readonly Words[]; readonly exercise: readonly Words[] }

/** Points of diet and exercise shown at visit and follow-up (standards 1.3), in our own wording; a county may set its own. */
export function lifestyleOf(condition: string, on: { title: Words; texts: LifestyleTexts }): Policy<LifestyleTexts> {
  return definePolicy<LifestyleTexts>({
    key: `chronicCare.lifestyle.${condition}`,
    title: on.title,
    schema: z.object({ diet: points, exercise: points }) as unknown as z.ZodType<LifestyleTexts>,
    entries: [{ from: '2025-01-01', value: on.texts, source: 'key-tasks-2025', status: 'unverified' }],
  })
}

/** Two conditions of the four that have points but no program of their own. */
export const otherConditions = [
  {
    code: 'hyperlipidemia',
    label: { zh: '高脂血症', en: 'Hyperlipidemia' },
    icd10: ['E78'],
    lifestyle: lifestyleOf('hyperlipidemia', {
      title: { zh: '高脂血症膳食运动要点', en: 'Diet and exercise in hyperlipidemia' },
      texts: {
        diet: [
          { zh: '少吃肥肉、动物内脏和油炸食物,炒菜少放油', en: 'Little fat meat, offal and fried food; cook with little oil' },
          { zh: '多吃蔬菜、全谷和豆类,主食粗细搭配', en: 'More vegetables, whole grain and beans' },
          { zh: '不吃含反式脂肪的点心,少喝甜饮料', en: 'No pastry with trans fat, few sweet drinks' },
        ],
        exercise: [{ zh: '一周多数日子快走或骑车,微微出汗即可', en: 'Brisk walking or cycling on most days, until lightly sweating' }],
      },
    }),
  },
  {
    code: 'obesity',
    label: { zh: '肥胖症', en: 'Obesity' },
    icd10: ['E66'],
    lifestyle: lifestyleOf('obesity', {
      title: { zh: '肥胖症膳食运动要点', en: 'Diet and exercise in obesity' },
      texts: {
        diet: [
          { zh: '每餐七八分饱,先吃菜再吃饭,细嚼慢咽', en: 'Stop before full; vegetables first, chew slowly' },
          { zh: '不吃宵夜,不喝含糖饮料和酒', en: 'Nothing late at night, no sugared drinks or alcohol' },
          { zh: '每周称一次体重并记下来', en: 'Weigh once a week and write it down' },
        ],
        exercise: [
          { zh: '从每天多走路开始,循序增加,量力而行', en: 'Begin with more walking and add step by step' },
          { zh: '每周加做两三次力量练习;膝关节不好选游泳或骑车', en: 'Two or three times of strength a week; with bad knees swim or cycle' },
        ],
      },
    }),
  },
] as const
