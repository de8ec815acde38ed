import type { Capability, Input } from '#kernel/capability.ts'
import { requestOf } from '#web/wire/call.ts'
import { readProblem, WireError } from '#web/wire/problem.ts'

/** A sheet that takes longer to set than a page to read. */
const patience = 120_000

export type Fetched = { readonly name: string; readonly content: Blob }

/** Fetches a file that the server makes. Throws a `WireError` like every other question, so that a failure is said where it was asked for. */
export async function fetchFile<C extends Capability>(capability: C, input: Input<C>): Promise<Fetched> {
  const giveUp = new AbortController()
  const timer = setTimeout(() => giveUp.abort(), patience)
  try {
    const response = await fetch(
      requestOf(capability, input as Readonly<Record<string, unknown>>, { signal: giveUp.signal }),
    )
    if (!response.ok) {
      const said: unknown = await response.json().catch(() => undefined)
      throw new WireError(readProblem(response.status, said, response.headers.get('retry-after')))
    }
    return { name: nameIn(response.headers.get('content-disposition') ?? ''), content: await response.blob() }
  } catch (error) {
    throw error instanceof WireError ? error : new WireError({ kind: 'offline' })
  } finally {
    clearTimeout(timer)
  }
}

/** The name as the server gives it: filename*=UTF-8''… */
function nameIn(disposition: string): string {
  const coded = /filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1]
  return coded ? decodeURIComponent(coded) : 'download'
}
