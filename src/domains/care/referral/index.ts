/** Referral: what it does on a clock, and when it hears of units and deaths. */
export { referralClashes } from './clashes.ts'
export { closeForDeath, expireUnanswered } from './jobs.ts'
export { onHoldGiven, onHoldLost, onResidentDied } from './listeners.ts'
