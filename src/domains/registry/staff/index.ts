/** Who works where: people, licences, dated posts. */

export { postEnded, postGiven } from './facts.ts'
export { finishPost, startPost } from './posts.ts'
export { findStaff, insertStaff, postsOf, staffLike, staffNamed } from './store.ts'
