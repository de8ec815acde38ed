import { useSyncExternalStore } from 'react'

/**
 * The server's clock, as far as the browser can know it. "Overdue" must not depend on a clinic computer whose clock is
 * wrong by an hour.
 */
let skew = 0

/** Small differences are the network's, not the clock's. */
const tolerated = 30_000

export function hearServerTime(date: string | null): void {
  const said = date === null ? Number.NaN : Date.parse(date)
  if (Number.isNaN(said)) return
  const difference = said - Date.now()
  skew = Math.abs(difference) > tolerated ? difference : 0
}

/** Seconds to add to this device's own clock. */
export function skewSeconds(): number {
  return Math.round(skew / 1000)
}

/** What was measured when the server was last met, where it cannot be asked now. */
export function keepSkew(seconds: number): void {
  skew = seconds * 1000
}

/** Milliseconds since 1970 by the server's clock. */
export function now(): number {
  return Date.now() + skew
}

const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

function listen(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, 1000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

/** Now, changing every `seconds`. One timer serves the whole page and only what changed is drawn again. */
export function useNow(seconds = 15): number {
  const step = seconds * 1000
  return useSyncExternalStore(listen, () => Math.floor(now() / step) * step)
}
