import type { Scope } from '#kernel/scope.ts'
import { matchMany, matchWithin, type RegisterRow, weightsIn } from '#registry/residentIndex/index.ts'
import { type BestMatch, type Verdict, verdictOf } from '../rules/match.ts'
import type { Problem } from '../rules/read.ts'
import { byIndexOnly, knownRows } from '../store/known.ts'
import type { ReadyPerson } from './people.ts'
import type { Run } from './run.ts'

export type Judged = { readonly person: ReadyPerson; readonly verdict: Verdict; readonly problem?: Problem }
/** Two of which somebody says whether they are one person: a row that is taken, and a resident or another row. */
export type Pair = { readonly row: ReadyPerson; readonly other: BestMatch }
/** `fresh`: whom the batch adds. The next one is compared with them in memory, because they are written while it is matched. */
export type Match = { readonly judged: readonly Judged[]; readonly pairs: readonly Pair[]; readonly fresh: readonly ReadyPerson[] }

/** Who the people of a batch are: the score against everybody registered, the rows they came in before, and against each other and those just `before`. */
export async function matchBatch(
  scope: Scope,
  { upload, vault }: Run,
  { people, before }: { people: readonly ReadyPerson[]; before: readonly ReadyPerson[] },
): Promise<Match> {
  await byIndexOnly(scope)
  const weights = weightsIn(scope)
  const [best, byRow] = await Promise.all([matchMany(scope, people.map(asRow), { vault, weights }), knownRows(scope, people)])
  const verdicts = people.map((_, i) => verdictOf({ best: best[i] ?? null, byRow: byRow[i] ?? null }))
  const unknown = people.flatMap((_, i) => (verdicts[i]?.verdict === 'new' ? [i] : []))
  const all = [...before, ...unknown.map((i) => people[i] as ReadyPerson)]
  const { person: firsts, doubtful } = matchWithin(all.map(asRow), weights)
  for (const [at, i] of unknown.entries()) {
    const first = all[firsts[before.length + at] ?? -1]
    if (first && first !== people[i]) verdicts[i] = { verdict: 'same', who: { residentId: first.id, homeFacilityId: first.person.home.id } }
  }
  const judged = people.map((person, i): Judged => {
    const verdict = verdicts[i] as Verdict
    const problem = problemOf(verdict, { field: person.person.nationalId ? 'nationalId' : 'name', reach: upload.reach })
    return { person, verdict, ...(problem ? { problem } : {}) }
  })
  const fresh = people.filter((_, i) => verdicts[i]?.verdict === 'new')
  const known = judged.flatMap(({ person, verdict }) => (verdict.verdict === 'new' && verdict.about ? [{ row: person, other: verdict.about }] : []))
  const added = new Set(fresh)
  const within = doubtful.flatMap(({ a, b, match }) => {
    const [other, row] = [all[a], all[b]]
    if (!row || !other || !added.has(row) || !(added.has(other) || a < before.length)) return []
    return [{ row, other: { residentId: other.id, homeFacilityId: other.person.home.id, name: other.person.name, match } }]
  })
  return { judged, pairs: [...known, ...within], fresh }
}

function asRow({ person, keys }: ReadyPerson): RegisterRow {
  const { name, sex, birthDate, nationalId, phone, village, address } = person
  return { name, sex, birthDate, nationalId: nationalId ?? null, phone: phone ?? null, village, address: address ?? '', keys }
}

/** A doubtful number is for people to settle; somebody of another catchment is not for this township to change. */
function problemOf(verdict: Verdict, on: { field: string; reach: readonly string[] | null }): Problem | undefined {
  if (verdict.verdict === 'doubtful') return { code: verdict.because, field: on.field }
  return verdict.verdict === 'same' && on.reach && !on.reach.includes(verdict.who.homeFacilityId) ? { code: 'elsewhere', field: 'village' } : undefined
}
