/** Referral: what it does on a clock, and when it hears of units and deaths. */
export { cardOf } from './card.ts'
export { closeForDeath, expireUnanswered } from './jobs.ts'
export { onHoldGiven, onHoldLost, onResidentDied } from './listeners.ts'
