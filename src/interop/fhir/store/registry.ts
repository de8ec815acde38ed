import { query, type Scope } from '#kernel/scope.ts'

/** Facilities and people who work there, as names for the rows of the record. Always in the order of their ids. */
export async function takePlaces(scope: Scope): Promise<void> {
  await query(
    scope,
    `insert into facility.facility (id, kind, name, short_name, initials, ownership, division_code, phone, address, opened_on, synthetic)
     select i.id, r.kind, r.name, r.short_name, r.initials, r.ownership, '000000', r.phone, r.address, $1, r.synthetic
       from interop.incoming i cross join lateral jsonb_populate_recordset(null::facility.facility, i.rows) r
      where i.target = 'facility' and i.state is null order by i.id
     on conflict (id) do update set kind = excluded.kind, name = excluded.name, short_name = excluded.short_name, initials = excluded.initials,
       phone = excluded.phone, address = excluded.address, version = facility.version + 1`,
    [scope.today],
  )
  await query(
    scope,
    `insert into staff.staff (id, name, initials, sex, profession, synthetic)
     select i.id, r.name, r.initials, r.sex, r.profession, r.synthetic
       from interop.incoming i cross join lateral jsonb_populate_recordset(null::staff.staff, i.rows) r
      where i.target = 'staff' and i.state is null order by i.id
     on conflict (id) do update set name = excluded.name, initials = excluded.initials, sex = excluded.sex, version = staff.version + 1`,
    [],
  )
}

export type StagedPerson = {
  id: string
  more: { identifiers: { system: string; value: string }[]; phone: string | null; terms: string[] }
}

/** A chunk: staged lines of residents from one id to another, both included. */
export type Chunk = { readonly from: string; readonly until: string }

const staged = `i.target = 'resident' and i.state is null and i.id between $1 and $2`

export async function peopleIn(scope: Scope, { from, until }: Chunk): Promise<StagedPerson[]> {
  return query<StagedPerson>(scope, `select i.id, i.more from interop.incoming i where ${staged} order by i.id`, [from, until])
}

/** A number or phone with what is stored of it. */
export type Sealed = {
  readonly residentId: string
  readonly system: string
  readonly sealed: Buffer
  readonly blind: Buffer
  readonly tail: string
}

export type Home = { readonly id: string; readonly divisionCode: string }

/**
 * People of a chunk: in the registry, on the panel of their home facility with the terms they are found by, and with a
 * basis for reading what other facilities wrote about them.
 */
export async function takePeople(scope: Scope, chunk: Chunk, on: { home: Home; numbers: readonly Sealed[]; phones: readonly Sealed[] }): Promise<void> {
  const { from, until } = chunk
  const { home, numbers, phones } = on
  await query(
    scope,
    `insert into resident.resident (id, home_facility_id, name, sound, sex, birth_date, village, address, division_code, insurance, status, died_on, source, synthetic, created_at)
     select i.id, $3, r.name, r.sound, r.sex, r.birth_date, r.village, r.address, $4, r.insurance, r.status, r.died_on, 'fhir', r.synthetic, $5
       from interop.incoming i cross join lateral jsonb_populate_recordset(null::resident.resident, i.rows) r
      where ${staged} order by i.id
     on conflict (id) do update set name = excluded.name, sound = excluded.sound, sex = excluded.sex, birth_date = excluded.birth_date, village = excluded.village,
       address = excluded.address, status = excluded.status, died_on = excluded.died_on, version = resident.version + 1`,
    [from, until, home.id, home.divisionCode, scope.now],
  )
  const values = (sealed: readonly Sealed[]) => [
    sealed.map((s) => s.residentId),
    sealed.map((s) => s.system),
    sealed.map((s) => s.sealed),
    sealed.map((s) => s.blind),
    sealed.map((s) => s.tail),
  ]
  const ids = [...new Set([...numbers, ...phones].map((n) => n.residentId))]
  await Promise.all([
    query(
      scope,
      `insert into resident.identifier (resident_id, home_facility_id, kind, system, sealed, blind, tail)
       select n.resident_id, r.home_facility_id, 'foreign', n.system, n.sealed, n.blind, n.tail
         from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[], $5::text[]) n(resident_id, system, sealed, blind, tail)
         join resident.resident r on r.id = n.resident_id
       on conflict do nothing`,
      values(numbers),
    ),
    query(scope, 'delete from resident.phone_index where resident_id = any ($1::uuid[])', [ids]),
    query(
      scope,
      `with p as (select * from unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[], $5::text[]) p(resident_id, system, sealed, blind, tail)),
            sealed as (update resident.resident r set phone_sealed = p.sealed from p where r.id = p.resident_id)
       insert into resident.phone_index (resident_id, home_facility_id, blind)
       select p.resident_id, r.home_facility_id, p.blind from p join resident.resident r on r.id = p.resident_id on conflict do nothing`,
      values(phones),
    ),
    showOnPanel(scope, chunk),
  ])
}

async function showOnPanel(scope: Scope, { from, until }: Chunk): Promise<void> {
  const own = `from resident.resident r join interop.incoming i on i.id = r.id where ${staged}`
  await Promise.all([
    query(
      scope,
      `insert into resident.panel (facility_id, resident_id, because, name, sex, birth_date, village, tail)
       select r.home_facility_id, r.id, 'catchment', r.name, r.sex, r.birth_date, r.village,
              coalesce(right(i.more->'identifiers'->0->>'value', 4), '') ${own} order by r.id
       on conflict (facility_id, resident_id) do update set name = excluded.name, sex = excluded.sex, birth_date = excluded.birth_date,
         village = excluded.village, tail = excluded.tail`,
      [from, until],
    ),
    query(scope, `delete from resident.search_term t using interop.incoming i where ${staged} and i.known and t.resident_id = i.id`, [from, until]),
    query(
      scope,
      `insert into resident.search_term (facility_id, term, resident_id)
       select r.home_facility_id, t.term, r.id
         from resident.resident r join interop.incoming i on i.id = r.id cross join lateral jsonb_array_elements_text(i.more->'terms') t(term)
        where ${staged} on conflict do nothing`,
      [from, until],
    ),
    query(
      scope,
      `insert into access.basis (resident_id, facility_id, kind, because, from_at, until_at)
       select r.id, r.home_facility_id, 'enrollment', r.id, $3::timestamptz, $3::timestamptz + interval '1 year' ${own} order by r.id on conflict do nothing`,
      [from, until, scope.now],
    ),
  ])
}

export type Facility = { id: string; name: string; division_code: string }

/** The facility the operator named, by code, id, name or short name. */
export async function facilitiesNamed(scope: Scope, named: string): Promise<Facility[]> {
  return query<Facility>(
    scope,
    `select id, name, division_code from facility.facility
      where closed_on is null and (facility_code = $1 or credit_code = $1 or id::text = lower($1) or name = $1 or short_name = $1) order by name, id limit 5`,
    [named],
  )
}

/** Where nobody named one: the lead hospital where there is exactly one, else the first township. */
export async function usualHome(scope: Scope): Promise<Facility | undefined> {
  const leads = await query<Facility>(
    scope,
    `select distinct f.id, f.name, f.division_code from facility.consortium c join facility.facility f on f.id = c.lead_id
      where f.closed_on is null and c.from_day <= $1 and (c.until_day is null or c.until_day > $1) limit 2`,
    [scope.today],
  )
  if (leads.length === 1) return leads[0]
  const [township] = await query<Facility>(
    scope,
    `select id, name, division_code from facility.facility where kind = 'townshipHealthCenter' and closed_on is null order by name, id limit 1`,
    [],
  )
  return township
}
