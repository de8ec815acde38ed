import { population } from '#care/enrollment/contract.ts'
import { status } from '#care/referral/contract.ts'
import type { Words } from '#kernel/words.ts'
import { visitKind } from '#record/visit/contract.ts'
import { additiveOf } from '../measures/index.ts'

const words: Readonly<Record<string, Readonly<Record<string, Words>>>> = {
  visit: visitKind.labels,
  charge: visitKind.labels,
  referral: status.labels,
  enrollment: population.labels,
}

/** What a counted row is, in the words of its domain. */
export function kindWords(measure: string, kind: string | null): Words | null {
  const source = additiveOf(measure)?.source
  return (source && kind && words[source]?.[kind]) || null
}
