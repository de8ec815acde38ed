import { idsOf, query, type Scope } from '#kernel/scope.ts'
import type { HistoryLine } from '../rules/history.ts'

// A row that changes a hundred times has a story nobody reads to its beginning; the latest lines are kept.
const mostLines = 200

/** What was written about the person as it happened. Judging everybody again after a change of rules is no event of theirs. */
export async function historyOf(scope: Scope, residentId: string): Promise<HistoryLine[]> {
  const rows = await query<HistoryLine>(
    scope,
    `select h.at, h.action, h.status, h.by_name as by, h.data from chronic_care.history h
      where h.resident_id = any ($1::uuid[]) and h.action <> 'reevaluate' order by h.at desc, h.seq desc limit $2`,
    [idsOf(scope, residentId), mostLines],
  )
  return rows.toReversed()
}
