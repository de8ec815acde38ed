import { describe, expect, test } from 'vitest'
import {
  afterPrefix,
  birthDateIn,
  checkDeath,
  checkDigit,
  checkRegistration,
  maskedName,
  maskedPhone,
  nationalIdProblem,
  plainNumber,
  searchKindOf,
  searchTermsOf,
  sexIn,
} from './rules.ts'

const today = '2026-11-23'

function numberFor(birth: string, { division = '690121', order = '001' } = {}): string {
  const head = `${division}${birth.replaceAll('-', '')}${order}`
  return head + checkDigit(`${head}0`)
}

describe('an identity number', () => {
  test.each(['11010519491231002X', '440524188001010014'])('%s has the right check digit', (number) => {
    expect(checkDigit(number)).toBe(number[17])
  })

  test('is right where everything fits', () => {
    expect(nationalIdProblem('11010519491231002X', today)).toBeUndefined()
    expect(birthDateIn('11010519491231002X')).toBe('1949-12-31')
    expect([sexIn('11010519491231002X'), sexIn('440524188001010014')]).toEqual(['female', 'male'])
  })

  test('is right on the day of the 130th year and impossible a year later', () => {
    expect(nationalIdProblem('440524188001010014', '2010-12-31')).toBeUndefined()
    expect(nationalIdProblem('440524188001010014', '2011-01-01')?.en).toContain('birth date')
  })

  test.each([...'0123456789X'].filter((last) => last !== 'X'))('with %s in place of its check digit is wrong', (last) => {
    expect(nationalIdProblem(`11010519491231002${last}`, today)?.en).toContain('check digit')
  })

  test('with two neighbouring digits swapped is wrong', () => {
    expect(nationalIdProblem('11010591491231002X', today)?.en).toContain('check digit')
  })

  test.each([
    ['born today', numberFor(today), undefined],
    ['born tomorrow', numberFor('2026-11-24'), 'birth date'],
    ['the 29th of February of a leap year', numberFor('2024-02-29'), undefined],
    ['the 29th of February of another', numberFor('2023-02-29'), 'birth date'],
    ['a 13th month', numberFor('2023-13-01'), 'birth date'],
    ['a division that is none', numberFor('1990-01-01', { division: '990121' }), 'division'],
    ['fifteen digits', '110105491231002', '17 digits'],
    ['letters', 'ABCDEFGHIJKLMNOPQR', '17 digits'],
    ['a small x', '11010519491231002x', '17 digits'],
  ])('%s', (_name, number, problem) => {
    if (problem) expect(nationalIdProblem(number, today)?.en).toContain(problem)
    else expect(nationalIdProblem(number, today)).toBeUndefined()
  })

  test('is understood however it was typed', () => {
    expect(plainNumber(' 110105 1949-1231 002x ')).toBe('11010519491231002X')
    expect(plainNumber('138 0000 0000')).toBe('13800000000')
  })
})

test.each([
  ['单雄信', ['单雄信', '雄信', 'sxx', 'shanxiongxin', 'dxx', 'danxiongxin']],
  ['曾国藩', ['zgf', 'zengguofan', 'cgf', 'cengguofan']],
  ['解缙', ['xj', 'xiejin', 'jj', 'jiejin']],
  ['李秀兰', ['李秀兰', '秀兰', 'lxl', 'lixiulan']],
  ['买买提·吐尔逊', ['买买提·吐尔逊']],
  ['Anna de Vries', ['anna de vries', 'anna', 'de', 'vries']],
])('%s is found by each of its readings', (name, terms) => {
  expect(searchTermsOf(name)).toEqual(expect.arrayContaining(terms))
  expect(searchTermsOf(name)).not.toContain('')
  expect(searchTermsOf(name).length).toBeLessThan(40)
})

test('a prefix range holds every longer word and no other', () => {
  const inside = (term: string, prefix: string) => term >= prefix && term < afterPrefix(prefix)
  expect(['li', 'lixiulan', '李'].map((term) => inside(term, 'li'))).toEqual([true, true, false])
  expect(['李', '李秀兰', '李\u{20000}', '王'].map((term) => inside(term, '李'))).toEqual([true, true, true, false])
})

test.each([
  ['李秀兰', '李**'],
  ['王', '王*'],
  ['欧阳娜娜', '欧***'],
])('%s is shown elsewhere as %s', (name, shown) => {
  expect(maskedName(name)).toBe(shown)
})

test('a phone shows its ends only', () => {
  expect(maskedPhone('13812345678')).toBe('138 **** 5678')
  expect(maskedPhone('123456')).toBe('****')
})

test.each([
  ['李', 'name'],
  ['lx', 'name'],
  ['13812345678', 'phone'],
  ['138 1234 5678', 'phone'],
  ['11010519491231002x', 'number'],
  ['110105491231002', 'number'],
  ['12345', 'tooShort'],
  ['123456', 'number'],
  ['  ', 'tooShort'],
])('%j in the search box is a %s', (typed, kind) => {
  expect(searchKindOf(typed)).toBe(kind)
})

describe('registering', () => {
  const person = {
    birthDate: '1949-12-31',
    sex: 'female',
    nationalId: '11010519491231002X',
    otherNumber: undefined,
    noNumberReason: undefined,
    phone: undefined,
  }
  test.each([
    ['everything fits', {}, undefined],
    ['born tomorrow', { birthDate: '2026-11-24', nationalId: undefined, noNumberReason: '新生儿' }, 'bornInFuture'],
    ['born today', { birthDate: today, nationalId: undefined, noNumberReason: '新生儿' }, undefined],
    ['a phone of ten digits', { phone: '1381234567' }, 'wrongPhone'],
    ['a phone of eleven', { phone: '13812345678' }, undefined],
    ['no number and no reason', { nationalId: undefined }, 'numberMissing'],
    ['another number', { nationalId: undefined, otherNumber: 'E123' }, undefined],
    ['a wrong check digit', { nationalId: '110105194912310021' }, 'wrongNationalId'],
    ['another birth date', { birthDate: '1949-12-30' }, 'birthDateDiffers'],
    ['another sex', { sex: 'male' }, 'sexDiffers'],
  ])('%s', (_name, over, refusal) => {
    expect(checkRegistration({ ...person, ...over }, today)?.refusal).toBe(refusal)
  })
})

test.each([
  ['2026-11-23', 'active', undefined],
  ['2026-11-24', 'active', 'impossibleDay'],
  ['1956-03-02', 'active', undefined],
  ['1956-03-01', 'active', 'impossibleDay'],
  ['2026-11-01', 'died', 'alreadyDied'],
])('a death on %s of somebody %s', (diedOn, status, refusal) => {
  expect(checkDeath({ diedOn, birthDate: '1956-03-02', status }, today)?.refusal).toBe(refusal)
})
