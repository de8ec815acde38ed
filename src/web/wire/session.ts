import { useSyncExternalStore } from 'react'
import type { CountyWords } from '#kernel/words.ts'
import { ask, type Fields } from '#web/wire/call.ts'
import { goLive } from '#web/wire/live.ts'
import { type AnyProblem, problemOf } from '#web/wire/problem.ts'
import { onSignedOut, queries } from '#web/wire/queries.ts'

/** One position of a person at a facility. Whoever has several chooses which one acts. */
export type Post = { readonly postId: string; readonly facility: string | CountyWords; readonly role: string }

export type Session = {
  readonly accountId: string
  readonly person: string
  readonly roles: readonly string[]
  readonly facilityId: string | undefined
  readonly facility: string | CountyWords
  readonly posts: readonly Post[]
  readonly postId: string | undefined
}

/**
 * - `unknown`: not asked yet
 * - `nobody`: the sign-in page
 * - `expired`: somebody was here; the page below waits, hidden, until the same person is back
 */
export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable'; readonly problem: AnyProblem }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'here'; readonly session: Session }
  | { readonly kind: 'expired'; readonly session: Session }

const listeners = new Set<() => void>()
let state: SessionState = { kind: 'unknown' }
let goQuiet: (() => void) | undefined

function become(next: SessionState): void {
  if (next.kind === 'here') goQuiet ??= goLive()
  else {
    goQuiet?.()
    goQuiet = undefined
  }
  state = next
  for (const each of listeners) each()
}

onSignedOut(() => {
  if (state.kind === 'here') become({ kind: 'expired', session: state.session })
})

/** Asks who is signed in. Called once by the first script, again when the server could not be reached. */
export async function findSession(): Promise<void> {
  try {
    arrive(readSession(await ask({ method: 'GET', path: '/session' }, {})))
  } catch (error) {
    const problem = problemOf(error)
    become(problem.kind === 'signedOut' ? { kind: 'nobody' } : { kind: 'unreachable', problem })
  }
}

/** Undefined when it went well. */
export async function signIn(given: { login: string; password: string }): Promise<AnyProblem | undefined> {
  return change(async () => arrive(readSession(await ask({ method: 'POST', path: '/session' }, given))))
}

export async function signOut(): Promise<AnyProblem | undefined> {
  return change(async () => {
    await ask({ method: 'DELETE', path: '/session' }, {})
    leave()
  })
}

/** From now on the person acts at another facility; nothing shown so far belongs there. */
export async function switchPost(postId: string): Promise<AnyProblem | undefined> {
  return change(async () => {
    const session = readSession(await ask({ method: 'PUT', path: '/session/post' }, { postId }))
    queries.clear()
    become({ kind: 'here', session })
  })
}

async function change(act: () => Promise<void>): Promise<AnyProblem | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    return problemOf(error)
  }
}

function arrive(session: Session): void {
  // Another person at the same computer must not find what the last one was reading.
  const before = state.kind === 'expired' ? state.session : undefined
  if (before && before.accountId === session.accountId) void queries.invalidateQueries()
  else queries.clear()
  become({ kind: 'here', session })
}

function leave(): void {
  queries.clear()
  become({ kind: 'nobody' })
}

export function useSessionState(): SessionState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}

type Named = {
  readonly facilityId?: string
  readonly name?: string | CountyWords
  readonly shortName?: string | CountyWords | null
}

function readSession(answer: unknown): Session {
  const said = (answer ?? {}) as Fields
  const facilities = (said.facilities ?? []) as readonly Named[]
  const acting = facilities.find((each) => each.facilityId === said.facilityId) ?? facilities[0]
  const person = (said.person ?? said.account ?? {}) as Fields
  return {
    accountId: String(said.accountId ?? person.accountId ?? ''),
    person: String(said.name ?? person.name ?? ''),
    roles: (said.roles ?? []) as readonly string[],
    facilityId: acting?.facilityId,
    facility: acting?.shortName ?? acting?.name ?? '',
    posts: (said.posts ?? []) as readonly Post[],
    postId: said.postId as string | undefined,
  }
}
