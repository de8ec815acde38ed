/** Who works where: people, licences, dated posts. */

export { postEnded, postGiven } from './facts.ts'
export { findStaff, insertStaff, namesOfStaff, postsOf } from './store.ts'
