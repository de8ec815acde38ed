/** How the platform keeps its own data safe: when a backup or a drill is due, and what is wrong. */
export { keepSafe } from './jobs.ts'
