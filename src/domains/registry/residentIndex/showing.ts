import type { Vault } from '#kernel/crypto.ts'
import type { Scope } from '#kernel/scope.ts'
import { namesOf } from '#registry/facility/index.ts'
import { maskedName, maskedPhone } from '#registry/resident/rules.ts'
import { reasonsOf } from './labels.ts'
import type { Found } from './matching.ts'
import { agreesByNumber } from './rules.ts'
import * as store from './store.ts'

/** Who may be meant, as anybody may be told: masked, with what agrees and differs in words. */
export function matchCardOf({ candidate, verdict, levels, caution }: Found) {
  return {
    residentId: candidate.current_id,
    name: maskedName(candidate.name),
    sex: candidate.sex,
    birthYear: Number(candidate.birth_date.slice(0, 4)),
    village: candidate.village,
    verdict: verdict === 'same' ? ('same' as const) : ('doubtful' as const),
    byNumber: agreesByNumber(levels),
    because: reasonsOf(levels, caution),
  }
}

export function pairCardOf(pair: store.PairRow, names: readonly string[]) {
  return {
    pairId: pair.id,
    names: [...names],
    status: pair.status,
    origin: pair.origin,
    score: Number(pair.score),
    because: reasonsOf(pair.levels, pair.caution),
    openedAt: pair.opened_at,
    version: pair.version,
  }
}

/** A name as this asker may read it: whole where the person is theirs. */
export function nameFor(scope: Scope, side: { name: string; home_facility_id: string }): string {
  return scope.actor.facilities.includes(side.home_facility_id) ? side.name : maskedName(side.name)
}

/** Both records side by side; of the one that is not theirs the asker reads no more than a masked card and the reasons. */
export async function showPair(scope: Scope, pair: store.PairRow, { vault }: { vault: Vault }) {
  const [rows, journal] = await Promise.all([store.sidesOf(scope, pair.id), store.journalOf(scope, pair.id)])
  const homes = await namesOf(
    scope,
    rows.map((row) => row.home_facility_id),
  )
  const sides = rows.map((row) => {
    const own = scope.actor.facilities.includes(row.home_facility_id)
    return {
      residentId: row.resident_id,
      own,
      name: nameFor(scope, row),
      sex: row.sex,
      birthYear: Number(row.birth_date.slice(0, 4)),
      birthDate: own ? row.birth_date : null,
      village: row.village,
      address: own ? row.address : null,
      tail: own ? row.tail : null,
      phone: own && row.phone_sealed ? maskedPhone(vault.open(row.phone_sealed)) : null,
      home: homes.get(row.home_facility_id)?.name ?? '',
      status: row.status as 'active',
      since: row.created_at,
      counts: { visits: row.visits, referrals: row.referrals, duties: row.duties, holds: row.holds },
    }
  })
  return {
    ...pairCardOf(
      pair,
      sides.map((side) => side.name),
    ),
    sides,
    journal: journal.map((step) => ({ at: step.at, status: step.status, by: step.by_name, because: step.because })),
    currentId: pair.current_id,
  }
}
