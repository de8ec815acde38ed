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

/** What the page would choose for this person, where the person has not chosen. */
export function proposeLargeType(next: boolean): void {
  if (isChosen() || isLarge === next) return
  isLarge = next
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

function isChosen(): boolean {
  try {
    return localStorage.getItem(place) !== null
  } catch {
    return false
  }
}

function remembered(): boolean {
  try {
    return localStorage.getItem(place) === 'true'
  } catch {
    return false
  }
}
