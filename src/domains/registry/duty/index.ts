/** Whose turn it is: the list of duties, who stands in for whom, and who hears of late ones. */
export { climb } from './climb.ts'
export { escalateOverdue, handOverAt, handOverDuties, onHandsChanged } from './jobs.ts'
