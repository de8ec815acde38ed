/** What the bureaus report because no row of the platform says it. */
export { reportedAt } from './store.ts'
