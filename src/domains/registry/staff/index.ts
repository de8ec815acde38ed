/** Who works where: people, licences, dated posts. */
export { findStaff, insertStaff, postsOf } from './store.ts'
export { postEnded, postGiven } from './facts.ts'
