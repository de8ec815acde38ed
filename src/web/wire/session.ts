import { useSyncExternalStore } from 'react'
import { accessContract, type Me } from '#registry/access/contract.ts'
import { call } from '#web/wire/call.ts'
import { deviceName } from '#web/wire/device.ts'
import { watchIdle } from '#web/wire/idle.ts'
import { goLive } from '#web/wire/live.ts'
import { forgetAll } from '#web/wire/memory.ts'
import { type AnyProblem, problemOf } from '#web/wire/problem.ts'
import { onSignedOut, queries } from '#web/wire/queries.ts'

/**
 * - `unknown`: not asked yet
 * - `nobody`: the sign-in page
 * - `expired`: somebody was here; the page below waits, hidden, until the same person is back
 */
export type SessionState =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'unreachable'; readonly problem: AnyProblem }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'here'; readonly me: Me }
  | { readonly kind: 'expired'; readonly me: Me }

const listeners = new Set<() => void>()
let state: SessionState = { kind: 'unknown' }
let goQuiet: (() => void) | undefined
let stopWatching: (() => void) | undefined

function become(next: SessionState): void {
  if (next.kind === 'here') goQuiet ??= goLive()
  else {
    goQuiet?.()
    goQuiet = undefined
  }
  stopWatching?.()
  stopWatching = next.kind === 'here' ? watchIdle(next.me.idleMinutes, () => void lock()) : undefined
  state = next
  for (const each of listeners) each()
}

function expire(): void {
  if (state.kind === 'here') become({ kind: 'expired', me: state.me })
  followers.left()
}

onSignedOut(expire)

/** What happens when somebody arrives or leaves, for the work without a network. */
type Followers = { readonly arrived: (me: Me) => void; readonly left: () => void }
let followers: Followers = { arrived: () => undefined, left: () => undefined }

export function followSession(next: Partial<Followers>): void {
  followers = { ...followers, ...next }
}

/** Opened by a PIN, without a server that could say who this is. */
export function arriveAlone(me: Me): void {
  if (state.kind === 'expired' && state.me.accountId !== me.accountId) forgetAll()
  become({ kind: 'here', me })
}

/** The server is there again and does not know who this is: whoever was here signs in once more. */
export function askAgainWho(): void {
  expire()
}

/** Asks who is signed in. Called once by the first script, again when the server could not be reached. */
export async function findSession(): Promise<void> {
  const problem = await change(arrive)
  if (!problem) return
  // A resident is signed in on this browser: nobody at work.
  become(
    problem.kind === 'signedOut' || problem.kind === 'role' ? { kind: 'nobody' } : { kind: 'unreachable', problem },
  )
}

/** Undefined when it went well. */
export async function signIn(given: {
  login: string
  password: string
  totp?: string
}): Promise<AnyProblem | undefined> {
  return change(async () => {
    await call(accessContract.signIn, { ...given, label: deviceName(navigator.userAgent) })
    await arrive()
  })
}

/** What was asked for first is done: a new password, a second factor. */
export async function stepDone(): Promise<void> {
  await change(arrive)
}

/** Nobody has touched anything for too long: the server forgets, the page below waits for the same person. */
async function lock(): Promise<void> {
  await change(async () => void (await call(accessContract.signOut, {})))
  expire()
}

export async function signOut(): Promise<AnyProblem | undefined> {
  const problem = await change(async () => void (await call(accessContract.signOut, {})))
  // A session that is already over is as good as ended.
  if (problem && problem.kind !== 'signedOut') return problem
  forgetAll()
  followers.left()
  become({ kind: 'nobody' })
  return undefined
}

/** From now on the person acts at another facility; nothing shown so far belongs there. */
export async function takePost(assignmentId: string): Promise<AnyProblem | undefined> {
  const problem = await change(async () => {
    await call(accessContract.takePost, { assignmentId })
    forgetAll()
    await arrive()
  })
  if (problem?.kind === 'signedOut') expire()
  return problem
}

async function change(act: () => Promise<void>): Promise<AnyProblem | undefined> {
  try {
    await act()
    return undefined
  } catch (error) {
    return problemOf(error)
  }
}

async function arrive(): Promise<void> {
  const me = await call(accessContract.whoAmI, {})
  // Another person at the same computer must not find what the last one was reading.
  const before = state.kind === 'expired' ? state.me : undefined
  if (before?.accountId === me.accountId) void queries.invalidateQueries()
  else forgetAll()
  become({ kind: 'here', me })
  followers.arrived(me)
}

/** The person signed in, for code that runs only when somebody is. */
export function useMe(): Me {
  const current = useSessionState()
  if (current.kind !== 'here' && current.kind !== 'expired') throw new Error('nobody is signed in here')
  return current.me
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
