import type { Capability } from '#kernel/capability.ts'
import { readInput } from '#kernel/wire.ts'
import { WireError } from '#web/wire/problem.ts'

/** Reads what was typed as the server's door would: wrong fields are told by name, nothing unknown is kept. */
export function judgeInput(shape: unknown, input: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const read = readInput({ method: 'POST', input: shape } as Capability, { params: {}, query: {}, body: input })
  if ('problems' in read) throw new WireError({ kind: 'invalid', fields: read.problems })
  return read.input
}
