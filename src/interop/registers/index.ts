/** The county's registers from spreadsheets. */

export { registerJobs } from './jobs.ts'
export { marksOfRegisters, sealedOfRegisters } from './sealed.ts'
