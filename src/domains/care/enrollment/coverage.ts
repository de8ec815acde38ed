import { addDays } from '#kernel/calendar.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { countResidents } from '#registry/resident/index.ts'
import { teamCards } from './cards.ts'
import { ages } from './policy.ts'
import { bornOn } from './rules.ts'
import { countBedside, countSigned } from './store/enrollment.ts'
import * as teams from './store/team.ts'

/** Signed and all residents by group and by home, as far as the asker may count (S-163). */
export async function countCoverage(scope: Scope, facilityIds: readonly string[] | null) {
  const on = policyOf(scope, ages)
  const born = { elderBornBy: bornOn(scope.today, on.elder), childBornAfter: bornOn(scope.today, on.childUntil + 1) }
  const [signed, people, bedside, rows] = await Promise.all([
    countSigned(scope, scope.today),
    countResidents(scope, born),
    countBedside(scope, addDays(scope.today, -365)),
    facilityIds ? teams.teamsAt(scope, facilityIds, scope.today) : teams.teamsOn(scope, scope.today),
  ])
  const cards = await teamCards(scope, rows)
  return {
    on: scope.today,
    rows: sumBy(people, signed, (r) => r.group),
    homes: sumBy(
      people.filter((p) => p.group === 'everybody'),
      signed.filter((p) => p.group === 'everybody'),
      (r) => r.home,
    ),
    bedside,
    completeTeams: cards.filter((c) => c.missing.length === 0).length,
    teams: cards.length,
  }
}

type Counted = { readonly home: string; readonly group: string; readonly people: number }

function sumBy(people: readonly Counted[], signed: readonly Counted[], by: (row: Counted) => string) {
  const sums = new Map<string, { group: string; signed: number; residents: number }>()
  const at = (key: string) => sums.get(key) ?? { group: key, signed: 0, residents: 0 }
  for (const row of people) sums.set(by(row), { ...at(by(row)), residents: at(by(row)).residents + row.people })
  for (const row of signed) if (sums.has(by(row))) sums.set(by(row), { ...at(by(row)), signed: at(by(row)).signed + row.people })
  return [...sums.values()]
}
