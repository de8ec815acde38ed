import { useSyncExternalStore } from 'react'
import { changed, changedPerhaps } from '#web/wire/queries.ts'

/** `live`: changes arrive by themselves. `polling`: asked every 15 seconds. `offline`: neither. */
export type LiveState = 'connecting' | 'live' | 'polling' | 'offline'

const pollEvery = 15_000
const longestWait = 30_000
// A hidden page gives its connection back: browsers allow six to a server over HTTP/1.1, and people keep many tabs.
const hiddenFor = 60_000

const listeners = new Set<() => void>()
let state: LiveState = 'connecting'
let source: EventSource | undefined
let failures = 0
let reconnect: ReturnType<typeof setTimeout> | undefined
let polling: ReturnType<typeof setInterval> | undefined
let resting: ReturnType<typeof setTimeout> | undefined
let started = false

function become(next: LiveState): void {
  if (next === state) return
  state = next
  for (const each of listeners) each()
}

function hear(event: MessageEvent<string>): void {
  const topics = topicsOf(event.data)
  if (topics.length > 0) changed(topics)
}

function topicsOf(data: string): readonly string[] {
  try {
    const said: unknown = JSON.parse(data)
    const topics = typeof said === 'object' && said !== null && 'topics' in said ? said.topics : undefined
    return Array.isArray(topics) ? topics.filter((topic) => typeof topic === 'string') : []
  } catch {
    return []
  }
}

function open(): void {
  clearTimeout(reconnect)
  source?.close()
  const opened = new EventSource('/api/live')
  source = opened
  opened.onopen = () => {
    // What changed while the line was down was not heard.
    if (failures > 0) changedPerhaps()
    failures = 0
    stopPolling()
    become('live')
  }
  opened.onmessage = hear
  opened.onerror = () => {
    opened.close()
    failures++
    fallBack()
    // Spread out, so that a restarted server is not met by the whole county in the same second.
    const wait = Math.min(longestWait, 1000 * 2 ** failures) * (0.5 + Math.random() / 2)
    reconnect = setTimeout(open, wait)
  }
}

function fallBack(): void {
  if (!navigator.onLine) {
    become('offline')
    return
  }
  if (failures > 1) become('polling')
  polling ??= setInterval(() => {
    if (navigator.onLine && document.visibilityState === 'visible') changedPerhaps()
  }, pollEvery)
}

function stopPolling(): void {
  clearInterval(polling)
  polling = undefined
}

function rest(): void {
  clearTimeout(reconnect)
  source?.close()
  source = undefined
  stopPolling()
}

function onVisibility(): void {
  clearTimeout(resting)
  if (document.visibilityState === 'hidden') {
    resting = setTimeout(rest, hiddenFor)
  } else if (!source) {
    changedPerhaps()
    open()
  }
}

function onNetwork(): void {
  if (!navigator.onLine) {
    become('offline')
    return
  }
  failures = Math.max(failures, 1)
  if (document.visibilityState === 'visible') open()
}

/** Opens the live line once somebody is signed in. Returns how to close it. */
export function goLive(): () => void {
  if (started) return goQuiet
  started = true
  document.addEventListener('visibilitychange', onVisibility)
  addEventListener('online', onNetwork)
  addEventListener('offline', onNetwork)
  open()
  return goQuiet
}

function goQuiet(): void {
  started = false
  document.removeEventListener('visibilitychange', onVisibility)
  removeEventListener('online', onNetwork)
  removeEventListener('offline', onNetwork)
  clearTimeout(resting)
  rest()
  failures = 0
  become('connecting')
}

export function useLive(): LiveState {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )
}
