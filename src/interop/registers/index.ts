/** The county's registers from spreadsheets. */

export { registerJobs } from './jobs.ts'
