import type { Override, Place } from '#kernel/policy.ts'
import type { PackedRecord } from '#record/timeline/contract.ts'
import type { fieldSet } from '#registry/sharing/contract.ts'

/** What a device holds, row by row. Both sides read this: pure. */

/** A resident of the catchment with what the record's screens show of them. `parts` is what other domains add, by their name. */
export type PackedPerson = {
  readonly residentId: string
  readonly name: string
  readonly sex: 'male' | 'female' | 'unknown'
  readonly birthDate: string
  readonly village: string
  readonly tail: string
  /** Name, initials, pinyin: what the person is found by. */
  readonly terms: readonly string[]
  readonly householdId: string | null
  readonly address: string | null
  readonly phone: string | null
  readonly insurance: string | null
  readonly priorityGroups: readonly string[]
  readonly status: string
  readonly home: string
  readonly withheld: readonly (typeof fieldSet.codes)[number][]
  readonly synthetic: boolean
  readonly version: number
  readonly record: PackedRecord
  readonly parts: Readonly<Record<string, unknown>>
}

export type PackedRules = {
  readonly place: Place
  readonly overrides: readonly Override[]
  readonly calendar: readonly (readonly [string, boolean])[]
}

export function personKey(residentId: string): string {
  return `person ${residentId}`
}

export function extra(name: string): string {
  return `extra ${name}`
}
