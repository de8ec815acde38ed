/** Advice before referral: what is still asked about a resident, and how a question becomes a referral. */
export { adviceOf, convertAdvice } from './actions.ts'
