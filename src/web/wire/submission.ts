import { newKey } from '#web/wire/call.ts'

/**
 * The idempotency key of what a person is submitting. Pressing again after a lost answer repeats the same submission and
 * must not do the thing twice; changed input, an answer, or a judgement of the server makes the next press a new one.
 */
export type Submissions = {
  readonly keyFor: (input: unknown) => string
  readonly settle: () => void
}

export function submissions(make: () => string = newKey): Submissions {
  let open: { readonly said: string; readonly key: string } | undefined
  return {
    keyFor(input) {
      const said = JSON.stringify(input) ?? ''
      if (open?.said !== said) open = { said, key: make() }
      return open.key
    },
    settle() {
      open = undefined
    },
  }
}
