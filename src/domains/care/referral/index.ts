/** Referral: what it does on a clock, and when it hears of units and deaths. */

export { cardOf } from './card.ts'
export { referralClashes } from './clashes.ts'
export { referralEvidence, sentUp } from './evidence.ts'
export { closeForDeath, endForConsent, expireUnanswered } from './jobs.ts'
export { onHoldGiven, onHoldLost, onResidentDied } from './listeners.ts'
export { departmentsToTake } from './packing.ts'
export { acceptClock, stepClock } from './policy.ts'
export { type OwnReferral, referralsOf, withdrawForConsent } from './residents.ts'
