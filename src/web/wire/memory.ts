import { useSyncExternalStore } from 'react'
import { queries } from '#web/wire/queries.ts'

const forgetting = new Set<() => void>()

export type Kept<V> = {
  readonly read: () => V
  readonly write: (value: V) => void
  readonly listen: (listener: () => void) => () => void
}

/** Something this tab keeps for whoever is signed in: in no address and no storage, gone when somebody else sits here. */
export function keep<V>(nothing: V): Kept<V> {
  const listeners = new Set<() => void>()
  let value = nothing
  function write(next: V) {
    value = next
    for (const each of listeners) each()
  }
  forgetting.add(() => write(nothing))
  return {
    read: () => value,
    write,
    listen(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

export function useKept<V>(kept: Kept<V>): V {
  return useSyncExternalStore(kept.listen, kept.read)
}

/** Another person, another post, or nobody: what was read and typed so far is not theirs. */
export function forgetAll(): void {
  queries.clear()
  for (const each of forgetting) each()
}
