import type { FacilityKind } from './contract.ts'

/** 统一社会信用代码, GB 32100-2015: 18 characters of a 31-letter alphabet, the last one a check. Standards 13.2. */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NP-RTUWXY]{18}$/.test(code)) return false
  const sum = creditWeights.reduce((total, weight, i) => total + weight * creditAlphabet.indexOf(code[i] ?? ''), 0)
  return creditAlphabet[(31 - (sum % 31)) % 31] === code[17]
}

const creditAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const creditWeights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

/** 组织机构代码, GB 11714: eight characters and a check. */
export function isOrganizationCode(code: string): boolean {
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(code)) return false
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  const sum = [3, 7, 9, 10, 5, 8, 4, 2].reduce((total, weight, i) => total + weight * alphabet.indexOf(code[i] ?? ''), 0)
  return '0X987654321'[sum % 11] === code[8]
}

/** 卫生机构代码, WS 218-2002: organization code 9, division 6, economic type 2, class 4, management class 1. */
export function isFacilityCode(code: string): boolean {
  return /^[0-9A-Z]{9}\d{6}[0-9A-Z]{7}$/.test(code) && isOrganizationCode(code.slice(0, 9))
}

/** Facilities at the base: what reserved capacity is kept for, and where a patient is first seen. */
export function isPrimary(kind: FacilityKind): boolean {
  return kind === 'villageClinic' || kind === 'townshipHealthCenter' || kind === 'communityHealthCenter'
}

export function isHospital(kind: FacilityKind): boolean {
  return /[hH]ospital$/.test(kind)
}

/** A township acts for its village clinics; nobody else acts for another facility. */
export function actsForThoseUnder(kind: FacilityKind): boolean {
  return kind === 'townshipHealthCenter' || kind === 'communityHealthCenter'
}

/** One or two consortia a county is the rule; more are possible and said aloud (S-053). */
export function consortiumWarning(inCounty: number) {
  if (inCounty <= 2) return null
  return { zh: `本县已有 ${inCounty} 个医共体,政策要求 1–2 个`, en: `The county now has ${inCounty} consortia; policy asks for one or two` }
}
