import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { residentContract } from '#registry/resident/contract.ts'
import { mayFind, mayOpenRecords } from '#web/record/reach.ts'
import { rememberSearch } from '#web/residents/search.ts'
import { now } from '#web/ui/clock.ts'
import type { CommandSearchProps } from '#web/ui/desk/CommandSearch.tsx'
import { ageInWords } from '#web/ui/time.ts'
import { call } from '#web/wire/call.ts'
import { useMe } from '#web/wire/session.ts'

/** People in Ctrl K by name, initials or a whole number; nothing for those who find nobody. */
export function useFindPeople(): Pick<CommandSearchProps, 'find'> {
  const { role } = useMe()
  const [, navigate] = useLocation()
  return useMemo(() => {
    if (!mayFind(role)) return {}
    function open(residentId: string, typed: string) {
      rememberSearch(typed)
      navigate(mayOpenRecords(role) ? `/residents/${residentId}` : `/residents?on=${residentId}`)
    }
    return { find: { name: { zh: '居民', en: 'Residents' }, ask: (typed, signal) => ask(typed, { signal, open }) } }
  }, [role, navigate])
}

type Asking = { readonly signal: AbortSignal; readonly open: (residentId: string, typed: string) => void }

async function ask(typed: string, { signal, open }: Asking) {
  const { items } = await call(residentContract.findResidents, { q: typed, limit: 8 }, { signal })
  return items.map(({ residentId, name, sex, birthDate, village, tail }) => {
    const age = (language: 'zh' | 'en') => ageInWords(birthDate, { now: now(), language })
    const said = { male: { zh: '男', en: 'M' }, female: { zh: '女', en: 'F' }, unknown: { zh: '', en: '' } }[sex]
    return {
      key: residentId,
      name,
      detail: {
        zh: [said.zh, age('zh'), village, tail].filter(Boolean).join(' '),
        en: [said.en, age('en'), village, tail].filter(Boolean).join(' '),
      },
      keywords: typed,
      run: () => open(residentId, typed),
    }
  })
}
