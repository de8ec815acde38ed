/** What the bureaus report because no row of the platform says it. */
export { type Reported, reportedAt } from './store.ts'
