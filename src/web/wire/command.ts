import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Capability, Input, Output } from '#kernel/capability.ts'
import { call } from '#web/wire/call.ts'
import { isSettled, type Problem, problemOf } from '#web/wire/problem.ts'
import { changed } from '#web/wire/queries.ts'
import { submissions } from '#web/wire/submission.ts'

export type CommandOptions<C extends Capability> = {
  /** Topics this changes; what hears them is asked again at once, without waiting for the live line. */
  readonly changes?: readonly string[] | ((answer: Output<C>, input: Input<C>) => readonly string[])
  readonly onDone?: (answer: Output<C>, input: Input<C>) => void
}

/** How a submission ended, for code that goes on after it. Screens usually read `problem` of the command instead. */
export type Ended<C extends Capability> =
  | { readonly answer: Output<C>; readonly problem?: never }
  | { readonly answer?: never; readonly problem: Problem<C> }

export type Command<C extends Capability> = {
  readonly send: (input: Input<C>) => Promise<Ended<C>>
  readonly isSending: boolean
  readonly problem: Problem<C> | undefined
  readonly answer: Output<C> | undefined
  /** Forgets the last problem or answer. */
  readonly clear: () => void
}

/**
 * A command with everything it owes the person: one submission is done once however often it is pressed or the
 * network drops, and every way it may end is a value.
 */
export function useCommand<C extends Capability>(capability: C, options: CommandOptions<C> = {}): Command<C> {
  const [open] = useState(() => submissions())
  const running = useRef<{ key: string; ended: Promise<Ended<C>> } | undefined>(undefined)
  const mutation = useMutation<Output<C>, unknown, { input: Input<C>; key: string }>({
    mutationFn: ({ input, key }) => call(capability, input, { key }),
  })

  async function run(input: Input<C>, key: string): Promise<Ended<C>> {
    let answer: Output<C>
    try {
      answer = await mutation.mutateAsync({ input, key })
    } catch (error) {
      const problem = problemOf(error) as Problem<C>
      if (isSettled(problem)) open.settle()
      return { problem }
    } finally {
      running.current = undefined
    }
    open.settle()
    const { changes } = options
    if (changes) changed(typeof changes === 'function' ? changes(answer, input) : changes)
    options.onDone?.(answer, input)
    return { answer }
  }

  function send(input: Input<C>): Promise<Ended<C>> {
    const key = open.keyFor(input)
    if (running.current?.key === key) return running.current.ended
    const ended = run(input, key)
    running.current = { key, ended }
    return ended
  }

  return {
    send,
    isSending: mutation.isPending,
    problem: mutation.error ? (problemOf(mutation.error) as Problem<C>) : undefined,
    answer: mutation.data,
    clear: mutation.reset,
  }
}
