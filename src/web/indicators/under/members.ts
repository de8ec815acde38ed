import type { Opened } from '#governance/indicators/contract.ts'

/** What stands under a place. What could not be linked to anybody has a line only where something was counted there. */
export function membersOf({ under }: Opened): Opened['under'] {
  return under.filter(({ place, value }) => place.kind !== 'unlinked' || (value.value !== null && value.value !== 0))
}
