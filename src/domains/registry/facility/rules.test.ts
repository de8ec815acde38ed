import { expect, test } from 'vitest'
import { facilityKind } from './contract.ts'
import { actsForThoseUnder, consortiumWarning, isCreditCode, isFacilityCode, isHospital, isOrganizationCode, isPrimary } from './rules.ts'

test.each([
  ['91350100M000100Y43', true],
  ['91350100M000100Y44', false],
  ['91350100M000100Y4', false],
  ['91350100M000100Y433', false],
  ['91350100m000100y43', false],
  ['91350100I000100Y43', false],
  ['19350100M000100Y43', false],
  ['', false],
])('credit code %s: %s', (code, right) => {
  expect(isCreditCode(code)).toBe(right)
})

test('no other last character fits a credit code', () => {
  const fitting = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'].filter((last) => isCreditCode(`91350100M000100Y4${last}`))
  expect(fitting).toEqual(['3'])
})

test('exactly one check fits an organization code', () => {
  const fitting = [...'0123456789X'].filter((last) => isOrganizationCode(`M000100Y${last}`))
  expect(fitting).toHaveLength(1)
  expect(isOrganizationCode(`m000100y${fitting[0]}`)).toBe(false)
  const code = `M000100Y${fitting[0]}690121A100110`
  expect(isFacilityCode(code)).toBe(true)
  expect(isFacilityCode(code.slice(0, -1))).toBe(false)
  expect(isFacilityCode(`M000100Y${fitting[0] === '0' ? '1' : '0'}690121A100110`)).toBe(false)
})

test('the base is clinics and centers, and only centers act for those under them', () => {
  expect(facilityKind.codes.filter(isPrimary)).toEqual(['townshipHealthCenter', 'communityHealthCenter', 'villageClinic'])
  expect(facilityKind.codes.filter(actsForThoseUnder)).toEqual(['townshipHealthCenter', 'communityHealthCenter'])
  expect(facilityKind.codes.filter((kind) => isHospital(kind) && isPrimary(kind))).toEqual([])
  expect(facilityKind.codes.filter(isHospital)).toContain('countyHospital')
})

test('a third consortium in one county is said aloud', () => {
  expect([0, 1, 2].map(consortiumWarning)).toEqual([null, null, null])
  expect(consortiumWarning(3)).toMatchObject({ zh: expect.stringContaining('3'), en: expect.stringContaining('3') })
})
