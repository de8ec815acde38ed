/** What happened: visits and what was found, given and charged in them. */
export { detailOf } from './detail.ts'
export { endVisitRow, recordVisitRow } from './enter.ts'
export { costsOf, type EvidenceProvider, readingsAt, visitEvidence } from './evidence.ts'
export { examsAtSeveral } from './exams.ts'
export { visitRecorded } from './facts.ts'
export { possibleVitals } from './policy.ts'
export { admittedAmong, admittedAt, checkupsOf, insertDocument as recordDocument, type ReadingRow, readingsOf } from './store.ts'
