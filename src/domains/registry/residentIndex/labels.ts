import type { Words } from '#kernel/words.ts'
import type { Caution, Levels } from './rules/score.ts'

/** How one part of two descriptions compares, in the words of whoever looks. Null where it says nothing. */
const said: { readonly [F in keyof Levels]: Readonly<Record<Levels[F], (Words & { readonly agrees: boolean }) | null>> } = {
  name: {
    same: { zh: '姓名相同', en: 'Same name', agrees: true },
    variant: { zh: '姓名相同,字形不同', en: 'Same name, written with a variant character', agrees: true },
    sameSound: { zh: '姓名同音', en: 'Names sound the same', agrees: true },
    reordered: { zh: '名字次序颠倒', en: 'Given name in another order', agrees: true },
    oneCharacter: { zh: '名字有一个字不同', en: 'One character of the given name differs', agrees: false },
    givenOnly: { zh: '名相同,姓不同', en: 'Same given name, another surname', agrees: false },
    surnameOnly: { zh: '姓相同,名不同', en: 'Same surname, another given name', agrees: false },
    placeholder: { zh: '一方为新生儿暂用名', en: "A newborn under the mother's name", agrees: false },
    different: { zh: '姓名不同', en: 'Different names', agrees: false },
  },
  sex: {
    same: { zh: '性别相同', en: 'Same sex', agrees: true },
    other: { zh: '性别不同', en: 'Different sex', agrees: false },
    unknown: null,
  },
  birthDate: {
    same: { zh: '出生日期相同', en: 'Same birth date', agrees: true },
    swapped: { zh: '出生日期月日颠倒', en: 'Month and day of birth swapped', agrees: false },
    oneDigit: { zh: '出生日期相差一位数字', en: 'Birth date differs in one digit', agrees: false },
    lunar: { zh: '出生日期一为农历', en: 'One birth date is of the lunar calendar', agrees: false },
    rounded: { zh: '出生日期一方只记到年', en: 'One birth date is known by the year only', agrees: false },
    sameYear: { zh: '出生年份相同,月日不同', en: 'Same year of birth, another day', agrees: false },
    different: { zh: '出生日期不同', en: 'Different birth dates', agrees: false },
    missing: null,
  },
  number: {
    same: { zh: '身份证号相同', en: 'Same identity number', agrees: true },
    repaired: { zh: '身份证号相同,校验位或旧号 15 位有别', en: 'Same identity number but for its check character or old form', agrees: true },
    oneDigit: { zh: '身份证号相差一位', en: 'Identity number differs in one digit', agrees: true },
    swapped: { zh: '身份证号相邻两位颠倒', en: 'Two digits of the identity number swapped', agrees: true },
    otherValid: { zh: '身份证号不同,且都有效', en: 'Two different valid identity numbers', agrees: false },
    otherDoubtful: { zh: '身份证号不同', en: 'Different identity numbers', agrees: false },
    missing: null,
  },
  phone: {
    same: { zh: '电话相同', en: 'Same phone', agrees: true },
    other: { zh: '电话不同', en: 'Another phone', agrees: false },
    missing: null,
  },
  place: {
    household: { zh: '同一户', en: 'Same household', agrees: true },
    address: { zh: '住址相同', en: 'Same address', agrees: true },
    village: { zh: '同村', en: 'Same village', agrees: true },
    otherVillage: { zh: '不同村', en: 'Another village', agrees: false },
    missing: null,
  },
}

const caution: Readonly<Record<Caution, Words>> = {
  numberUsedByTwo: { zh: '一个身份证号可能被两人使用', en: 'Two people may be using one identity number' },
  twoValidNumbers: { zh: '两个有效身份证号,其余一致', en: 'Two valid numbers while all else agrees' },
  maybeTwin: { zh: '可能是双胞胎', en: 'They may be twins' },
  newborn: { zh: '新生儿尚无身份证号', en: 'A newborn without a number yet' },
  thinEvidence: { zh: '依据不足,需要人工判断', en: 'Too little to go by; somebody must judge' },
}

type Reason = Words & { readonly agrees: boolean }

/** Why, in words: first what must be minded, then part by part. */
export function reasonsOf(levels: Levels, because: Caution | null): Reason[] {
  const parts = (Object.keys(said) as (keyof Levels)[]).flatMap((field) => (said[field] as Record<string, Reason | null>)[levels[field]] ?? [])
  return because ? [{ ...caution[because], agrees: false }, ...parts] : parts
}
