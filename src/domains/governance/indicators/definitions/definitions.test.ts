import { expect, test } from 'vitest'
import { findIndicator, indicators } from './index.ts'

/** What each policy paper asks for, the number it names, and the indicators that say it. */
const asked: readonly (readonly [string, readonly string[], number | undefined])[] = [
  ['S-051', ['countyVisitRate'], 90],
  ['S-056', ['tcmLedCoverage'], 30],
  ['S-125', ['communityOutpatientShare'], 40],
  ['S-157', ['reservedExpertSlots', 'reservedBeds', 'reservedExams'], 20],
  ['S-201', ['countyVisitRate', 'outOfCountyRate'], undefined],
  ['S-202', ['residentsBaseShare'], 60],
  ['S-252', ['enrollmentRate'], 45],
  ['S-252, priority groups', ['priorityEnrollmentRate'], undefined],
  ['S-261', ['residentsBaseShare'], 60],
  ['S-311', ['reservedExpertSlots', 'reservedBeds', 'reservedExams'], 20],
  ['S-323', ['downReferralGrowth'], 10],
]

test.each(asked)('%s is an indicator, with the number of the paper as its target', (_id, ids, target) => {
  for (const id of ids) {
    const found = findIndicator(id)
    expect(found, id).toBeDefined()
    if (target !== undefined) expect(found?.target, id).toMatchObject({ is: 'atLeast', value: target })
  }
})

/** The seven groups of S-121: county visits, base visits, capacity, quality and cost, use of the fund, gain of health, satisfaction. */
test.each([
  ['county visits', ['countyVisitRate']],
  ['base visits', ['residentsBaseShare', 'baseShare']],
  ['capacity', ['secondedDoctors', 'remoteReads', 'ecgClinics']],
  ['quality and cost', ['outpatientCost', 'stayMeanCost', 'controlled.hypertension']],
  ['use of the fund', ['fundInCounty', 'fundAtBase']],
  ['gain of health', ['prematureDeaths', 'chronicAdmissions']],
  ['satisfaction', ['satisfaction']],
])('S-121 has its group of %s', (_group, ids) => {
  expect(ids.filter((id) => !findIndicator(id))).toEqual([])
})

test('what cannot be computed says what it waits for, and only that; no id is used twice', () => {
  for (const indicator of indicators) {
    expect(indicator.kind === 'none', indicator.id).toBe(indicator.waitsFor !== undefined)
    expect(indicator.kind === 'none' || indicator.kind === 'grade' || indicator.editions.length > 0, indicator.id).toBe(true)
  }
  expect(new Set(indicators.map((i) => i.id)).size).toBe(indicators.length)
})
