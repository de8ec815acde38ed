import { newId } from '#kernel/ids.ts'
import { query, type Scope, tables } from '#kernel/scope.ts'
import type { Person } from './contract.ts'
import { afterPrefix, searchTermsOf, soundOf } from './rules.ts'

const resident = tables('resident')

type Sex = 'male' | 'female' | 'unknown'
export type PersonRow = { resident_id: string; name: string; sex: Sex; birth_date: string; village: string; tail: string }

/** People of the own scope whose name, initials or pinyin begin with what was typed. */
export async function searchPanel(scope: Scope, search: { prefix: string; limit: number; after?: { term: string; id: string } | undefined }) {
  const from = search.after?.term ?? search.prefix
  return query<PersonRow & { term: string; current_id: string }>(
    scope,
    `select p.resident_id, (scope.person(p.resident_id))[1] as current_id, p.name, p.sex, p.birth_date, p.village, p.tail, t.term
       from (select distinct on (t.term, t.resident_id) t.term, t.resident_id, t.facility_id from resident.search_term t
              where t.facility_id = any ($1::uuid[]) and t.term >= $2 and t.term < $3 and ($4::uuid is null or (t.term, t.resident_id) > ($2, $4))
              order by t.term, t.resident_id limit $5) t
       join resident.panel p on p.facility_id = t.facility_id and p.resident_id = t.resident_id and p.until_at > $6
      order by t.term, t.resident_id`,
    [scope.actor.facilities, from, afterPrefix(search.prefix), search.after?.id ?? null, search.limit, scope.now],
  )
}

/** One exact person anywhere in the county, masked. `blinds` is their number under every key there is. */
export async function findExact(scope: Scope, blinds: readonly Buffer[]) {
  return query<{ resident_id: string; masked_name: string; sex: Sex; birth_year: number; village: string; status: string }>(
    scope,
    'select * from resident.find_exact($1)',
    [blinds],
  )
}

/**
 * Whoever registers the same number now waits until this transaction ends. The number's unique index judges under one key only;
 * while values move to another key two people could else be registered under two. The oldest key is the one everybody has.
 */
export async function holdNumber(scope: Scope, [oldest]: readonly Buffer[]): Promise<void> {
  await query(scope, "select pg_advisory_xact_lock(hashtextextended(encode($1, 'hex'), 0))", [oldest])
}

export async function peopleOnPanel(scope: Scope, ids: readonly string[]): Promise<PersonRow[]> {
  return query<PersonRow>(
    scope,
    `select distinct on (w.id) w.id as resident_id, p.name, p.sex, p.birth_date, p.village, p.tail
       from unnest($1::uuid[]) w(id) join resident.panel p on p.resident_id = any (scope.person(w.id))
      where p.facility_id = any ($2::uuid[]) and p.until_at > $3 order by w.id, p.resident_id <> w.id`,
    [ids, scope.actor.facilities, scope.now],
  )
}

export type ResidentRow = {
  id: string
  home_facility_id: string
  household_id: string | null
  name: string
  sex: Sex
  birth_date: string
  village: string
  address: string
  division_code: string
  phone_sealed: Buffer | null
  insurance: string
  priority_groups: string[]
  status: string
  synthetic: boolean
  version: number
}

/** A resident within reach: of the own scope, or the one opened by a basis. */
export async function findResident(scope: Scope, id: string): Promise<ResidentRow | undefined> {
  const [row] = await query<ResidentRow>(
    scope,
    `select id, home_facility_id, household_id, name, sex, birth_date, village, address, division_code, phone_sealed, insurance, priority_groups,
            status, synthetic, version from resident.resident where id = $1`,
    [id],
  )
  return row
}

/** How a person is named on a row, with the last digits of the number to tell namesakes apart. */
export async function findPerson(scope: Scope, id: string): Promise<(PersonRow & { home_facility_id: string; status: string }) | undefined> {
  const [row] = await query<PersonRow & { home_facility_id: string; status: string }>(
    scope,
    `select r.id as resident_id, r.name, r.sex, r.birth_date, r.village, r.home_facility_id, r.status, coalesce(i.tail, '') as tail
       from resident.resident r
       left join lateral (select tail from resident.identifier i where i.resident_id = any (scope.person(r.id)) order by i.kind = 'nationalId' desc limit 1) i on true
      where r.id = $1`,
    [id],
  )
  return row
}

/** Several people as rows name them, as far as the asker may see them. */
export async function peopleNamed(scope: Scope, ids: readonly string[]): Promise<Map<string, Person>> {
  const rows = await query<PersonRow>(
    scope,
    `select r.id as resident_id, r.name, r.sex, r.birth_date, r.village, '' as tail from resident.resident r where r.id = any ($1::uuid[])`,
    [[...new Set(ids)]],
  )
  return new Map(rows.map((r) => [r.resident_id, asPerson(r)]))
}

/** The row as every card, hold and duty names the person. */
export function asPerson(row: PersonRow): Person {
  return { name: row.name, sex: row.sex, birthDate: row.birth_date, village: row.village, tail: row.tail }
}

export async function householdOf(scope: Scope, householdId: string): Promise<PersonRow[]> {
  return query<PersonRow>(
    scope,
    `select id as resident_id, name, sex, birth_date, village, '' as tail from resident.resident r
      where household_id = $1 and not exists (select from resident.alias a where a.alias_id = r.id and a.until_at is null) order by birth_date`,
    [householdId],
  )
}

export type CatchmentRow = Omit<ResidentRow, 'home_facility_id' | 'division_code'> & { tail: string; terms: string[] }

/** Everybody living whose home the facility is, with what they are found by: for a device that will be without a network. */
export async function catchmentOf(scope: Scope, facilityId: string): Promise<CatchmentRow[]> {
  return query<CatchmentRow>(
    scope,
    `select r.id, r.household_id, r.name, r.sex, r.birth_date, r.village, r.address, r.phone_sealed, r.insurance, r.priority_groups, r.status, r.synthetic,
            r.version, coalesce(p.tail, '') as tail, coalesce(t.terms, '{}') as terms
       from resident.resident r
       left join resident.panel p on p.facility_id = $1 and p.resident_id = r.id
       left join (select resident_id, array_agg(term) as terms from resident.search_term where facility_id = $1 group by resident_id) t on t.resident_id = r.id
      where r.home_facility_id = $1 and r.status = 'active'
        and not exists (select from resident.alias a where a.alias_id = r.id and a.until_at is null)
      order by r.id`,
    [facilityId],
  )
}

/** How many people live there and are not gone: in all, and by group; as far as the asker may count. */
export async function countResidents(
  scope: Scope,
  on: { elderBornBy: string; childBornAfter: string },
): Promise<{ home: string; group: string; people: number }[]> {
  return query<{ home: string; group: string; people: number }>(
    scope,
    `select r.home_facility_id as home, g.name as group, count(*)::int as people from resident.resident r,
       lateral (select 'everybody' as name
          union all select 'priority' where cardinality(r.priority_groups) > 0 or r.birth_date <= $1 or r.birth_date > $2
          union all select unnest(r.priority_groups)) g
      where r.status = 'active' and not exists (select from resident.alias a where a.alias_id = r.id and a.until_at is null) group by 1, 2`,
    [on.elderBornBy, on.childBornAfter],
  )
}

/** All ids of the person this id belongs to, the current one first. */
export async function everyIdOf(scope: Scope, id: string): Promise<string[]> {
  const [row] = await query<{ ids: string[] }>(scope, 'select scope.person($1) as ids', [id])
  return row?.ids ?? [id]
}

/** Joins two records: from now on `gone` is another id of `stays`. Undefined where one of them is not who it was taken for any more. */
export async function joinPeople(scope: Scope, join: { gone: string; stays: string; because: string }): Promise<string | undefined> {
  const [row] = await query<{ id: string | null }>(scope, 'select resident.join_people($1, $2, $3, $4) as id', [
    join.gone,
    join.stays,
    join.because,
    scope.actor.accountId,
  ])
  return row?.id ?? undefined
}

/** Ends the joining; false where they are not joined. */
export async function partPeople(scope: Scope, part: { gone: string; because: string }): Promise<boolean> {
  const [row] = await query<{ done: boolean }>(scope, 'select resident.part_people($1, $2, $3) as done', [part.gone, part.because, scope.actor.accountId])
  return row?.done ?? false
}

export async function residentExists(scope: Scope, id: string): Promise<boolean> {
  const [row] = await query<{ is_known: boolean }>(scope, 'select resident.is_known($1)', [id])
  return row?.is_known ?? false
}

export type NewResident = {
  id?: string
  homeFacilityId: string
  divisionCode: string
  name: string
  sex: Sex
  birthDate: string
  village: string
  address: string
  phoneSealed: Buffer | null
  phoneBlind: Buffer | null
  insurance: string
  priorityGroups: readonly string[]
  source: string
  identifier: { kind: string; system: string; sealed: Buffer; blind: Buffer; tail: string } | null
}

/** A new person with everything they can be found by. The number's own constraint is the judge of "already known". */
export async function insertResident(scope: Scope, row: NewResident): Promise<string> {
  const id = row.id ?? newId()
  const home = row.homeFacilityId
  await resident(scope)
    .insertInto('resident.resident')
    .values({
      id,
      home_facility_id: home,
      household_id: null,
      name: row.name,
      sound: soundOf(row.name),
      sex: row.sex,
      birth_date: row.birthDate,
      village: row.village,
      address: row.address,
      division_code: row.divisionCode,
      phone_sealed: row.phoneSealed,
      insurance: row.insurance,
      priority_groups: [...row.priorityGroups],
      source: row.source,
      created_at: scope.now,
      created_by: scope.actor.accountId,
    })
    .execute()
  if (row.identifier) {
    await resident(scope)
      .insertInto('resident.identifier')
      .values({ resident_id: id, home_facility_id: home, ...row.identifier })
      .execute()
  }
  if (row.phoneBlind) {
    await resident(scope).insertInto('resident.phone_index').values({ resident_id: id, home_facility_id: home, blind: row.phoneBlind }).execute()
  }
  const person = { name: row.name, sex: row.sex, birthDate: row.birthDate, village: row.village, tail: row.identifier?.tail ?? '' }
  await putOnPanel(scope, { facilityId: home, residentId: id, because: 'catchment', person })
  return id
}

/** From now on this facility finds the person by name. `until` where the reason ends. */
export async function putOnPanel(
  scope: Scope,
  row: {
    facilityId: string
    residentId: string
    because: string
    until?: string
    person: { name: string; sex: string; birthDate: string; village: string; tail: string }
  },
): Promise<void> {
  const { facilityId, residentId, because, person } = row
  await query(scope, "select resident.put_on_panel($1, $2, $3, $4, $5, $6, $7, $8, coalesce($9::timestamptz, 'infinity'), $10)", [
    facilityId,
    residentId,
    because,
    person.name,
    person.sex,
    person.birthDate,
    person.village,
    person.tail,
    row.until ?? null,
    searchTermsOf(person.name),
  ])
}

export async function insertConsent(
  scope: Scope,
  row: { residentId: string; facilityId: string; kind: string; subjectId: string; givenBy: string },
): Promise<string> {
  const id = newId()
  await query(scope, 'insert into resident.consent (id, resident_id, facility_id, kind, subject_id, given_at, given_by) values ($1, $2, $3, $4, $5, $6, $7)', [
    id,
    row.residentId,
    row.facilityId,
    row.kind,
    row.subjectId,
    scope.now,
    row.givenBy,
  ])
  return id
}

export type ConsentRow = {
  id: string
  resident_id: string
  facility_id: string
  kind: string
  subject_id: string | null
  given_at: string
  given_by: string
  withdrawn_at: string | null
}

/** What a person agreed to, those in force first. */
export async function consentsOf(scope: Scope, residentId: string): Promise<ConsentRow[]> {
  return query<ConsentRow>(
    scope,
    `select id, resident_id, facility_id, kind, subject_id, given_at, given_by, withdrawn_at from resident.consent
      where resident_id = any (scope.person($1)) order by withdrawn_at is not null, given_at desc limit 200`,
    [residentId],
  )
}

/** False where it was withdrawn before. */
export async function withdrawConsent(scope: Scope, id: string): Promise<boolean> {
  const done = await query(scope, 'update resident.consent set withdrawn_at = $2 where id = $1 and withdrawn_at is null returning id', [id, scope.now])
  return done.length > 0
}

/** Who is known by a number, masked, whichever version of the key it was stored under. */
export async function findByBlinds(scope: Scope, blinds: readonly Buffer[]) {
  return (await findExact(scope, blinds)).map((row) => ({
    residentId: row.resident_id,
    name: row.masked_name,
    sex: row.sex,
    birthYear: row.birth_year,
    village: row.village,
  }))
}

/** The masked card of somebody who is here, under the id they have today. */
export async function maskedCardOf(scope: Scope, residentId: string) {
  const [row] = await query<{ resident_id: string; masked_name: string; sex: Sex; birth_year: number; village: string }>(
    scope,
    'select * from resident.masked_card($1)',
    [residentId],
  )
  return row && { residentId: row.resident_id, name: row.masked_name, sex: row.sex, birthYear: row.birth_year, village: row.village }
}

/** Masked cards of people anywhere in the county, for whoever reads the trail: only the auditor's database role may ask. */
export async function maskedPeople(scope: Scope, ids: readonly string[]) {
  return query<{ resident_id: string; masked_name: string; sex: Sex; birth_year: number }>(scope, 'select * from resident.masked($1)', [ids])
}
