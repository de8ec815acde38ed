import type { Scope } from '#kernel/scope.ts'
import { namesOf } from '#registry/facility/index.ts'
import type { EntryKind } from './labels.ts'
import { positionIn } from './rules.ts'
import * as store from './store.ts'

export type Page = { readonly limit: number; readonly position: readonly (string | number)[] | undefined }

/** A person's visits with what was found and given in each, for the person to read; newest first. */
export async function visitsOf(scope: Scope, residentId: string, page: Page & { kinds: readonly EntryKind[] }) {
  const rows = await store.visitsWithLines(scope, residentId, { kinds: page.kinds, limit: page.limit + 1, after: positionIn(page.position) })
  const names = await namesOf(
    scope,
    rows.map((r) => r.facility_id),
  )
  return paged(rows, page.limit, (v) => ({
    visitId: v.id,
    kind: v.kind,
    at: v.started_at,
    endedAt: v.ended_at,
    facility: names.get(v.facility_id)?.name ?? '',
    who: v.practitioner_name,
    complaint: v.complaint,
    advice: v.advice,
    diagnoses: v.diagnoses,
    lines: v.lines,
  }))
}

/** Lines of one kind over all facilities, newest first. */
export async function resultsOf(scope: Scope, residentId: string, page: Page & { kind: EntryKind }) {
  const rows = await store.entriesOf(scope, residentId, { kind: page.kind, limit: page.limit + 1, after: positionIn(page.position) })
  const names = await namesOf(
    scope,
    rows.map((r) => r.facility_id),
  )
  return paged(rows, page.limit, (e) => ({
    entryId: e.id,
    at: e.at,
    kind: e.kind,
    title: e.title,
    detail: e.detail,
    abnormal: e.abnormal,
    facility: names.get(e.facility_id)?.name ?? '',
  }))
}

function paged<R extends { id: string; at?: string; started_at?: string }, T>(rows: readonly R[], limit: number, show: (row: R) => T) {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { items: rows.slice(0, limit).map(show), next: last ? [last.at ?? last.started_at ?? '', last.id] : null }
}
