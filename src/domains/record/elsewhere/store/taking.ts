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
  await byIndexOnly(scope)
  const judged = await judge(scope, batch)
  await keepReplaced(scope, batch)
  await writeClaims(scope, batch, sourceId)
  const reversals = await takeReversals(scope, batch, sourceId)
  await settleReversals(scope, batch)
  const waiting = await countWaiting(scope, batch)
  await query(scope, 'delete from elsewhere.incoming n where n.batch = $1', [batch])
  return { ...judged, reversals, waiting }
}

/** A batch is looked up row by row: a plan made while the tables were empty takes anything for a good one, and reads them whole for each batch. */
async function byIndexOnly(scope: Scope): Promise<void> {
  await query(
    scope,
    `select set_config('plan_cache_mode', 'force_custom_plan', true), set_config(name, 'off', true)
       from unnest(array['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin']) name`,
    [],
  )
}

/**
 * Writes beside each staged row what it is: the version that stands from now on, the same or a copy of it, a version to be remembered
 * because it never stood, or one that is remembered already.
 */
async function judge(scope: Scope, batch: number): Promise<Pick<Taken, 'added' | 'corrected' | 'unchanged' | 'older'>> {
  // A settlement that comes again with a later update and the same content stands as of then.
  await query(
    scope,
    `update elsewhere.claim c set updated_at = n.updated_at
       from (select k.id, max(m.updated_at) as updated_at from elsewhere.incoming m join elsewhere.claim k on k.claim_number = m.claim_number
              where m.batch = $1 and m.reverses is null and k.content = any (m.contents) group by 1) n
      where c.id = n.id and c.updated_at < n.updated_at`,
    [batch],
  )
  await query(
    scope,
    `with found as (
       select n.row, n.id, n.claim_number, n.updated_at, n.contents[cardinality(n.contents)] as content, c.id as claim_id, c.updated_at as stood_at,
              coalesce(c.content = any (n.contents), false) as is_same,
              exists (select from elsewhere.claim_past p where p.claim_id = c.id and p.content = any (n.contents) and p.updated_at >= n.updated_at) as was_replaced
         from elsewhere.incoming n left join elsewhere.claim c on c.claim_number = n.claim_number
        where n.batch = $1 and n.reverses is null),
     numbered as (
       select f.*, row_number() over (partition by f.claim_number, f.content order by f.updated_at desc, f.row) as nth from found f),
     ranked as (
       select r.*, r.nth = 1 and not r.is_same and not r.was_replaced and (r.stood_at is null or r.updated_at >= r.stood_at) as may_stand from numbered r),
     placed as (
       select r.*, row_number() over best as place, first_value(r.content) over best as top, first_value(r.id) over best as top_id,
              first_value(r.may_stand) over best as has_top
         from ranked r window best as (partition by r.claim_number order by r.may_stand desc, r.updated_at desc, r.row desc))
     update elsewhere.incoming n set claim_id = coalesce(p.claim_id, p.top_id), is_new = p.claim_id is null, verdict =
            case when p.is_same then 'same'
                 when p.may_stand and p.place = 1 then 'stands'
                 when p.has_top and p.content = p.top then 'copy'
                 when p.nth = 1 and not p.was_replaced then 'past'
                 else 'older' end
       from placed p where n.batch = $1 and n.row = p.row`,
    [batch],
  )
  const [row] = await query<{ added: number; corrected: number; unchanged: number; older: number }>(
    scope,
    `select (count(*) filter (where n.verdict = 'stands' and n.is_new))::int as added, (count(*) filter (where n.verdict = 'stands' and not n.is_new))::int as corrected,
            (count(*) filter (where n.verdict in ('same', 'copy')))::int as unchanged, (count(*) filter (where n.verdict in ('past', 'older')))::int as older
       from elsewhere.incoming n where n.batch = $1 and n.reverses is null`,
    [batch],
  )
  return row ?? { added: 0, corrected: 0, unchanged: 0, older: 0 }
}

/** What stood is kept with until when it was known. */
async function keepReplaced(scope: Scope, batch: number): Promise<void> {
  await query(
    scope,
    `insert into elsewhere.claim_past (claim_id, ${kept}, known_until)
     select c.id, ${prefixed('c', kept)}, greatest($2::timestamptz, c.known_from)
       from elsewhere.incoming n join elsewhere.claim c on c.id = n.claim_id where n.batch = $1 and n.verdict = 'stands' and not n.is_new`,
    [batch, scope.now],
  )
}

const staged = prefixed('n', carried).replace('n.is_pharmacy', "n.kind = 'pharmacy'")
const content = 'n.contents[cardinality(n.contents)]'
const person = 'person, number_sealed, number_blind, settled_at, updated_at'

async function writeClaims(scope: Scope, batch: number, sourceId: string): Promise<void> {
  const values = [batch, scope.now, sourceId]
  await query(
    scope,
    `update elsewhere.claim c set (${carried}, content, ${person}, known_from, recorded_at, source_id) =
            (${staged}, ${content}, ${prefixed('n', person)}, greatest($2::timestamptz, c.known_from), $2::timestamptz, $3::uuid)
       from elsewhere.incoming n where n.batch = $1 and n.verdict = 'stands' and not n.is_new and c.id = n.claim_id`,
    values,
  )
  await query(
    scope,
    `insert into elsewhere.claim (id, claim_number, ${carried}, content, ${person}, known_from, recorded_at, source_id)
     select n.id, n.claim_number, ${staged}, ${content}, ${prefixed('n', person)}, $2::timestamptz, $2::timestamptz, $3::uuid
       from elsewhere.incoming n where n.batch = $1 and n.verdict = 'stands' and n.is_new`,
    values,
  )
  // Versions that never stood were never known; remembered, they are not taken for news later.
  await query(
    scope,
    `insert into elsewhere.claim_past (claim_id, ${kept}, known_until)
     select n.claim_id, ${staged}, ${content}, 'standing', null, n.settled_at, n.updated_at, $2::timestamptz, $3::uuid, $2::timestamptz
       from elsewhere.incoming n where n.batch = $1 and n.verdict = 'past'`,
    values,
  )
}

/** Of several versions of a reversal the one updated last holds; one that comes again as it is holds as of its later update. */
async function takeReversals(scope: Scope, batch: number, sourceId: string): Promise<number> {
  const [news] = await query<{ n: number }>(
    scope,
    `select count(distinct n.claim_number)::int as n from elsewhere.incoming n left join elsewhere.reversal r on r.reversal_number = n.claim_number
      where n.batch = $1 and n.reverses is not null and (r.id is null or (n.updated_at >= r.updated_at and not r.content = any (n.contents)))`,
    [batch],
  )
  await query(
    scope,
    `insert into elsewhere.reversal (reversal_number, id, reverses, total_cost, content, settled_at, updated_at, recorded_at, source_id)
     select distinct on (n.claim_number) n.claim_number, n.id, n.reverses, n.total_cost, n.contents[cardinality(n.contents)], n.settled_at, n.updated_at,
            $2::timestamptz, $3::uuid
       from elsewhere.incoming n where n.batch = $1 and n.reverses is not null order by n.claim_number, n.updated_at desc, n.row desc
     on conflict (reversal_number) do update set reverses = excluded.reverses, total_cost = excluded.total_cost, content = excluded.content,
        settled_at = excluded.settled_at, updated_at = excluded.updated_at, recorded_at = excluded.recorded_at, source_id = excluded.source_id
      where excluded.updated_at > reversal.updated_at or (excluded.updated_at = reversal.updated_at and excluded.content <> reversal.content)`,
    [batch, scope.now, sourceId],
  )
  return news?.n ?? 0
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
  await byIndexOnly(scope)
  const rows = await query<{ claim_number: string }>(scope, 'select claim_number from elsewhere.claim where claim_number = any ($1::text[])', [numbers])
  return new Set(rows.map((row) => row.claim_number))
}

/** Claims whose person is registered by now become theirs. As the loader, in portions. */
export async function linkWaiting(scope: Scope, most: number): Promise<number> {
  const [row] = await query<{ n: number }>(scope, 'select elsewhere.link_waiting($1) as n', [most])
  return row?.n ?? 0
}
