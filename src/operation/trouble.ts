import type { Words } from '#kernel/words.ts'

/** Something an operator can mend, in both languages. Printed as it is, without a stack. */
export class OperationFailed extends Error {
  override name = 'OperationFailed'
  readonly words: Words
  constructor(words: Words, options?: ErrorOptions) {
    super(`${words.zh} · ${words.en}`, options)
    this.words = words
  }
}

/** Ends the work with a sentence that says how to mend it. */
export function failWith(words: Words, cause?: unknown): never {
  throw new OperationFailed(words, cause === undefined ? undefined : { cause })
}
