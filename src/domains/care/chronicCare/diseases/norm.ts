import type { Reason } from '../contract.ts'
import type { Classed } from './program.ts'

export type Weighed = {
  readonly emergency: readonly Reason[]
  /** Reasons to refer whatever the readings say. */
  readonly refer: readonly Reason[]
  /** Readings that miss the goal. */
  readonly missed: readonly Reason[]
  /** Reasons to adjust though the readings are fine. */
  readonly adjust: readonly Reason[]
  readonly fine: readonly Reason[]
  readonly isMeasured: boolean
  readonly failsBefore: number
  readonly repeatAt: number
  readonly criteria?: readonly string[]
}

/**
 * The state machine of the norm, the same for every disease: emergency, refer, first or repeated failure, controlled.
 * Only readings that miss the goal count as failures in a row.
 */
export function decideClass(weighed: Weighed): Classed {
  const { emergency, refer, missed, adjust, fine, isMeasured, failsBefore, criteria = [] } = weighed
  const failsInRow = missed.length > 0 ? failsBefore + 1 : isMeasured ? 0 : failsBefore
  const inTarget = isMeasured ? missed.length === 0 && emergency.length === 0 : null
  const known = { inTarget, failsInRow, criteria }
  if (emergency.length > 0) return { ...known, reportClass: 'emergency', reasons: [...emergency, ...refer, ...missed] }
  if (refer.length > 0) return { ...known, reportClass: 'repeatedFail', reasons: [...refer, ...missed] }
  if (missed.length > 0) return { ...known, reportClass: failsInRow >= weighed.repeatAt ? 'repeatedFail' : 'firstFail', reasons: [...missed, ...adjust] }
  if (!isMeasured) return { ...known, reportClass: null, reasons: [] }
  return adjust.length > 0 ? { ...known, reportClass: 'firstFail', reasons: adjust } : { ...known, reportClass: 'controlled', reasons: fine }
}
