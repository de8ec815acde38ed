/** What is known of a person: the summary a referral takes along, and the latest measurement of some codes. */

export { recordsOfCatchment } from './catchment.ts'
export { resultsOf, visitsOf } from './residents.ts'
export { latestOf, summaryOf } from './summary.ts'
