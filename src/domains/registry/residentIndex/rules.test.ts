import { describe, expect, test } from 'vitest'
import {
  compareBirthDates,
  compareNames,
  compareNumbers,
  type Description,
  daysNear,
  isValidNumber,
  nameTraitsOf,
  numberVariants,
  scorePair,
  traitsOf,
  wholeNumber,
} from './rules.ts'
import { weightsOn } from './weights.ts'

const weights = weightsOn('2026-11-22')
const number = '11010519560302039X'

describe('names', () => {
  test.each([
    ['张伟华', '张伟华', 'same'],
    ['張偉華', '张伟华', 'variant'],
    ['闫明', '阎明', 'variant'],
    ['萧红', '肖红', 'variant'],
    ['张伟', '张炜', 'sameSound'],
    ['曾乐', '增乐', 'sameSound'],
    ['张建国', '张国建', 'reordered'],
    ['张建国', '张建军', 'oneCharacter'],
    ['张建国', '张国', 'oneCharacter'],
    ['张建国', '李建国', 'givenOnly'],
    ['张建国', '张秀英', 'surnameOnly'],
    ['张伟', '张敏', 'surnameOnly'],
    ['张建国', '李秀英', 'different'],
    ['欧阳修文', '欧阳修', 'oneCharacter'],
    ['张丽之子', '张子轩', 'placeholder'],
    ['张丽之子', '张丽之子', 'placeholder'],
    ['张丽之大女', '张丽之小女', 'different'],
    ['张丽之女', '王芳之女', 'different'],
    ['买买提·艾力', '买买提艾力', 'same'],
  ] as const)('%s and %s: %s', (a, b, level) => {
    expect(compareNames(nameTraitsOf(a), nameTraitsOf(b))).toBe(level)
    expect(compareNames(nameTraitsOf(b), nameTraitsOf(a))).toBe(level)
  })
})

describe('birth dates', () => {
  test.each([
    ['1956-03-02', '1956-03-02', 'same'],
    ['1956-03-02', '1956-02-03', 'swapped'],
    ['1956-03-02', '1958-03-02', 'oneDigit'],
    ['1956-03-02', '1956-03-12', 'oneDigit'],
    ['1956-03-02', '1956-01-20', 'lunar'],
    ['1959-01-16', '1958-12-08', 'lunar'],
    ['1956-03-22', '1956-01-01', 'rounded'],
    ['1956-03-22', '1957-01-01', 'rounded'],
    ['1956-03-22', '1958-01-01', 'different'],
    ['1956-03-22', '1956-11-05', 'sameYear'],
    ['1956-03-22', '1971-11-05', 'different'],
    ['1956-03-22', null, 'missing'],
  ] as const)('%s and %s: %s', (a, b, level) => {
    expect(compareBirthDates(a, b)).toBe(level)
  })

  test('the days near a day are real days, itself among them, and find what compares as near', () => {
    const near = daysNear('1956-03-02')
    expect(near).toEqual(expect.arrayContaining(['1956-03-02', '1956-02-03', '1958-03-02', '1956-01-20', '1956-01-01', '1957-01-01']))
    expect(near.length).toBeLessThan(60)
    expect(near.every((day) => new Date(`${day}T00:00:00Z`).toISOString().startsWith(day))).toBe(true)
  })
})

describe('identity numbers', () => {
  test.each([
    [number, number, 'same'],
    [number, '110105560302039', 'repaired'],
    [number, '11010519560302039', 'repaired'],
    [number, '110105195603020390', 'repaired'],
    [number, '11010519560302089X', 'oneDigit'],
    [number, '11010519560302093X', 'swapped'],
    [number, '11010519491231002X', 'otherValid'],
    [number, '110105194912310021', 'otherDoubtful'],
    [number, null, 'missing'],
    [number, '不详', 'missing'],
    ['000000000000000000', '000000000000000000', 'missing'],
  ] as const)('%s and %s: %s', (a, b, level) => {
    expect(compareNumbers(a, b)).toBe(level)
  })

  test('a wrong number is looked for among the right ones it may have been; a right one as it may have been mistyped', () => {
    const right = numberVariants('11010519560302089X', { every: false })
    expect(right).toContain(number)
    expect(right.slice(1).filter((n) => n.length === 18 && !isValidNumber(n))).toEqual(['11010519560302089X'].slice(1))
    const mistyped = numberVariants(number, { every: true })
    expect(mistyped).toEqual(expect.arrayContaining(['110105560302039', '11010519560302093X', '11010519560302089X', '11010519560302039']))
    expect(mistyped.length).toBeLessThan(200)
  })

  test('old numbers get their century, and what is no number is none', () => {
    expect(wholeNumber('110105560302039')).toBe(number)
    expect(wholeNumber('E12345678')).toBeNull()
  })
})

const anna: Description = {
  name: '张建国',
  sex: 'male',
  birthDate: '1956-03-02',
  nationalId: '110105195603020330',
  phone: '13900000001',
  village: '王家村',
  address: '王家村3组12号',
}
const told = (change: Partial<Description>, from: Description = anna) => {
  const { verdict, caution } = scorePair(traitsOf(from), traitsOf({ ...from, ...change }), weights)
  return caution ? `${verdict} ${caution}` : verdict
}
const withCheck = { ...anna, nationalId: number }
const unnumbered = { ...anna, nationalId: null }

describe('the verdict', () => {
  test.each([
    ['the same line', {}, 'same'],
    ['a number with its check character lost', { nationalId: number.slice(0, 17) }, 'same'],
    ['one digit of the number wrong', { nationalId: '11010519560302089X' }, 'same'],
    ['two digits swapped', { nationalId: '11010519560302093X' }, 'same'],
    ['no number, moved, another phone', { nationalId: null, village: '李家村', address: '', phone: null }, 'doubtful'],
    ['no number, another phone', { nationalId: null, phone: '13900000002' }, 'same'],
    ['no number, birth date by the old calendar', { nationalId: null, birthDate: '1956-01-20' }, 'same'],
    ['no number, month and day swapped', { nationalId: null, birthDate: '1956-02-03' }, 'same'],
    ['another right number, all else the same', { nationalId: '110105195603020314' }, 'doubtful twoValidNumbers'],
    ['another right number and name', { nationalId: '110105195603020314', name: '张建军' }, 'different'],
    ['another right number, elsewhere', { nationalId: '110105195603020314', village: '李家村', address: '', phone: null }, 'different'],
    ['the number of another by name', { name: '李秀英' }, 'doubtful numberUsedByTwo'],
    ['the number of another by sex', { sex: 'female' }, 'doubtful numberUsedByTwo'],
    ['the number of another by birth date', { birthDate: '1980-11-25' }, 'doubtful numberUsedByTwo'],
    ['the wife: one phone, one house', { name: '李秀英', sex: 'female', birthDate: '1958-07-09', nationalId: null }, 'different'],
    ['the son: one phone, one house, a name alike', { name: '张建军', birthDate: '1980-11-25', nationalId: null }, 'different'],
    ['a namesake next door', { birthDate: '1971-11-05', nationalId: null, phone: null, address: '王家村3组15号' }, 'different'],
  ] as const)('%s: %s', (_, change, verdict) => {
    expect(told(change, withCheck)).toBe(verdict)
  })

  test('twins stay two while a number is missing, and are two with their numbers', () => {
    const one: Description = { name: '张子轩', sex: 'male', birthDate: '2024-05-01', phone: '13900000001', village: '王家村', address: '王家村3组12号' }
    expect(told({ name: '张子涵' }, one)).toBe('doubtful maybeTwin')
    expect(told({ name: '张紫轩' }, one)).toBe('doubtful maybeTwin')
    expect(told({ name: '张浩然' }, one)).toBe('different')
    expect(told({ name: '张子涵', nationalId: '110105202405010038' }, { ...one, nationalId: '110105202405010011' })).toBe('different')
  })

  test("a newborn under the mother's name waits for a number, whatever else agrees", () => {
    const newborn: Description = { ...unnumbered, name: '张丽之子', birthDate: '2026-11-01' }
    expect(told({}, newborn)).toBe('doubtful newborn')
    expect(told({ name: '李子轩' }, newborn)).toBe('doubtful newborn')
    expect(told({ name: '李子轩', phone: null, address: '' }, newborn)).toBe('different newborn')
    expect(told({ name: '李子轩' }, { ...newborn, nationalId: '110105202611010039' })).toBe('same')
  })

  test('a shared phone and house never make one person of two', () => {
    const { familyLimit, thresholds } = weights
    expect(familyLimit).toBeLessThan(thresholds.doubtful)
  })

  test('the verdict turns exactly at its limits', () => {
    const { score } = scorePair(traitsOf(unnumbered), traitsOf(unnumbered), weights)
    const at = (same: number, doubtful: number) => scorePair(traitsOf(unnumbered), traitsOf(unnumbered), { ...weights, thresholds: { same, doubtful } }).verdict
    expect([at(score, 0), at(score + 0.1, score), at(score + 0.2, score + 0.1)]).toEqual(['same', 'doubtful', 'different'])
  })
})
