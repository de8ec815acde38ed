import type { SealedPlace } from '#kernel/reseal.ts'
import { blindPurpose } from '#registry/resident/index.ts'

/** Numbers of people nobody has registered yet, and marks by which a settlement is known when it comes again. */
export const sealedOfClaims: readonly SealedPlace[] = [
  { table: 'elsewhere.claim', id: 'id', sealed: 'number_sealed', blind: 'number_blind', purpose: blindPurpose.number },
]
export const marksOfClaims: readonly SealedPlace[] = [
  { table: 'elsewhere.claim', id: 'id', blind: 'content' },
  { table: 'elsewhere.claim_past', id: 'id', blind: 'content' },
  { table: 'elsewhere.reversal', id: 'id', blind: 'content' },
]
