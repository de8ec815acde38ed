/** Referral: what it does on a clock, and when it hears of units and deaths. */
export { closeForDeath, expireUnanswered } from './jobs.ts'
export { onHoldGiven, onHoldLost, onResidentDied } from './listeners.ts'
export { acceptClock, stepClock } from './policy.ts'
