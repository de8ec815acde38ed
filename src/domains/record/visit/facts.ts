import { defineFact } from '#kernel/facts.ts'
import type { VisitKind } from './labels.ts'

/** A visit was written down: whoever follows chronic patients, counts or reports reads the same row. */
export const visitRecorded = defineFact<{
  residentId: string
  visitId: string
  facilityId: string
  kind: VisitKind
  at: string
  /** Codes in the order of the visit, the principal one first. */
  diagnoses: readonly string[]
}>('visitRecorded')
