import { newId } from '#kernel/ids.ts'
import { query, type Scope } from '#kernel/scope.ts'
import type { Match } from './rules.ts'

export type Search = {
  readonly numbers: readonly Buffer[]
  readonly phones: readonly Buffer[]
  readonly name: string
  readonly sound: string
  readonly birthDate: string | null
  readonly near: readonly string[]
  readonly village: string
  readonly surnames: readonly string[]
}

type Sex = 'male' | 'female' | 'unknown'
export type CandidateRow = {
  resident_id: string
  /** Who they are today, where two records were joined. */
  current_id: string
  name: string
  sex: Sex
  birth_date: string
  village: string
  address: string
  household_id: string | null
  home_facility_id: string
  number_sealed: Buffer | null
  number_blind: Buffer | null
  same_phone: boolean
  has_phone: boolean
}

/** Everybody in the county who may be meant. Only the match reads this. */
export async function candidatesFor(scope: Scope, search: Search): Promise<CandidateRow[]> {
  return query(scope, 'select * from resident_index.candidates($1, $2, $3, $4, $5, $6::date[], $7, $8)', [
    search.numbers,
    search.phones,
    search.name,
    search.sound,
    search.birthDate,
    search.near,
    search.village,
    search.surnames,
  ])
}

export type BlindKeys = { readonly numbers: readonly Buffer[]; readonly phones: readonly Buffer[] }
export type BulkRow = Omit<CandidateRow, 'same_phone' | 'has_phone'> & { line: number; phone_blinds: Buffer[] }
type Line = { readonly name: string; readonly birthDate: string; readonly village: string }

export async function candidatesForMany(scope: Scope, lines: readonly Line[], keys: readonly BlindKeys[]): Promise<BulkRow[]> {
  const flat = (of: (key: BlindKeys) => readonly Buffer[]) => keys.flatMap((key, i) => of(key).map((blind) => [i + 1, blind] as const))
  const [numbers, phones] = [flat((key) => key.numbers), flat((key) => key.phones)]
  return query(scope, 'select * from resident_index.candidates_of($1, $2::date[], $3, $4::int[], $5, $6::int[], $7)', [
    lines.map((line) => line.name),
    lines.map((line) => line.birthDate),
    lines.map((line) => line.village),
    numbers.map(([line]) => line),
    numbers.map(([, blind]) => blind),
    phones.map(([line]) => line),
    phones.map(([, blind]) => blind),
  ])
}

export type PairStatus = 'waiting' | 'postponed' | 'merged' | 'distinct' | 'parted'
export type PairRow = {
  id: string
  first_id: string
  second_id: string
  first_home_id: string
  second_home_id: string
  score: string
  levels: Match['levels']
  caution: Match['caution']
  origin: 'registered' | 'loaded' | 'found'
  status: PairStatus
  opened_at: string
  decided_at: string | null
  decided_by_name: string | null
  because: string | null
  current_id: string | null
  gone_id: string | null
  version: number
}

const columns = `p.id, p.first_id, p.second_id, p.first_home_id, p.second_home_id, p.score, p.levels, p.caution, p.origin, p.status, p.opened_at,
  p.decided_at, p.decided_by_name, p.because, p.current_id, p.gone_id, p.version`

type NewPair = {
  readonly firstId: string
  readonly secondId: string
  readonly firstHomeId: string
  readonly secondHomeId: string
  readonly match: Match
  readonly origin: PairRow['origin']
}

/** The pair's id; nothing where these two were asked about before, whatever was decided. */
export async function insertPair(scope: Scope, pair: NewPair): Promise<string | undefined> {
  const [row] = await query<{ id: string }>(
    scope,
    `insert into resident_index.pair (id, first_id, second_id, first_home_id, second_home_id, score, levels, caution, origin, opened_at, opened_by)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) on conflict do nothing returning id`,
    [
      newId(),
      pair.firstId,
      pair.secondId,
      pair.firstHomeId,
      pair.secondHomeId,
      pair.match.score,
      JSON.stringify(pair.match.levels),
      pair.match.caution,
      pair.origin,
      scope.now,
      scope.actor.accountId,
    ],
  )
  if (row) await insertStep(scope, row.id, { status: 'waiting', because: null })
  return row?.id
}

export async function findPair(scope: Scope, id: string, { lock = false } = {}): Promise<PairRow | undefined> {
  const [row] = await query<PairRow>(scope, `select ${columns} from resident_index.pair p where p.id = $1 ${lock ? 'for update' : ''}`, [id])
  return row
}

export async function listPairs(scope: Scope, want: { open: boolean; limit: number; after?: { at: string; id: string } | undefined }): Promise<PairRow[]> {
  return query<PairRow>(
    scope,
    `select ${columns} from resident_index.pair p
      where (p.first_home_id = any ($1::uuid[]) or p.second_home_id = any ($1::uuid[])) and (p.status in ('waiting', 'postponed')) = $2
        and ($3::timestamptz is null or (p.opened_at, p.id) < ($3, $4)) order by p.opened_at desc, p.id desc limit $5`,
    [scope.actor.facilities, want.open, want.after?.at ?? null, want.after?.id ?? null, want.limit],
  )
}

export async function countOpenPairs(scope: Scope): Promise<number> {
  const [row] = await query<{ n: number }>(
    scope,
    `select count(*)::int as n from resident_index.pair p
      where (p.first_home_id = any ($1::uuid[]) or p.second_home_id = any ($1::uuid[])) and p.status in ('waiting', 'postponed')`,
    [scope.actor.facilities],
  )
  return row?.n ?? 0
}

type Decision = { readonly status: PairStatus; readonly because: string | null; readonly currentId?: string | null; readonly goneId?: string | null }

/** The row in its new state, with its line in the journal. */
export async function decidePair(scope: Scope, id: string, decision: Decision): Promise<void> {
  const isDecided = decision.status !== 'postponed'
  await query(
    scope,
    `update resident_index.pair set status = $2, because = $3, current_id = $4, decided_at = $5, decided_by = $6, decided_by_name = $7, gone_id = $8, version = version + 1
      where id = $1`,
    [
      id,
      decision.status,
      decision.because,
      decision.currentId ?? null,
      isDecided ? scope.now : null,
      isDecided ? scope.actor.accountId : null,
      isDecided ? scope.actor.name : null,
      decision.goneId ?? null,
    ],
  )
  await insertStep(scope, id, decision)
}

async function insertStep(scope: Scope, pairId: string, step: { status: PairStatus; because: string | null }): Promise<void> {
  await query(
    scope,
    `insert into resident_index.journal (pair_id, seq, first_home_id, second_home_id, at, status, by_account_id, by_name, by_facility_id, because)
     select p.id, (select count(*) + 1 from resident_index.journal j where j.pair_id = p.id), p.first_home_id, p.second_home_id, $2, $3, $4, $5, $6, $7
       from resident_index.pair p where p.id = $1`,
    [pairId, scope.now, step.status, scope.actor.accountId, scope.actor.name, scope.actor.facilityId, step.because],
  )
}

export type StepRow = { at: string; status: PairStatus; by_name: string; because: string | null }

export async function journalOf(scope: Scope, pairId: string): Promise<StepRow[]> {
  return query<StepRow>(scope, 'select at, status, by_name, because from resident_index.journal where pair_id = $1 order by seq', [pairId])
}

export type SideRow = {
  resident_id: string
  name: string
  sex: Sex
  birth_date: string
  village: string
  address: string
  home_facility_id: string
  status: string
  created_at: string
  tail: string
  phone_sealed: Buffer | null
  visits: number
  referrals: number
  duties: number
  holds: number
}

/** Both records of a pair, the first one first, with what hangs on them. */
export async function sidesOf(scope: Scope, pairId: string): Promise<SideRow[]> {
  return query<SideRow>(scope, 'select * from resident_index.sides($1)', [pairId])
}

/** The pairs by which these ids became one person. */
export async function mergedPairsOf(scope: Scope, ids: readonly string[]): Promise<PairRow[]> {
  return query<PairRow>(
    scope,
    `select ${columns} from resident_index.pair p
      where p.status = 'merged' and p.gone_id is not null and p.first_id = any ($1::uuid[]) and p.second_id = any ($1::uuid[]) order by p.decided_at desc`,
    [ids],
  )
}

export type NamedSide = { resident_id: string; name: string; home_facility_id: string }

/** Both names of each pair, the first one first; the caller masks what is not the asker's. */
export async function namesOfPairs(scope: Scope, ids: readonly string[]): Promise<Map<string, NamedSide[]>> {
  const rows = await query<NamedSide & { pair_id: string }>(
    scope,
    'select w.id as pair_id, s.resident_id, s.name, s.home_facility_id from unnest($1::uuid[]) w(id) cross join lateral resident_index.names(w.id) s',
    [ids],
  )
  return new Map(ids.map((id) => [id, rows.filter((row) => row.pair_id === id)]))
}
