import { keep, useKept } from '#web/wire/memory.ts'

/** What was last typed to find somebody. It may be an identity number, so it belongs into no address and no storage. */
const typed = keep('')

export const rememberSearch = typed.write

/** Still there when one comes back from a record. */
export function useSearch(): [typed: string, search: (next: string) => void] {
  return [useKept(typed), typed.write]
}
