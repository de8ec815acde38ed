import type { Scope } from './scope.ts'

/**
 * Something a lower domain tells whoever listens, in the same transaction: a hold expired, a resident died.
 * `main.ts` joins listeners to facts; the publisher does not know them.
 */
export type Fact<P> = { readonly name: string; readonly handlers: Handler<P>[] }
export type Handler<P> = (scope: Scope, payload: P) => Promise<void>

export function defineFact<P>(name: string): Fact<P> {
  return { name, handlers: [] }
}

export function on<P>(fact: Fact<P>, handler: Handler<P>): void {
  fact.handlers.push(handler)
}

/** Runs every listener in order, inside the publisher's transaction: either all of it happens or none. */
export async function publish<P>(scope: Scope, fact: Fact<P>, payload: P): Promise<void> {
  for (const handler of fact.handlers) await handler(scope, payload)
}
