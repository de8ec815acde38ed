import type { Capability } from './capability.ts'
import { KeyReused } from './remember.ts'
import type { Actor } from './scope.ts'
import { trailRefusal } from './trailLine.ts'
import { type Action, type Answer, type Kernel, NotFound, perform } from './transaction.ts'
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
 * remembers the answer under its key, so that the same queue may be sent again.
 * @throws what `perform` throws: a fault, or a database that is not there
 */
export async function performInner(kernel: Kernel, inner: Inner): Promise<Answer> {
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
    if (error instanceof KeyReused) {
      return { status: 422, body: { code: 'keyReused', message: { zh: '同一个编号用于了不同的内容', en: error.message } } }
    }
    if (error instanceof NotFound) return { status: 404, body: { code: 'notFound', message: { zh: '没有找到', en: 'Not found' } } }
    throw error
  }
}
