import { defineFact } from '#kernel/facts.ts'
import type { PostRow } from './store.ts'

/** Somebody took or left a post: accounts follow. */
export const postGiven = defineFact<PostRow>('postGiven')
export const postEnded = defineFact<{ postId: string; until: string; facilityId: string }>('postEnded')
