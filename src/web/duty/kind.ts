import type { Words } from '#kernel/words.ts'

/** What the card of a duty says of its loop, in so far as it says it. */
export type Told = { readonly from: string; readonly to: string; readonly by: string }

export type Kind = {
  /** What is to be done. */
  readonly does: Words
  /** Why it is there. */
  readonly because: (told: Told) => Words
  /** Whose it is by its loop: the side that receives or the side that sent. */
  readonly by: 'receiver' | 'sender'
}
