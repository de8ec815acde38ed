/** Visits and stays of the county's insured outside it: how the settlement file gets in, and who is linked when. */

export { linkClaims } from './jobs.ts'
export { marksOfClaims, sealedOfClaims } from './sealed.ts'
export { knownNumbers, linkWaiting, type Taken, takeBatch } from './store/taking.ts'
