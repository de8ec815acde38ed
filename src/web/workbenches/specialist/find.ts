import type { Words } from '#kernel/words.ts'
import { residentContract } from '#registry/resident/contract.ts'
import type { DeskCommand } from '#web/ui/desk/CommandSearch.tsx'
import { call } from '#web/wire/call.ts'

/** People in Ctrl K: whoever is within reach by name or initials. */
export function findPeople(open: (residentId: string) => void) {
  return {
    name: { zh: '居民', en: 'Residents' } satisfies Words,
    async ask(typed: string, signal: AbortSignal): Promise<readonly DeskCommand[]> {
      const { items } = await call(residentContract.findResidents, { q: typed, limit: 8 }, { signal })
      return items.map(({ residentId, name, birthDate, village, tail }) => ({
        key: residentId,
        name,
        detail: [birthDate, village, tail].filter(Boolean).join(' · '),
        keywords: typed,
        run: () => open(residentId),
      }))
    },
  }
}
