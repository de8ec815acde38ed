import { defineFact } from '#kernel/facts.ts'
import type { VisitKind, Vital } from './labels.ts'

/** A visit was written down: whoever follows chronic patients, counts or reports reads the same row. */
export const visitRecorded = defineFact<{
  residentId: string
  visitId: string
  facilityId: string
  kind: VisitKind
  at: string
  /** Codes in the order of the visit, the principal one first. */
  diagnoses: readonly string[]
  /** What was measured, in the units of `vitalSpec`; possible, and confirmed where it was rare. */
  vitals: Readonly<Partial<Record<Vital, number>>>
}>('visitRecorded')
