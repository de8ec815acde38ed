import type { z } from 'zod'
import { addDays, addMinutes, ageOn, type Day, dayOf, type Moment } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { newCharge, Vitals } from '../contract.ts'
import type { Ranges, RangesByAge } from '../policy.ts'
import { impossibleVitals, unusualVitals } from './vitals.ts'

export type Charge = z.infer<typeof newCharge>

export type Attempt = {
  readonly at: Moment
  readonly lateReason?: string | undefined
  readonly vitals: Vitals
  readonly charges: readonly Charge[]
  readonly confirmed: readonly string[]
}
export type Known = {
  readonly now: Moment
  readonly birthDate: Day
  readonly died: boolean
  readonly doctorId: string | null
}
export type Limits = {
  readonly skewMinutes: number
  readonly lateDays: number
  readonly possible: Ranges
  readonly usual: RangesByAge
  readonly pulsePressure: number
}

/** Whether a visit may be recorded as told: the first thing in the way, what is impossible before what is merely rare. */
export function checkVisit(told: Attempt, known: Known, limits: Limits) {
  return checkMoment(told, known, limits) ?? checkDoctor(known) ?? checkPossible(told, limits) ?? checkCharges(told.charges) ?? askUnusual(told, known, limits)
}

export function checkMoment(
  { at, lateReason }: Pick<Attempt, 'at' | 'lateReason'>,
  known: Omit<Known, 'doctorId'>,
  limits: Pick<Limits, 'skewMinutes' | 'lateDays'>,
) {
  if (Date.parse(at) > Date.parse(addMinutes(known.now, limits.skewMinutes))) return refuse('inFuture', { now: known.now })
  if (dayOf(at) < known.birthDate) return refuse('bornLater')
  if (known.died && lateReason === undefined) return refuse('died')
  const oldest = addDays(dayOf(known.now), -limits.lateDays)
  return dayOf(at) < oldest && lateReason === undefined ? refuse('tooLate', { days: limits.lateDays }) : undefined
}

/** S-003: every visit has a first doctor, who stays responsible. */
function checkDoctor({ doctorId }: Pick<Known, 'doctorId'>) {
  return doctorId === null ? refuse('noFirstDoctor') : undefined
}

function checkPossible({ vitals }: Attempt, { possible }: Limits) {
  const fields = impossibleVitals(vitals, possible)
  return fields.length > 0 ? refuse('impossibleValue', { fields }) : undefined
}

/** To the fen: what the fund and the person pay is the amount, nothing more and nothing less. */
export function checkCharges(charges: readonly Charge[]) {
  const wrong = charges.flatMap(({ name, amount, fundPay, selfPay }, i) => {
    const paid = fundPay + selfPay
    return paid === amount ? [] : [{ field: `charges.${i}`, name, amount, paid, difference: paid - amount }]
  })
  return wrong.length > 0 ? refuse('sumDiffers', { charges: wrong }) : undefined
}

function askUnusual({ vitals, confirmed, at }: Attempt, { birthDate }: Known, { usual, pulsePressure }: Limits) {
  const fields = unusualVitals(vitals, { ranges: usual, pulsePressure, age: ageOn(birthDate, dayOf(at)), confirmed })
  return fields.length > 0 ? refuse('pleaseConfirm', { fields }) : undefined
}
