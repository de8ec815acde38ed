import type { Capability } from './capability.ts'
import { failedAnswer } from './failure.ts'
import type { Log } from './log.ts'
import type { Actor } from './scope.ts'
import { trailRefusal } from './trailLine.ts'
import { type Action, type Answer, type Kernel, perform } from './transaction.ts'
import { whyNot } from './whyNot.ts'
import { invalid, readInput } from './wire.ts'

/** One command that came in the body of another: the queue of a device that was without a network. */
export type Inner = {
  readonly name: string
  readonly capability: Capability
  readonly action: Action
  readonly actor: Actor
  readonly input: Record<string, unknown>
  readonly key: string
  readonly requestId: string
}

/**
 * Asks of it what the door asks of every command (may this post, is the form right), performs it in a transaction of its own and
 * remembers the answer under its key, so that the same queue may be sent again. What it throws becomes its own answer: a fault in one
 * command holds up nobody else's.
 */
export async function performInner(kernel: Kernel, log: Log, inner: Inner): Promise<Answer> {
  const { name, capability, actor, input, requestId } = inner
  const message = whyNot(kernel, inner, actor)
  if (message) {
    await trailRefusal(kernel, { name, capability, actor, input, requestId, outcome: 'forbidden' })
    return { status: 403, body: { code: 'role', message } }
  }
  const read = readInput(capability, { params: {}, query: input, body: input })
  if ('problems' in read) {
    await trailRefusal(kernel, { name, capability, actor, input, requestId, outcome: 'invalid' })
    return { status: 400, body: invalid(read.problems) }
  }
  try {
    return await perform(kernel, { ...inner, input: read.input })
  } catch (error) {
    const failed = error instanceof Error ? failedAnswer(log, error, { requestId, url: name }) : undefined
    if (failed) return { status: failed.status, body: failed.body }
    throw error
  }
}
