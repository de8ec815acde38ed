import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'
import type { BirthDateLevel } from './rules/birthDates.ts'
import type { NameLevel } from './rules/names.ts'
import type { NumberLevel } from './rules/numbers.ts'

// Weights in bits, after Fellegi and Sunter: log2 of how often a level is seen between two descriptions of one person, over how often
// between two people drawn at random. `bin/bench weights` estimates them anew from the generated people; what is written here is its answer rounded to
// the cautious side, and phone and place less than it says, because the people of one house share both.

const bits = z.number().min(-40).max(40)
const from = '2026-01-01'
const source = 'match-weights'
const status = 'unverified'

type Levels = Readonly<Record<string, number>>

function weightsOf<L extends Levels>(key: string, title: Words, value: L) {
  const shape = Object.fromEntries(Object.keys(value).map((level) => [level, bits])) as Record<keyof L & string, typeof bits>
  return definePolicy<L>({
    key: `residentIndex.weights.${key}`,
    title,
    unit: { zh: '比特', en: 'bits' },
    schema: z.object(shape) as unknown as z.ZodType<L>,
    entries: [{ from, source, status, value }],
  })
}

export const nameWeights = weightsOf<Readonly<Record<NameLevel, number>>>(
  'name',
  { zh: '主索引:姓名权重', en: 'Resident index: weights of the name' },
  { same: 13, variant: 13, sameSound: 9, reordered: 9, oneCharacter: 3, givenOnly: -2, surnameOnly: -8, placeholder: 0, different: -12 },
)

export const birthDateWeights = weightsOf<Readonly<Record<BirthDateLevel, number>>>(
  'birthDate',
  { zh: '主索引:出生日期权重', en: 'Resident index: weights of the birth date' },
  { same: 14, swapped: 8, oneDigit: 4, lunar: 6, rounded: 3, sameYear: -6, different: -12, missing: 0 },
)

export const numberWeights = weightsOf<Readonly<Record<NumberLevel, number>>>(
  'number',
  { zh: '主索引:身份证号权重', en: 'Resident index: weights of the identity number' },
  { same: 20, repaired: 18, oneDigit: 13, swapped: 13, otherValid: -20, otherDoubtful: -8, missing: 0 },
)

export const otherWeights = weightsOf(
  'others',
  { zh: '主索引:性别、电话、住址权重', en: 'Resident index: weights of sex, phone and place' },
  { sameSex: 1, otherSex: -6, samePhone: 8, otherPhone: -1, sameHousehold: 7, sameAddress: 6, sameVillage: 4, otherVillage: -2 },
)

/** What only says that two people live together counts together at most so much: a family shares it, and a family is several people. */
export const familyLimit = definePolicy({
  key: 'residentIndex.familyLimit',
  title: { zh: '主索引:家庭共有信息的权重上限', en: 'Resident index: limit for what a family shares' },
  unit: { zh: '比特', en: 'bits' },
  schema: bits,
  entries: [{ from, source, status, value: 10 }],
})

/** From `same` bits on it is one person; from `doubtful` on somebody looks. */
export const thresholds = definePolicy({
  key: 'residentIndex.thresholds',
  title: { zh: '主索引:判定界限', en: 'Resident index: where the verdict turns' },
  unit: { zh: '比特', en: 'bits' },
  schema: z.object({ same: bits, doubtful: bits }),
  outOfBounds: (value) =>
    value.doubtful < value.same ? undefined : { zh: '存疑界限应低于同一人界限', en: 'The limit of doubt must be below that of the same person' },
  entries: [{ from, source, status, value: { same: 27, doubtful: 19 } }],
})

/** Until when somebody looks at a pair: at first, and after it was put off. */
export const reviewDays = definePolicy({
  key: 'residentIndex.reviewDays',
  title: { zh: '主索引:疑似重复核对期限', en: 'Resident index: days to look at a pair' },
  unit: { zh: '天', en: 'days' },
  schema: z.object({ first: z.int().min(1).max(90), postponed: z.int().min(1).max(365) }),
  entries: [{ from, source: 'proposal', status, value: { first: 7, postponed: 30 } }],
})
