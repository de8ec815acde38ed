import { describe, expect, test } from 'vitest'
import type { Values } from '../../registers/rules/read.ts'
import { contentOf, homeCountyOf, judgeClaim } from './claims.ts'

const place = { name: '青河县人民医院', divisionCode: '690121', facilityCode: 'H0001', creditCode: '12690121ABCDEFGHX1' }
const city = { name: '同安市第一医院', divisionCode: '690102', facilityCode: 'H9001', creditCode: null }
const home = homeCountyOf([place, city], ['690121'])

const whole: Values = {
  claimNumber: 'A1',
  nationalId: '11010519491231002X',
  name: '李秀兰',
  facilityName: '同安市第一医院',
  placeDivision: '690102',
  kind: 'inpatient',
  startedOn: '2026-03-01',
  endedOn: '2026-03-08',
  totalCost: 1000,
  fundPay: 600,
  selfPay: 400,
  settledAt: '2026-03-08T10:20:00.000+08:00',
}

function judge(values: Values) {
  const judged = judgeClaim({ values: { ...whole, ...values }, problems: [], marks: [] }, home)
  return 'problems' in judged ? judged.problems.map(({ code, field }) => `${code} ${field}`) : judged.claim
}

test('a whole row is a claim; of the person only the masked card is kept', () => {
  expect(judge({})).toMatchObject({
    claimNumber: 'A1',
    reverses: undefined,
    person: { name: '李**', sex: 'female', birthYear: 1949 },
    totalCost: 1000,
    insured: true,
    tcm: false,
    updatedAt: whole.settledAt,
  })
})

describe('amounts', () => {
  test('fund and person are the total to the fen', () => {
    expect(judge({ selfPay: 401 })).toEqual(['sumDiffers fundPay'])
    expect(judge({ selfPay: 399 })).toEqual(['sumDiffers fundPay'])
  })
  test('have one sign', () => {
    expect(judge({ fundPay: 1400, selfPay: -400 })).toEqual(['mixedSigns fundPay'])
    expect(judge({ fundPay: 1000, selfPay: 0 })).toMatchObject({ fundPay: 1000, selfPay: 0 })
  })
})

describe('a reversal', () => {
  test('is what has negative amounts, or says so, and names what it takes back', () => {
    expect(judge({ totalCost: -1000, fundPay: -600, selfPay: -400 })).toEqual(['noOriginal reverses'])
    expect(judge({ totalCost: -1000, fundPay: -600, selfPay: -400, reverses: 'A0' })).toMatchObject({ reverses: 'A0', totalCost: -1000 })
    expect(judge({ entry: 'reversed', reverses: 'A0' })).toMatchObject({ reverses: 'A0', totalCost: -1000, fundPay: -600, selfPay: -400 })
    expect(judge({ entry: 'reversed' })).toEqual(['noOriginal reverses'])
    expect(judge({ entry: 'settled', reverses: 'A0' })).toMatchObject({ reverses: undefined })
  })
})

describe('the county itself', () => {
  test('is refused by code, by division and by name', () => {
    expect(judge({ facilityCode: 'h0001' })).toEqual(['inCounty facilityCode'])
    expect(judge({ placeDivision: '690121' })).toEqual(['inCounty placeDivision'])
    expect(judge({ placeDivision: '690121104203' })).toEqual(['inCounty placeDivision'])
    expect(judge({ facilityName: '青河县 人民医院' })).toEqual(['inCounty facilityName'])
  })
  test('is not a hospital elsewhere that is registered here, nor the neighbouring division', () => {
    expect(judge({ facilityCode: 'H9001' })).toMatchObject({ facilityCode: 'H9001' })
    expect(judge({ placeDivision: '690122' })).toMatchObject({ placeDivision: '690122' })
    expect(judge({ placeDivision: '6901' })).toEqual(['wrongDivision placeDivision'])
  })
})

test('a stay may end on its first day, not before', () => {
  expect(judge({ endedOn: '2026-03-01' })).toMatchObject({ endedOn: '2026-03-01' })
  expect(judge({ endedOn: '2026-02-28' })).toEqual(['endsBefore endedOn'])
})

test('everything that is wrong with a row is said at once', () => {
  expect(judge({ selfPay: 1, endedOn: '2026-02-01', placeDivision: '690121', entry: 'reversed' })).toEqual([
    'noOriginal reverses',
    'sumDiffers fundPay',
    'endsBefore endedOn',
    'inCounty placeDivision',
  ])
})

test('the content is the same whenever it was last updated, and another with another amount or person', () => {
  const claim = judge({})
  if (Array.isArray(claim)) throw new Error('refused')
  expect(contentOf({ ...claim, updatedAt: '2027-01-01T00:00:00.000+08:00' })).toBe(contentOf(claim))
  expect(contentOf({ ...claim, fundPay: 1000, selfPay: 0 })).not.toBe(contentOf(claim))
  expect(contentOf({ ...claim, nationalId: '110105194912310038' })).not.toBe(contentOf(claim))
})
