import type { Mark, ProblemCode } from '../labels.ts'
import type { Problem } from '../rules/read.ts'

/** How a file fared, by rows. In a trial `known` are those already registered; in a load they are updated or unchanged. */
export type TallyJson = {
  readonly rows: number
  readonly skipped: number
  readonly added: number
  readonly known: number
  readonly updated: number
  readonly unchanged: number
  readonly refused: number
  readonly doubtful: number
  /** Taken, and in the review of who is one person. */
  readonly review: number
  readonly problems: readonly { readonly code: ProblemCode; readonly field: string; readonly n: number; readonly row: number }[]
  readonly marks: readonly { readonly mark: Mark; readonly n: number }[]
}

type Count = 'rows' | 'skipped' | 'added' | 'known' | 'updated' | 'unchanged' | 'refused' | 'doubtful' | 'review'

export type Tally = {
  add(count: Count, n?: number): void
  problem(problem: Problem, row: number): void
  mark(mark: Mark, n?: number): void
  json(): TallyJson
  /** Takes over another's counts: what was tried came true. */
  become(other: Tally): void
}

const nothing: Readonly<Record<Count, number>> = { rows: 0, skipped: 0, added: 0, known: 0, updated: 0, unchanged: 0, refused: 0, doubtful: 0, review: 0 }

/** Goes on from an earlier tally where a load was stopped. */
export function createTally(before?: TallyJson | null): Tally {
  const counts: Record<Count, number> = { ...nothing }
  const problems = new Map<string, { code: ProblemCode; field: string; n: number; row: number }>()
  const marks = new Map<Mark, number>()
  function start(from: TallyJson | null | undefined): void {
    problems.clear()
    marks.clear()
    for (const count of Object.keys(nothing) as Count[]) counts[count] = from?.[count] ?? 0
    for (const p of from?.problems ?? []) problems.set(`${p.code} ${p.field}`, { ...p })
    for (const m of from?.marks ?? []) marks.set(m.mark, m.n)
  }
  start(before)
  return {
    become: (other) => start(other.json()),
    add(count, n = 1) {
      counts[count] += n
    },
    problem({ code, field }, row) {
      const key = `${code} ${field}`
      const known = problems.get(key)
      if (known) known.n++
      else problems.set(key, { code, field, n: 1, row })
    },
    mark(mark, n = 1) {
      if (n > 0) marks.set(mark, (marks.get(mark) ?? 0) + n)
    },
    json: () => ({
      ...counts,
      problems: [...problems.values()].toSorted((a, b) => b.n - a.n),
      marks: [...marks].map(([mark, n]) => ({ mark, n })).toSorted((a, b) => b.n - a.n),
    }),
  }
}
