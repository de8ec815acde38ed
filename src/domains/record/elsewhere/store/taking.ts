import { query, type Scope } from '#kernel/scope.ts'

/** What became of a staged batch, by rows. */
export type Taken = {
  readonly added: number
  readonly corrected: number
  readonly unchanged: number
  /** Versions that a later one has replaced already. */
  readonly older: number
  readonly reversals: number
  /** Reversals whose settlement is not there, or stands with another amount. */
  readonly waiting: number
}

const carried = `facility_name, facility_code, facility_level, place_division, is_pharmacy, kind, on_date, ended_on, diagnosis_code, diagnosis_name,
  total_cost, fund_pay, self_pay, insured, tcm, resident_id, home_facility_id`
const kept = `${carried}, content, status, reversed_by, settled_at, updated_at, known_from, source_id`

/**
 * Takes a staged batch, whatever came before it: of the versions of one settlement the one updated last stands, of two updated at the
 * same moment the one that came later; a version that was replaced once does not come back unless it was updated again. So the
 * same files in any order leave the same claims.
 */
export async function takeBatch(scope: Scope, batch: number, sourceId: string): Promise<Taken> {
  await planAnew(scope)
  const judged = await judge(scope, batch)
  await keepReplaced(scope, batch, sourceId)
  await writeClaims(scope, batch, sourceId)
  const reversals = await takeReversals(scope, batch, sourceId)
  await settleReversals(scope, batch)
  const waiting = await countWaiting(scope, batch)
  return { ...judged, reversals, waiting }
}

/** A plan made while the tables were empty takes any index for a good one. */
async function planAnew(scope: Scope): Promise<void> {
  await query(scope, "select set_config('plan_cache_mode', 'force_custom_plan', true)", [])
}

/** Claims of the batch, each content once, with what is known of the same number. */
const versions = `versions as (
  select distinct on (n.claim_number, n.contents[cardinality(n.contents)]) n.*, n.contents[cardinality(n.contents)] as content
    from elsewhere.incoming n where n.batch = $1 and n.reverses is null
   order by n.claim_number, n.contents[cardinality(n.contents)], n.updated_at desc, n.row),
judged as (
  select v.*, c.id as claim_id, c.updated_at as stood_at,
         c.id is not null and c.content = any (v.contents) as is_same,
         exists (select from elsewhere.claim_past p where p.claim_id = c.id and p.content = any (v.contents) and p.updated_at >= v.updated_at) as was_replaced
    from versions v left join elsewhere.claim c on c.claim_number = v.claim_number),
ranked as (
  select j.*, not j.is_same and not j.was_replaced and (j.stood_at is null or j.updated_at >= j.stood_at) as may_stand from judged j),
winners as (
  select distinct on (r.claim_number) r.* from ranked r where r.may_stand order by r.claim_number, r.updated_at desc, r.row desc)`

async function judge(scope: Scope, batch: number): Promise<Pick<Taken, 'added' | 'corrected' | 'unchanged' | 'older'>> {
  // A settlement that comes again with a later update and the same content stands as of then.
  await query(
    scope,
    `update elsewhere.claim c set updated_at = n.updated_at
       from (select m.claim_number, max(m.updated_at) as updated_at from elsewhere.incoming m join elsewhere.claim k on k.claim_number = m.claim_number
              where m.batch = $1 and m.reverses is null and k.content = any (m.contents) group by 1) n
      where c.claim_number = n.claim_number and c.updated_at < n.updated_at`,
    [batch],
  )
  const [row] = await query<{ added: number; corrected: number; unchanged: number; total: number }>(
    scope,
    `with ${versions}
     select (select count(*)::int from winners where claim_id is null) as added,
            (select count(*)::int from winners where claim_id is not null) as corrected,
            (select count(*)::int from elsewhere.incoming n join elsewhere.claim c on c.claim_number = n.claim_number
              where n.batch = $1 and n.reverses is null and c.content = any (n.contents))
            + (select count(*)::int from winners w join elsewhere.incoming n on n.batch = $1 and n.claim_number = w.claim_number
                and n.reverses is null and n.row <> w.row and w.content = any (n.contents)) as unchanged,
            (select count(*)::int from elsewhere.incoming n where n.batch = $1 and n.reverses is null) as total`,
    [batch],
  )
  const { added = 0, corrected = 0, unchanged = 0, total = 0 } = row ?? {}
  return { added, corrected, unchanged, older: total - added - corrected - unchanged }
}

/** The version that stood is kept with until when it was known, and so is every version that never stood. */
async function keepReplaced(scope: Scope, batch: number, sourceId: string): Promise<void> {
  await query(
    scope,
    `with ${versions}
     insert into elsewhere.claim_past (claim_id, ${kept}, known_until)
     select c.id, ${prefixed('c', kept)}, greatest($2::timestamptz, c.known_from)
       from elsewhere.claim c join winners w on w.claim_id = c.id`,
    [batch, scope.now],
  )
  await query(
    scope,
    `with ${versions}
     insert into elsewhere.claim_past (claim_id, ${kept}, known_until)
     select c.id, ${prefixed('r', carried).replace('r.is_pharmacy', "r.kind = 'pharmacy'")}, r.content, 'standing', null, r.settled_at, r.updated_at, $2::timestamptz, $3::uuid, $2::timestamptz
       from ranked r join elsewhere.claim c on c.id = r.claim_id
      where not r.is_same and not r.was_replaced and not exists (select from winners w where w.claim_number = r.claim_number and w.row = r.row)`,
    [batch, scope.now, sourceId],
  )
}

async function writeClaims(scope: Scope, batch: number, sourceId: string): Promise<void> {
  const columns = `person, number_sealed, number_blind, settled_at, updated_at`
  await query(
    scope,
    `with ${versions}
     update elsewhere.claim c set (${carried}, content, ${columns}, known_from, recorded_at, source_id) =
            (${prefixed('w', carried).replace('w.is_pharmacy', "w.kind = 'pharmacy'")}, w.content, ${prefixed('w', columns)}, greatest($2::timestamptz, c.known_from), $2::timestamptz, $3::uuid)
       from winners w where c.id = w.claim_id`,
    [batch, scope.now, sourceId],
  )
  const added = await query<{ id: string; claim_number: string }>(
    scope,
    `with ${versions}
     insert into elsewhere.claim (id, claim_number, ${carried}, content, ${columns}, known_from, recorded_at, source_id)
     select w.id, w.claim_number, ${prefixed('w', carried).replace('w.is_pharmacy', "w.kind = 'pharmacy'")}, w.content, ${prefixed('w', columns)}, $2::timestamptz, $2::timestamptz, $3::uuid
       from winners w where w.claim_id is null returning id, claim_number`,
    [batch, scope.now, sourceId],
  )
  // Other versions that came with a new claim were never known; remembered, they are not taken for news later.
  await query(
    scope,
    `insert into elsewhere.claim_past (claim_id, ${kept}, known_until)
     select distinct on (a.id, n.contents[cardinality(n.contents)]) a.id, ${prefixed('n', carried).replace('n.is_pharmacy', "n.kind = 'pharmacy'")},
            n.contents[cardinality(n.contents)], 'standing', null, n.settled_at, n.updated_at, $2::timestamptz, $3::uuid, $2::timestamptz
       from unnest($4::uuid[]) a(id) join elsewhere.claim c on c.id = a.id
       join elsewhere.incoming n on n.batch = $1 and n.claim_number = c.claim_number and n.reverses is null
      where not c.content = any (n.contents)
      order by a.id, n.contents[cardinality(n.contents)], n.updated_at desc`,
    [batch, scope.now, sourceId, added.map((row) => row.id)],
  )
}

async function takeReversals(scope: Scope, batch: number, sourceId: string): Promise<number> {
  const taken = await query(
    scope,
    `insert into elsewhere.reversal (reversal_number, id, reverses, total_cost, content, settled_at, updated_at, recorded_at, source_id)
     select distinct on (n.claim_number) n.claim_number, n.id, n.reverses, n.total_cost, n.contents[cardinality(n.contents)], n.settled_at, n.updated_at, $2::timestamptz, $3::uuid
       from elsewhere.incoming n where n.batch = $1 and n.reverses is not null order by n.claim_number, n.updated_at desc, n.row desc
     on conflict (reversal_number) do update set reverses = excluded.reverses, total_cost = excluded.total_cost, content = excluded.content,
        settled_at = excluded.settled_at, updated_at = excluded.updated_at, recorded_at = excluded.recorded_at, source_id = excluded.source_id
      where excluded.updated_at >= reversal.updated_at and excluded.content <> reversal.content
     returning 1`,
    [batch, scope.now, sourceId],
  )
  return taken.length
}

/** Every claim the batch speaks of is reversed exactly where a reversal of its number and amount is there. */
async function settleReversals(scope: Scope, batch: number): Promise<void> {
  await query(
    scope,
    `with spoken as (
       select n.claim_number from elsewhere.incoming n where n.batch = $1 and n.reverses is null
       union select n.reverses from elsewhere.incoming n where n.batch = $1 and n.reverses is not null
       union select c.claim_number from elsewhere.incoming n join elsewhere.claim c on c.reversed_by = n.claim_number where n.batch = $1 and n.reverses is not null),
     due as (
       select c.id, (select min(r.reversal_number) from elsewhere.reversal r where r.reverses = c.claim_number and r.total_cost = -c.total_cost) as reversed_by
         from elsewhere.claim c join spoken s on s.claim_number = c.claim_number),
     changing as (
       select c.*, d.reversed_by as by_now from elsewhere.claim c join due d on d.id = c.id where c.reversed_by is distinct from d.reversed_by),
     past as (
       insert into elsewhere.claim_past (claim_id, ${kept}, known_until)
       select c.id, ${prefixed('c', kept)}, greatest($2::timestamptz, c.known_from) from changing c)
     update elsewhere.claim c set status = case when g.by_now is null then 'standing' else 'reversed' end, reversed_by = g.by_now,
            known_from = greatest($2::timestamptz, c.known_from)
       from changing g where c.id = g.id`,
    [batch, scope.now],
  )
}

async function countWaiting(scope: Scope, batch: number): Promise<number> {
  const [row] = await query<{ n: number }>(
    scope,
    `select count(*)::int as n from elsewhere.incoming n
      where n.batch = $1 and n.reverses is not null
        and not exists (select from elsewhere.claim c where c.claim_number = n.reverses and c.total_cost = -n.total_cost)`,
    [batch],
  )
  return row?.n ?? 0
}

function prefixed(alias: string, columns: string): string {
  return columns
    .split(',')
    .map((column) => `${alias}.${column.trim()}`)
    .join(', ')
}

/** Which of these settlements are here already. */
export async function knownNumbers(scope: Scope, numbers: readonly string[]): Promise<Set<string>> {
  const rows = await query<{ claim_number: string }>(scope, 'select claim_number from elsewhere.claim where claim_number = any ($1::text[])', [numbers])
  return new Set(rows.map((row) => row.claim_number))
}

/** Claims whose person is registered by now become theirs. As the loader, in portions. */
export async function linkWaiting(scope: Scope, most: number): Promise<number> {
  const [row] = await query<{ n: number }>(scope, 'select elsewhere.link_waiting($1) as n', [most])
  return row?.n ?? 0
}
