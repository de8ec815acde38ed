import { useSyncExternalStore } from 'react'

/** Whether the server can be reached, as far as this page knows: told by what the browser says and by what came of asking. */

const probeEvery = 5000
const listeners = new Set<() => void>()
let isDown = typeof window !== 'undefined' && !navigator.onLine
let probing: ReturnType<typeof setInterval> | undefined
let back: () => Promise<void> = async () => undefined

function become(next: boolean): void {
  if (next === isDown) return
  isDown = next
  for (const each of listeners) each()
}

const hint = 'tongmai.pack'

/** Whether somebody prepared this browser for work without a network: says nothing of whom. */
export function mayHavePack(): boolean {
  return typeof window !== 'undefined' && localStorage.getItem(hint) !== null
}

export function notePack(isHere: boolean): void {
  if (isHere) localStorage.setItem(hint, '1')
  else localStorage.removeItem(hint)
}

export function networkIsDown(): boolean {
  return isDown
}

/** A question found no server. From now on it is looked for, and until it is there again nothing waits for it. */
export function networkFailed(): void {
  become(true)
  probing ??= setInterval(() => void probe(), probeEvery)
}

/** What is done before the page takes the server's word again: sending what waits. */
export function onNetworkBack(work: () => Promise<void>): void {
  back = work
}

async function probe(): Promise<void> {
  if (!navigator.onLine) return
  try {
    const answer = await fetch('/healthz', { cache: 'no-store', signal: AbortSignal.timeout(4000) })
    if (!answer.ok) return
  } catch {
    return
  }
  clearInterval(probing)
  probing = undefined
  try {
    await back()
    become(false)
  } catch {
    networkFailed()
  }
}

// Only a page has a network that comes and goes.
if (typeof window !== 'undefined') {
  addEventListener('offline', networkFailed)
  addEventListener('online', () => void (isDown && probe()))
  if (isDown) networkFailed()
}

export function useNetworkIsDown(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isDown,
  )
}
