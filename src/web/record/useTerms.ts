import { type TermKind, termContract } from '#record/term/contract.ts'
import { useAsk } from '#web/wire/ask.ts'

export type Term = { readonly code: string; readonly name: string; readonly details: Readonly<Record<string, string>> }

/** Diagnoses or medicines by characters, pinyin initials or code. */
export function useTerms(kind: TermKind, q: string) {
  const asked = useAsk(
    termContract.searchTerms,
    { kind, q, limit: 12 },
    { when: q !== '', keepPrevious: true, freshSeconds: 600 },
  )
  const found = q === '' ? [] : (asked.data?.items ?? [])
  return {
    ...asked,
    found: found.map(({ code, zh, en, details }) => ({
      term: { code, name: zh, details },
      shown: { zh, en: en ?? zh },
      /** What tells two alike apart: strength and form of a medicine, the code of a diagnosis. */
      beside: kind === 'medication' ? [details.form, details.strength].filter(Boolean).join(' ') || code : code,
    })),
  }
}
