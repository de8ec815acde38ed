/** What happened: visits and what was found, given and charged in them. */
export { endVisitRow, recordVisitRow, type VisitByDomain, type VisitEnd } from './enter.ts'
export { visitRecorded } from './facts.ts'
export { possibleVitals } from './policy.ts'
export { insertDocument as recordDocument, type NewDocument } from './store.ts'
