import type { Output } from '#kernel/capability.ts'
import type { Scope } from '#kernel/scope.ts'
import { glassMeasure } from '#registry/access/contract.ts'
import { accountNames, type GlassRow } from '#registry/access/index.ts'
import { role } from '#registry/access/roles.ts'
import { findingIn } from '#registry/access/rules.ts'
import { namesOf } from '#registry/facility/index.ts'
import { maskedPeople } from '#registry/resident/index.ts'
import type { auditTrailContract } from './contract.ts'
import { maskedWords } from './rules.ts'
import { asAuditor, type TurnRow } from './store.ts'

type Glass = Output<typeof auditTrailContract.listBreakGlasses>['items'][number]

/** Broken glasses as a person reads them: who, over whom, why, what the review said and what followed. */
export async function saidGlasses(scope: Scope, rows: readonly GlassRow[], turns: readonly TurnRow[]): Promise<Glass[]> {
  const people = await asAuditor(scope, () => maskedPeople(scope, [...new Set(rows.map((r) => r.resident_id))]))
  const accounts = await accountNames(
    scope,
    rows.flatMap((r) => [r.account_id, r.reviewed_by, r.followed_up_by].filter((id) => id !== null)),
  )
  const places = await namesOf(scope, [...rows.map((r) => r.facility_id), ...turns.map((t) => t.owner_facility_id)])
  const placeOf = (id: string) => places.get(id)?.name ?? ''
  const nameOf = (id: string | null) => accounts.get(id ?? '') ?? ''
  const masked = new Map(people.map((p) => [p.resident_id, maskedWords(p)]))
  return rows.map((row) => {
    const turn = turns.find((t) => t.subject_id === row.id)
    const owner = role.codes.find((code) => code === turn?.owner_role)
    const review = findingIn(row.finding)
    const measure = glassMeasure.codes.find((code) => code === row.measure)
    return {
      breakGlassId: row.id,
      at: row.at,
      until: row.until_at,
      who: nameOf(row.account_id),
      facility: placeOf(row.facility_id),
      whom: masked.get(row.resident_id) ?? null,
      residentId: row.resident_id,
      reason: row.reason,
      state: row.state,
      turn: turn && owner ? { role: owner, facility: placeOf(turn.owner_facility_id), dueAt: turn.due_at } : null,
      review:
        review && row.reviewed_at
          ? { finding: review.justified ? 'justified' : 'unjustified', note: review.note, by: nameOf(row.reviewed_by), at: row.reviewed_at }
          : null,
      followUp: measure && row.followed_up_at ? { measure, note: row.measure_note ?? '', by: nameOf(row.followed_up_by), at: row.followed_up_at } : null,
    }
  })
}
