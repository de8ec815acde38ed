import { addDays, type Day } from '#kernel/calendar.ts'

/** Units kept for the base at a facility, and how many of them it took. */
type ReservedUse = { readonly facilityId: string; readonly reserved: number; readonly used: number }

/** The report of an examination, under the person it is about. */
type ExamRow = {
  readonly reportId: string
  readonly personId: string
  readonly code: string
  readonly name: string
  readonly facilityId: string
  readonly on: Day
}

export type UnusedLimit = { readonly leastPercent: number; readonly fewest: number }

/** Facilities whose reserved units the base used too little (S-150). Where few were reserved a share says nothing. */
export function unusedOf(uses: readonly ReservedUse[], limit: UnusedLimit): ReservedUse[] {
  return uses.filter(({ reserved, used }) => reserved >= limit.fewest && used * 100 < reserved * limit.leastPercent)
}

export type Repeat = { readonly exam: ExamRow; readonly before: ExamRow }

/**
 * Examinations that somebody had at another facility not long before (S-092). It counts where it was repeated. `rows` in the order of time; only
 * those from `since` on are judged, what is older is only looked back to. The last one elsewhere is the one that could have been used.
 */
export function repeatsOf(rows: readonly ExamRow[], { since, withinDays }: { since: Day; withinDays: number }): Repeat[] {
  return rows.flatMap((exam, at): Repeat[] => {
    if (exam.on < since) return []
    const isBefore = (row: ExamRow) =>
      row.personId === exam.personId && row.code === exam.code && row.facilityId !== exam.facilityId && row.on >= addDays(exam.on, -withinDays)
    const before = rows.slice(0, at).findLast(isBefore)
    return before ? [{ exam, before }] : []
  })
}

/** Facilities that repeated more than the county tolerates in a month, with what they repeated. */
export function tooMany(repeats: readonly Repeat[], most: number): ReadonlyMap<string, Repeat[]> {
  const by = Map.groupBy(repeats, ({ exam }) => exam.facilityId)
  return new Map([...by].filter(([, rows]) => rows.length > most))
}
