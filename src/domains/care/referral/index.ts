/** Referral: what is open for a resident, and what it does when it hears of units and deaths. */
export { closeForDeath, expireUnanswered } from './jobs.ts'
export { onHoldGiven, onHoldLost, onResidentDied } from './listeners.ts'
export { openOf } from './store.ts'
