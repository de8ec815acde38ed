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
export type Match = { readonly judged: readonly Judged[]; readonly pairs: readonly Pair[] }

/** Who the people of a batch are: the score against everybody registered, the rows they came in before, and each other. */
export async function matchBatch(scope: Scope, { upload, vault }: Run, people: readonly ReadyPerson[]): Promise<Match> {
  await byIndexOnly(scope)
  const weights = weightsIn(scope)
  const rows = people.map(asRow)
  const [best, byRow] = await Promise.all([matchMany(scope, rows, { vault, weights }), knownRows(scope, people)])
  const verdicts = people.map((_, i) => verdictOf({ best: best[i] ?? null, byRow: byRow[i] ?? null }))
  const fresh = people.flatMap((_, i) => (verdicts[i]?.verdict === 'new' ? [i] : []))
  const { person: firsts, doubtful } = matchWithin(
    fresh.map((i) => rows[i] as RegisterRow),
    weights,
  )
  const twice = new Set(fresh.filter((_, at) => firsts[at] !== at))
  const judged = people.map((person, i): Judged => {
    const verdict = verdicts[i] as Verdict
    const problem = problemOf(verdict, { field: person.person.nationalId ? 'nationalId' : 'name', isTwice: twice.has(i), reach: upload.reach })
    return { person, verdict, ...(problem ? { problem } : {}) }
  })
  const taken = (i: number) => judged[i]?.verdict.verdict === 'new' && !judged[i].problem
  const known = judged.flatMap(({ person, verdict }, i) =>
    taken(i) && verdict.verdict === 'new' && verdict.about ? [{ row: person, other: verdict.about }] : [],
  )
  const within = doubtful.flatMap(({ a, b, match }) => {
    const [i = -1, j = -1] = [fresh[a], fresh[b]]
    const [row, other] = [people[i], people[j]]
    if (!row || !other || !taken(i) || !taken(j)) return []
    return [{ row, other: { residentId: other.id, homeFacilityId: other.person.home.id, name: other.person.name, match } }]
  })
  return { judged, pairs: [...known, ...within] }
}

function asRow({ person, keys }: ReadyPerson): RegisterRow {
  const { name, sex, birthDate, nationalId, phone, village, address } = person
  return { name, sex, birthDate, nationalId: nationalId ?? null, phone: phone ?? null, village, address: address ?? '', keys }
}

/** A doubtful number is for people to settle; somebody of another catchment is not for this township to change. */
function problemOf(verdict: Verdict, on: { field: string; isTwice: boolean; reach: readonly string[] | null }): Problem | undefined {
  if (verdict.verdict === 'doubtful') return { code: verdict.because, field: on.field }
  if (on.isTwice) return { code: 'secondRow', field: on.field }
  return verdict.verdict === 'same' && on.reach && !on.reach.includes(verdict.who.homeFacilityId) ? { code: 'elsewhere', field: 'village' } : undefined
}
