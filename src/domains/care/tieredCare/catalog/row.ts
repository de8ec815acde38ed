import type { Day } from '#kernel/calendar.ts'
import type { Status } from '#kernel/policy.ts'
import { type CodeOf, coded, type Words } from '#kernel/words.ts'
import type { DepartmentKind } from '#registry/facility/contract.ts'
import type { SourceId } from '#registry/policy/contract.ts'

export const careLevel = coded({
  village: { zh: '村卫生室', en: 'Village clinic' },
  township: { zh: '乡镇卫生院', en: 'Township health center' },
  county: { zh: '县级医院', en: 'County hospital' },
  outOfCounty: { zh: '县外医院', en: 'Hospital outside the county' },
})
export type CareLevel = CodeOf<typeof careLevel>

export const severity = coded({
  mild: { zh: '轻', en: 'Mild' },
  moderate: { zh: '中', en: 'Moderate' },
  severe: { zh: '重', en: 'Severe' },
  critical: { zh: '危重', en: 'Critical' },
})
export type Severity = CodeOf<typeof severity>

export type CapacityKind = 'slot' | 'bed' | 'exam'

/** Level and capacity in one word: the combinations that exist. */
export type Seat = 'village.slot' | `township.${CapacityKind}` | `county.${CapacityKind}` | 'outOfCounty.slot' | 'outOfCounty.bed'
export type Seats = Readonly<Record<Severity, Seat>>

export type CatalogRow = {
  readonly title: Words
  /** Beginnings of ICD-10 codes; the longest that fits a diagnosis decides. */
  readonly prefixes: readonly string[]
  readonly departments: readonly [DepartmentKind, ...DepartmentKind[]]
  readonly seats: Seats
}

export type CatalogEdition = {
  readonly from: Day
  readonly source: SourceId
  readonly status: Status
  readonly rows: readonly CatalogRow[]
}

type Group = Omit<CatalogRow, 'title'>

export function row(zh: string, en: string, group: Group): CatalogRow {
  return { title: { zh, en }, ...group }
}

export function seats(mild: Seat, moderate: Seat, severe: Seat, critical: Seat = 'county.bed'): Seats {
  return { mild, moderate, severe, critical }
}

// What is critical goes first to the nearest place that can keep a person alive, which is the county hospital; leaving
// the county is for what is severe and beyond it, after that.
export const commonIllness = seats('village.slot', 'township.slot', 'county.bed')
export const standingIllness = seats('village.slot', 'township.slot', 'county.slot')
export const wardIllness = seats('township.slot', 'township.bed', 'county.bed')
export const clinicIllness = seats('township.slot', 'county.slot', 'county.bed')
export const specialistIllness = seats('county.slot', 'county.slot', 'county.bed')
export const surgicalIllness = seats('county.slot', 'county.bed', 'county.bed')
export const emergencyIllness = seats('county.bed', 'county.bed', 'county.bed')
export const rareIllness = seats('county.slot', 'county.slot', 'outOfCounty.bed')
export const rareEmergency = seats('county.bed', 'county.bed', 'outOfCounty.bed')
export const toExamine = seats('county.exam', 'county.exam', 'county.bed')
export const examineIfPersisting = seats('village.slot', 'county.exam', 'county.bed')
