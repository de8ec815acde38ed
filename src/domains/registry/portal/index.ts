/** Residents on their own phones: how they come in, for whom they act, what was sent to them. */
export { mayActOn } from './acting.ts'
export { createResidentAuthenticator } from './authenticate.ts'
export { deliveryJobs } from './delivering.ts'
export { residentReachChanged } from './facts.ts'
export { messageInWords } from './texts.ts'
