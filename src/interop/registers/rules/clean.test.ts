import { describe, expect, test } from 'vitest'
import {
  cleanDay,
  cleanDigits,
  cleanName,
  cleanNationalId,
  cleanPhone,
  cleanText,
  cleanTime,
  cleanWeekdays,
  cleanWhole,
  cleanYesNo,
  dayOfSerial,
} from './clean.ts'

const today = '2026-11-22'
const day = (typed: string, past = true) => cleanDay(typed, { today, past })

describe('a day', () => {
  test.each([
    ['1956-03-02', '1956-03-02', undefined],
    ['1956/3/2', '1956-03-02', 'otherDate'],
    ['1956.3.2', '1956-03-02', 'otherDate'],
    ['19560302', '1956-03-02', 'otherDate'],
    ['1956年3月2日', '1956-03-02', 'otherDate'],
    ['1956 年 3 月 2 日', '1956-03-02', 'otherDate'],
    ['\uff11956\uff0f3\uff0f2', '1956-03-02', 'otherDate'],
    ['2024-01-05 00:00:00', '2024-01-05', 'otherDate'],
    ['20516', '1956-03-02', 'serialDate'],
    ['20516.0', '1956-03-02', 'serialDate'],
  ])('%s is %s', (typed, value, mark) => {
    expect(day(typed)).toEqual(mark ? { value, marks: [mark] } : { value })
  })

  test.each(['1956-13-01', '2023-02-29', '1956年3月', '5/1/24', 'x', '0', '73051', '1849-12-31'])('%s is none', (typed) => {
    expect(day(typed)).toEqual({ problem: 'notADay' })
  })

  test('today is the last day of birth, tomorrow is in the future, and a plan may lie there', () => {
    expect(day('2026-11-22')).toEqual({ value: '2026-11-22' })
    expect(day('2026-11-23')).toEqual({ problem: 'inFuture' })
    expect(day('2026-11-23', false)).toEqual({ value: '2026-11-23' })
  })

  test('the day that Excel invented shifts nothing', () => {
    expect([1, 59, 61, 73_050].map(dayOfSerial)).toEqual(['1900-01-01', '1900-02-28', '1900-03-01', '2099-12-31'])
  })
})

describe('a name', () => {
  test('loses every space, ideographic ones too, and says so', () => {
    expect(cleanName('王 芳', 50)).toEqual({ value: '王芳', marks: ['spaces'] })
    expect(cleanName('王\u3000\u3000芳 ', 50)).toEqual({ value: '王芳', marks: ['spaces'] })
    expect(cleanName('王芳', 50)).toEqual({ value: '王芳' })
  })
  test('of several words keeps one space between them', () => {
    expect(cleanName('John  Smith', 50)).toMatchObject({ value: 'John Smith' })
  })
  test('of a minority keeps its dot, however it was typed', () => {
    for (const typed of ['阿卜杜拉·买买提', '阿卜杜拉•买买提', '阿卜杜拉.买买提']) expect(cleanName(typed, 50)).toMatchObject({ value: '阿卜杜拉·买买提' })
  })
  test('that is garbled or too long is refused', () => {
    expect(cleanName('王\uFFFD', 50)).toEqual({ problem: 'garbled' })
    expect(cleanName('王'.repeat(50), 50)).toEqual({ value: '王'.repeat(50) })
    expect(cleanName('王'.repeat(51), 50)).toEqual({ problem: 'tooLong' })
  })
})

describe('an identity number', () => {
  test('is taken as it stands, with spaces, full width, a small x or an apostrophe', () => {
    for (const typed of ['11010519491231002X', '11010519491231002x', "'11010519491231002X", ' 110105 19491231 002X ']) {
      expect(cleanNationalId(typed, today)).toMatchObject({ value: '11010519491231002X' })
    }
    expect(cleanNationalId('\uff11\uff11010519491231002\uff38', today)).toEqual({ value: '11010519491231002X', marks: ['fullWidth'] })
  })
  test('of fifteen digits gets its century and check digit, and is marked', () => {
    expect(cleanNationalId('110105491231002', today)).toEqual({ value: '11010519491231002X', marks: ['oldNumber'] })
  })
  test('that Excel rounded is told apart from one that was mistyped', () => {
    expect(cleanNationalId('1.10105E+17', today)).toEqual({ problem: 'numberLost' })
    expect(cleanNationalId('1.1010519491231E+17', today)).toEqual({ problem: 'numberLost' })
    expect(cleanNationalId('110105194912310021', today)).toEqual({ problem: 'wrongNumber' })
    expect(cleanNationalId('11010519491231002', today)).toEqual({ problem: 'wrongNumber' })
  })
})

test('phones lose signs, a country code and what a spreadsheet puts behind them', () => {
  for (const typed of ['13900000001', '139-0000-0001', '+86 139 0000 0001', '13900000001.0', '\uff113900000001']) {
    expect(cleanPhone(typed)).toMatchObject({ value: '13900000001' })
  }
  for (const typed of ['1390000000', '139000000011', '0596-1234567']) expect(cleanPhone(typed)).toEqual({ problem: 'wrongPhone' })
})

test('codes keep their leading zeros', () => {
  expect(cleanDigits('0001', 40)).toEqual({ value: '0001' })
  expect(cleanDigits('12.0', 40)).toEqual({ value: '12' })
})

test('whole numbers are taken at both ends of their range and not beyond', () => {
  expect(['5', '1440', '4', '1441', '5.5', '-5', '40%'].map((typed) => cleanWhole(typed, { min: 5, max: 1440 }))).toEqual([
    { value: 5 },
    { value: 1440 },
    { problem: 'notANumber' },
    { problem: 'notANumber' },
    { problem: 'notANumber' },
    { problem: 'notANumber' },
    { value: 40 },
  ])
})

test.each([
  ['8:00', '08:00'],
  ['08:30:00', '08:30'],
  ['8点', '08:00'],
  ['14点30分', '14:30'],
  ['8点半', '08:30'],
  ['0.333333333', '08:00'],
  ['\uff18\uff1a00', '08:00'],
])('the time %s is %s', (typed, value) => {
  expect(cleanTime(typed)).toEqual({ value })
})
test('24:00 is no time of day, 23:59 is', () => {
  expect(cleanTime('24:00')).toEqual({ problem: 'notATime' })
  expect(cleanTime('23:59')).toEqual({ value: '23:59' })
})

test.each([
  ['周一、周三', [1, 3]],
  ['星期日', [0]],
  ['周天', [0]],
  ['一三五', [1, 3, 5]],
  ['1,3,7', [0, 1, 3]],
  ['周一至周五', [1, 2, 3, 4, 5]],
  ['周五到周日', [0, 5, 6]],
  ['工作日', [1, 2, 3, 4, 5]],
  ['每天', [0, 1, 2, 3, 4, 5, 6]],
  ['周末', [0, 6]],
])('%s', (typed, value) => {
  expect(cleanWeekdays(typed)).toEqual({ value })
})
test('a word that is no weekday is refused', () => {
  expect(cleanWeekdays('上午')).toEqual({ problem: 'notAChoice' })
})

test('yes and no are said in several ways, and anything else is neither', () => {
  expect(['是', '√', 'Y', '否', '无'].map((typed) => cleanYesNo(typed))).toEqual([
    { value: true },
    { value: true },
    { value: true },
    { value: false },
    { value: false },
  ])
  expect(cleanYesNo('也许')).toEqual({ problem: 'notAChoice' })
})

test('text is trimmed and refused where it holds what nobody typed', () => {
  expect(cleanText('\u3000某村 1 号 ', 10)).toEqual({ value: '某村 1 号' })
  expect(cleanText('a\u0000', 10)).toEqual({ problem: 'garbled' })
})
