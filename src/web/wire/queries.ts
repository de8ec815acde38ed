import { MutationCache, type Query, QueryCache, QueryClient } from '@tanstack/react-query'
import type { Capability, Input, Output } from '#kernel/capability.ts'
import type { Wire } from '#web/wire/call.ts'
import { mayAskAgain, problemOf } from '#web/wire/problem.ts'

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: { readonly live?: readonly string[] }
  }
}

const tries = 2
const listeners = new Set<() => void>()

/** Called when the server no longer knows who is asking. */
export function onSignedOut(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function watch(error: unknown): void {
  if (problemOf(error).kind === 'signedOut') for (const listener of listeners) listener()
}

export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: {
    queries: { networkMode: 'always', staleTime: 20_000, retry: retries, retryDelay: wait },
    mutations: { networkMode: 'always', retry: retries, retryDelay: wait },
  },
})

function retries(failures: number, error: unknown): boolean {
  const problem = problemOf(error)
  if (problem.kind === 'busy' && problem.retryAfterSeconds > 10) return false
  return failures < tries && mayAskAgain(problem)
}

function wait(failures: number, error: unknown): number {
  const problem = problemOf(error)
  return problem.kind === 'busy' ? problem.retryAfterSeconds * 1000 : 800 * 2 ** failures
}

export function keyOf(wire: Wire, input: unknown): readonly [string, unknown] {
  return [`${wire.method} ${wire.path}`, input]
}

/**
 * Whether a query hears a topic (`duty`, `referral:<id>`): it named the topic or its kind in `live`, or its input
 * names the very thing the topic is about.
 */
export function hears(query: Pick<Query, 'queryKey' | 'meta'>, topic: string): boolean {
  const live = query.meta?.live ?? []
  const [kind = topic, id] = topic.split(':')
  if (live.includes(topic) || live.includes(kind)) return true
  const input = query.queryKey[1]
  return id !== undefined && typeof input === 'object' && input !== null && Object.values(input).includes(id)
}

/** Asks again, now for what is on the screen and later for the rest, what these topics changed. */
export function changed(topics: readonly string[]): void {
  void queries.invalidateQueries({ predicate: (query) => topics.some((topic) => hears(query, topic)) })
}

/** Without a live line everything on the screen that wants to be live is asked again. */
export function changedPerhaps(): void {
  void queries.invalidateQueries({ type: 'active' })
}

/** Puts an answer that came with a command where the screens read it, so that nothing is asked twice. */
export function put<C extends Capability>(capability: C, input: Input<C>, answer: Output<C>): void {
  queries.setQueryData(keyOf(capability, input), answer)
}
