/** Who works where: people, licences, dated posts. */

export { postEnded, postGiven } from './facts.ts'
export { finishPost, startPost } from './posts.ts'
export { findPost, findStaff, insertStaff, type PostRow, postsOf, staffLike, staffNamed } from './store.ts'
