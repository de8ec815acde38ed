import { query, type Scope } from '#kernel/scope.ts'
import { byIndexOnly } from './known.ts'

export type Taken = { readonly added: number; readonly updated: number }

const inBatch = 'from registers.staged s where s.batch = $1'

/** Takes a staged batch: households, new people with all they are found by, and what changed of known ones. */
export async function takeBatch(scope: Scope, batch: number, by: { source: string; accountId: string }): Promise<Taken> {
  await byIndexOnly(scope)
  await takeHouseholds(scope, batch)
  const added = await addPeople(scope, batch, by)
  // A later row of the batch may say more of somebody it has just added.
  const changed = await updatePeople(scope, batch)
  await query(
    scope,
    `update resident.household h set head_id = coalesce(s.resident_id, s.id) from registers.staged s
       join registers.household_key k on k.home_facility_id = s.home_facility_id and k.key = s.household_key
      where s.batch = $1 and s.is_head and h.id = k.household_id and h.head_id is distinct from coalesce(s.resident_id, s.id)`,
    [batch],
  )
  await query(
    scope,
    `insert into registers.row_key (key, resident_id) select s.row_key, coalesce(s.resident_id, s.id) ${inBatch} and s.row_key is not null on conflict do nothing`,
    [batch],
  )
  return { added, updated: changed }
}

async function takeHouseholds(scope: Scope, batch: number): Promise<void> {
  await query(
    scope,
    `with first as (
       select distinct on (s.home_facility_id, s.household_key) s.* ${inBatch} and s.household_key is not null
        order by s.home_facility_id, s.household_key, s.is_head desc, s.row),
          fresh as (
       insert into registers.household_key (home_facility_id, key, household_id)
       select f.home_facility_id, f.household_key, f.new_household_id from first f on conflict do nothing returning household_id)
     insert into resident.household (id, home_facility_id, division_code, village, grid, address)
     select f.new_household_id, f.home_facility_id, f.division_code, f.village, coalesce(f.grid, f.village), coalesce(f.address, f.village)
       from first f where f.new_household_id = any (array(select household_id from fresh)::uuid[])`,
    [batch],
  )
}

const withHousehold = `from registers.staged s left join registers.household_key k on k.home_facility_id = s.home_facility_id and k.key = s.household_key where s.batch = $1`

async function addPeople(scope: Scope, batch: number, by: { source: string; accountId: string }): Promise<number> {
  const fresh = `${inBatch} and s.verdict = 'new'`
  const [added] = await Promise.all([
    query<{ n: number }>(
      scope,
      `with added as (
         insert into resident.resident (id, home_facility_id, household_id, name, sound, sex, birth_date, village, address, grid, division_code, phone_sealed, insurance,
           insurance_division, priority_groups, relation, source, created_at, created_by)
         select s.id, s.home_facility_id, k.household_id, s.name, s.sound, s.sex, s.birth_date, s.village, coalesce(s.address, s.village), s.grid, s.division_code, s.phone_sealed,
                coalesce(s.insurance, 'resident'), case when s.insurance is distinct from 'none' then left(s.division_code, 6) end,
                coalesce(s.priority_groups, '{}'), s.relation, $2, $3, $4 ${withHousehold} and s.verdict = 'new' order by s.id returning 1)
       select count(*)::int as n from added`,
      [batch, by.source, scope.now, by.accountId],
    ),
    query(
      scope,
      `insert into resident.identifier (resident_id, home_facility_id, kind, system, sealed, blind, tail)
       select s.id, s.home_facility_id, 'nationalId', '', s.number_sealed, s.number_blind, s.tail ${fresh} and s.number_blind is not null`,
      [batch],
    ),
    query(
      scope,
      `insert into resident.phone_index (resident_id, home_facility_id, blind) select s.id, s.home_facility_id, s.phone_blind ${fresh} and s.phone_blind is not null`,
      [batch],
    ),
    query(
      scope,
      `insert into resident.panel (facility_id, resident_id, because, name, sex, birth_date, village, tail)
       select s.home_facility_id, s.id, 'catchment', s.name, s.sex, s.birth_date, s.village, s.tail ${fresh} order by s.id`,
      [batch],
    ),
    query(
      scope,
      `insert into resident.search_term (facility_id, term, resident_id) select s.home_facility_id, t, s.id from registers.staged s, unnest(s.terms) t where s.batch = $1 and s.verdict = 'new'`,
      [batch],
    ),
  ])
  return added[0]?.n ?? 0
}

/** A blank cell says nothing: what is known stays. People who are away in another catchment move with all they are found by. */
async function updatePeople(scope: Scope, batch: number): Promise<number> {
  const [any] = await query<{ n: number }>(scope, `select count(*)::int as n ${inBatch} and s.verdict = 'same'`, [batch])
  if (!any || any.n === 0) return 0
  const known = `s.batch = $1 and s.verdict = 'same'`
  const moved = await query<{ id: string }>(
    scope,
    `with movers as (select s.*, r.home_facility_id as old_home from registers.staged s join resident.resident r on r.id = s.resident_id
                      where ${known} and r.home_facility_id <> s.home_facility_id),
          i as (update resident.identifier x set home_facility_id = m.home_facility_id from movers m where x.resident_id = m.resident_id),
          p as (update resident.phone_index x set home_facility_id = m.home_facility_id from movers m where x.resident_id = m.resident_id),
          o as (update resident.panel x set until_at = $2 from movers m where x.resident_id = m.resident_id and x.facility_id = m.old_home and x.because = 'catchment'),
          n as (insert into resident.panel (facility_id, resident_id, because, name, sex, birth_date, village, tail)
                select m.home_facility_id, m.resident_id, 'catchment', m.name, m.sex, m.birth_date, m.village, m.tail from movers m
                on conflict (facility_id, resident_id) do update set because = 'catchment', until_at = 'infinity', village = excluded.village),
          t as (insert into resident.search_term (facility_id, term, resident_id) select m.home_facility_id, w, m.resident_id from movers m, unnest(m.terms) w on conflict do nothing)
     select m.resident_id as id from movers m`,
    [batch, scope.now],
  )
  const changed = await query<{ id: string }>(
    scope,
    `update resident.resident r set home_facility_id = s.home_facility_id, division_code = s.division_code, village = s.village, address = coalesce(s.address, r.address),
            grid = coalesce(s.grid, r.grid), insurance = coalesce(s.insurance, r.insurance), priority_groups = coalesce(s.priority_groups, r.priority_groups),
            relation = coalesce(s.relation, r.relation), household_id = coalesce(k.household_id, r.household_id), version = r.version + 1
       from registers.staged s left join registers.household_key k on k.home_facility_id = s.home_facility_id and k.key = s.household_key
      where ${known} and r.id = s.resident_id and
        (r.home_facility_id, r.village, r.address, r.grid, r.insurance, r.priority_groups, r.relation, r.household_id) is distinct from
        (s.home_facility_id, s.village, coalesce(s.address, r.address), coalesce(s.grid, r.grid), coalesce(s.insurance, r.insurance),
         coalesce(s.priority_groups, r.priority_groups), coalesce(s.relation, r.relation), coalesce(k.household_id, r.household_id))
     returning r.id`,
    [batch],
  )
  const called = await query<{ id: string }>(
    scope,
    `update resident.resident r set phone_sealed = s.phone_sealed, version = r.version + 1 from registers.staged s
      where ${known} and r.id = s.resident_id and s.phone_blind is not null
        and not exists (select from resident.phone_index x where x.resident_id = r.id and x.blind = any (s.phone_blinds)) returning r.id`,
    [batch],
  )
  const callers = called.map((r) => r.id)
  const numbered = await query<{ id: string }>(
    scope,
    `insert into resident.identifier (resident_id, home_facility_id, kind, system, sealed, blind, tail)
     select s.resident_id, s.home_facility_id, 'nationalId', '', s.number_sealed, s.number_blind, s.tail from registers.staged s
      where ${known} and s.number_blind is not null and not exists (select from resident.identifier i where i.resident_id = s.resident_id and i.kind = 'nationalId')
     returning resident_id as id`,
    [batch],
  )
  if (callers.length > 0) {
    await query(scope, 'delete from resident.phone_index where resident_id = any ($1::uuid[])', [callers])
    await query(
      scope,
      `insert into resident.phone_index (resident_id, home_facility_id, blind) select s.resident_id, s.home_facility_id, s.phone_blind from registers.staged s
        where ${known} and s.phone_blind is not null and s.resident_id = any ($2::uuid[]) on conflict do nothing`,
      [batch, callers],
    )
  }
  if (changed.length + numbered.length > 0) {
    await query(
      scope,
      `update resident.panel p set village = s.village, tail = case when s.tail = '' then p.tail else s.tail end from registers.staged s
        where ${known} and p.facility_id = s.home_facility_id and p.resident_id = s.resident_id and (p.village <> s.village or (s.tail <> '' and p.tail <> s.tail))`,
      [batch],
    )
  }
  return new Set([...moved, ...changed, ...called, ...numbered].map((r) => r.id)).size
}
