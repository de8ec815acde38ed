import { useSyncExternalStore } from 'react'

const place = 'tongmai.largeType'
const listeners = new Set<() => void>()
let isLarge = remembered()

export function setLargeType(next: boolean): void {
  isLarge = next
  try {
    localStorage.setItem(place, String(next))
  } catch {
    // A browser that forbids storage still grows its letters, for this page.
  }
  for (const each of listeners) each()
}

/** Whether this phone shows large letters. */
export function useLargeType(): boolean {
  return useSyncExternalStore(listen, () => isLarge)
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function remembered(): boolean {
  try {
    return localStorage.getItem(place) === 'true'
  } catch {
    return false
  }
}
