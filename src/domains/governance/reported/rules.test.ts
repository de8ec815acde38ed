import { describe, expect, test } from 'vitest'
import { quantity } from './labels.ts'
import { checkCorrection, checkFigure, periodIn, specs, valueIn } from './rules/figure.ts'
import { columnsIn, type Place, readTable } from './rules/table.ts'

const today = '2026-11-22'
const county: Place = { kind: 'division', placeId: '690121', name: '全县', codes: ['690121', 'county'] }
const hospital: Place = { kind: 'facility', placeId: 'h', name: '县医院', codes: ['H1'] }
const consortium: Place = { kind: 'consortium', placeId: 'c', name: '青河县医共体', codes: [] }

test('a year, a quarter and a month are periods with the first day after them; nothing else is', () => {
  expect(periodIn('2025')).toEqual({ from: '2025-01-01', until: '2026-01-01' })
  expect(periodIn('2025-Q1')).toEqual({ from: '2025-01-01', until: '2025-04-01' })
  expect(periodIn('2025Q4')).toEqual({ from: '2025-10-01', until: '2026-01-01' })
  expect(periodIn('2025-12')).toEqual({ from: '2025-12-01', until: '2026-01-01' })
  for (const written of ['', '25', '2025-Q5', '2025-13', '2025/03', '202503']) expect(periodIn(written), written).toBeUndefined()
})

test('counts are whole, money has at most two decimals and becomes fen', () => {
  expect(valueIn('412,345', 'people')).toBe(412_345)
  expect(valueIn('0', 'people')).toBe(0)
  expect(valueIn('12.5', 'people')).toBeUndefined()
  expect(valueIn('-1', 'people')).toBeUndefined()
  expect(valueIn('1,234.5', 'yuan')).toBe(123_450)
  expect(valueIn('1234.567', 'yuan')).toBeUndefined()
  expect(valueIn('1,23', 'people')).toBeUndefined()
})

describe('a figure', () => {
  const good = { quantity: 'residentPopulation', placeKind: 'division', from: '2025-01-01', until: '2026-01-01', dims: {} } as const
  const by = { role: 'healthBureau', today } as const
  test('is taken from whoever reports it, for the places it is of', () => {
    expect(checkFigure(good, by)).toBeUndefined()
    expect(checkFigure(good, { ...by, role: 'insuranceBureau' })).toMatchObject({ refusal: 'notYours' })
    expect(checkFigure({ ...good, quantity: 'insuredPopulation' }, { ...by, role: 'insuranceBureau' })).toBeUndefined()
    expect(checkFigure({ ...good, quantity: 'chronicDeaths', placeKind: 'facility' }, by)).toMatchObject({ refusal: 'notForPlace' })
  })
  test('is of a period that has begun and ends after it begins', () => {
    expect(checkFigure({ ...good, from: today, until: '2026-11-23' }, by)).toBeUndefined()
    expect(checkFigure({ ...good, from: '2026-11-23', until: '2026-11-24' }, by)).toMatchObject({ refusal: 'wrongPeriod' })
    expect(checkFigure({ ...good, from: today, until: today }, by)).toMatchObject({ refusal: 'wrongPeriod' })
  })
  test('has the age band and cause it asks for, and no other', () => {
    const deaths = { ...good, quantity: 'chronicDeaths' } as const
    expect(checkFigure({ ...deaths, dims: { ageBand: '30-34', cause: 'cancer' } }, by)).toBeUndefined()
    expect(checkFigure({ ...deaths, dims: { ageBand: '30-34' } }, by)).toMatchObject({ refusal: 'wrongDims' })
    expect(checkFigure({ ...good, dims: { ageBand: '30-34' } }, by)).toMatchObject({ refusal: 'wrongDims' })
  })
  test('is corrected once, into something else', () => {
    const standing = { quantity: 'residentPopulation', value: 10, source: 's', isReplaced: false } as const
    expect(checkCorrection(standing, { value: 11, source: 's', role: 'healthBureau' })).toBeUndefined()
    expect(checkCorrection(standing, { value: 10, source: 't', role: 'healthBureau' })).toBeUndefined()
    expect(checkCorrection(standing, { value: 10, source: 's', role: 'healthBureau' })).toMatchObject({ refusal: 'nothingChanges' })
    expect(checkCorrection({ ...standing, isReplaced: true }, { value: 11, source: 's', role: 'healthBureau' })).toMatchObject({ refusal: 'replaced' })
    expect(checkCorrection(standing, { value: 11, source: 's', role: 'insuranceBureau' })).toMatchObject({ refusal: 'notYours' })
  })
})

describe('a table', () => {
  const headings = ['来源', '指标', '地区或机构', '时段', '年龄段', '死因', '数值']
  const columns = columnsIn(headings) ?? {}
  const read = (lines: readonly (readonly string[])[]) =>
    readTable(lines, { first: 2, columns, places: [county, hospital, consortium], role: 'healthBureau', today })

  test('is read by its headings in any order and either language; a needed one may not be missing', () => {
    expect(columns).toEqual({ source: 0, quantity: 1, place: 2, period: 3, ageBand: 4, cause: 5, value: 6 })
    expect(columnsIn(['Figure', 'Place', 'Period', 'Value', 'Source'])).toMatchObject({ quantity: 0, source: 4 })
    expect(columnsIn(['指标', '地区或机构', '时段', '数值'])).toBeUndefined()
  })

  test('gives a figure for each line that is right', () => {
    const { figures, wrong } = read([
      ['统计公报', '常住人口', '全县', '2025', '', '', '412345'],
      ['', '', '', '', '', '', ''],
      ['死因监测', '四类慢性病死亡人数', '690121', '2025', '30–34 岁', '癌症', '3'],
      ['财务决算', '职工年收入总额', 'h1', '2025', '', '', '12,345,678.90'],
    ])
    expect(wrong).toEqual([])
    expect(figures.map(({ line, value, dims, place }) => [line, value, dims, place.name])).toEqual([
      [2, 412_345, { ageBand: undefined, cause: undefined }, '全县'],
      [4, 3, { ageBand: '30-34', cause: 'cancer' }, '全县'],
      [5, 1_234_567_890, { ageBand: undefined, cause: undefined }, '县医院'],
    ])
  })

  test('says of every wrong line the column and why', () => {
    const { wrong, figures } = read([
      ['s', '不存在', '全县', '2025', '', '', '1'],
      ['s', '常住人口', '某地', '2025', '', '', '1'],
      ['s', '职工人数', '全县', '2025', '', '', '1'],
      ['s', '常住人口', '全县', '2025/1', '', '', '1'],
      ['s', '常住人口', '全县', '2027', '', '', '1'],
      ['s', '常住人口', '全县', '2025', '30–34 岁', '', '1'],
      ['s', '年中人口', '全县', '2025', '', '', '1'],
      ['s', '年中人口', '全县', '2025', '30 岁', '', '1'],
      ['', '常住人口', '全县', '2025', '', '', 'x'],
      ['s', '基本医保参保人数', '全县', '2025', '', '', '1'],
      ['s', '常住人口', '全县', '2025', '', '', '1'],
      ['s', '常住人口', '全县', '2025', '', '', '2'],
      ['s'.repeat(201), '65 岁及以上常住人口', '全县', '2025', '', '', '2'],
    ])
    expect(wrong.map((w) => `${w.line} ${w.column} ${w.wrong}`)).toEqual([
      '2 quantity unknownQuantity',
      '3 place unknownPlace',
      '4 place notForPlace',
      '5 period notAPeriod',
      '6 period notBegun',
      '7 ageBand noDimension',
      '8 ageBand needsDimension',
      '9 ageBand notAChoice',
      '10 value notANumber',
      '10 source missing',
      '11 quantity notYours',
      '13 quantity twice',
      '14 source tooLong',
    ])
    expect(figures).toHaveLength(1)
  })
})

test('every quantity says where it is reported, by whom, and what waits for it', () => {
  for (const code of quantity.codes) {
    expect(specs[code].places.length, code).toBeGreaterThan(0)
    expect(specs[code].by.length, code).toBeGreaterThan(0)
    expect(specs[code].waits.zh, code).toMatch(/\p{Script=Han}/u)
  }
})
