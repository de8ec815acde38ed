/** What is known of a person: the summary a referral takes along, and the latest measurement of some codes. */
export { latestOf, summaryOf } from './summary.ts'
