import { pinyin } from 'pinyin-pro'
import { newId } from '#kernel/ids.ts'
import { query, type Scope, tables } from '#kernel/scope.ts'
import type { DepartmentKind, FacilityKind } from './contract.ts'

const facility = tables('facility')

export type FacilityRow = {
  id: string
  kind: FacilityKind
  name: string
  short_name: string
  level: string | null
  division_code: string
  parent_id: string | null
  parent_name: string | null
  phone: string | null
}

const cardColumns = `f.id, f.kind, f.name, f.short_name, f.level, f.division_code, f.parent_id, p.short_name as parent_name, f.phone`

export async function searchFacilities(scope: Scope, filter: { q?: string | undefined; kind?: string | undefined; limit: number; after?: string | undefined }) {
  return query<FacilityRow>(
    scope,
    `select ${cardColumns} from facility.facility f left join facility.facility p on p.id = f.parent_id
      where f.closed_on is null and ($1::text is null or f.kind = $1)
        and ($2::text is null or f.name like '%' || $2 || '%' or f.short_name like '%' || $2 || '%' or f.initials like lower($2) || '%')
        and ($3::text is null or f.name > $3)
      order by f.name limit $4`,
    [filter.kind ?? null, filter.q?.replaceAll(/[%_\\]/g, '\\$&') ?? null, filter.after ?? null, filter.limit],
  )
}

export async function findFacility(scope: Scope, id: string) {
  const [row] = await query<FacilityRow & { address: string | null; facility_code: string | null; credit_code: string | null; synthetic: boolean }>(
    scope,
    `select ${cardColumns}, f.address, f.facility_code, f.credit_code, f.synthetic
       from facility.facility f left join facility.facility p on p.id = f.parent_id where f.id = $1`,
    [id],
  )
  return row
}

export async function namesOf(scope: Scope, ids: readonly string[]): Promise<Map<string, { name: string; kind: FacilityKind }>> {
  const rows = await query<{ id: string; short_name: string; kind: FacilityKind }>(
    scope,
    'select id, short_name, kind from facility.facility where id = any ($1::uuid[])',
    [[...new Set(ids)]],
  )
  return new Map(rows.map((r) => [r.id, { name: r.short_name, kind: r.kind }]))
}

export async function idsUnder(scope: Scope, id: string): Promise<string[]> {
  const rows = await facility(scope).selectFrom('facility.facility').select('id').where('parent_id', '=', id).where('closed_on', 'is', null).execute()
  return rows.map((r) => r.id)
}

export type Partner = {
  readonly id: string
  readonly name: string
  readonly kind: FacilityKind
  readonly consortium_id: string | null
  readonly lead_id: string | null
  readonly has_contact: boolean
}

/** What a loop needs of its two sides: kind, consortium, and whether anybody is named to be called (S-319). Also by a department's id. */
export async function partnersOf(scope: Scope, want: { facilityIds: readonly string[]; departmentIds?: readonly string[] }): Promise<Map<string, Partner>> {
  const rows = await query<Partner>(
    scope,
    `select f.id, f.short_name as name, f.kind, m.consortium_id, c.lead_id,
            exists (select from facility.contact k where k.facility_id = f.id and k.from_day <= $3 and (k.until_day is null or k.until_day > $3)) as has_contact
       from facility.facility f
       left join facility.membership m on m.facility_id = f.id and m.from_day <= $3 and (m.until_day is null or m.until_day > $3)
       left join facility.consortium c on c.id = m.consortium_id
      where f.id = any ($1::uuid[] || array(select d.facility_id from facility.department d where d.id = any ($2::uuid[])))`,
    [want.facilityIds, want.departmentIds ?? [], scope.today],
  )
  return new Map(rows.map((r) => [r.id, r]))
}

/** The consortium a facility belongs to on a day, with its lead hospital. */
export async function findConsortiumOf(scope: Scope, facilityId: string, day: string) {
  const [row] = await query<{ consortium_id: string; lead_id: string }>(
    scope,
    `select m.consortium_id, c.lead_id from facility.membership m join facility.consortium c on c.id = m.consortium_id
      where m.facility_id = $1 and m.from_day <= $2 and (m.until_day is null or m.until_day > $2)`,
    [facilityId, day],
  )
  return row
}

export async function membershipsOf(scope: Scope, facilityId: string) {
  return query<{ consortium: string; kind: 'lead' | 'member' | 'guidance' | 'social'; contract: string | null; from_day: string; until_day: string | null }>(
    scope,
    `select c.name as consortium, m.kind, m.contract, m.from_day, m.until_day
       from facility.membership m join facility.consortium c on c.id = m.consortium_id where m.facility_id = $1 order by m.from_day`,
    [facilityId],
  )
}

export async function departmentsOf(scope: Scope, facilityId: string) {
  const rows = await facility(scope)
    .selectFrom('facility.department')
    .select(['id', 'kind', 'name'])
    .where('facility_id', '=', facilityId)
    .where('closed_on', 'is', null)
    .orderBy('name')
    .execute()
  return rows as { id: string; kind: DepartmentKind; name: string }[]
}

export type DepartmentRow = { id: string; facility_id: string; facility: string; kind: DepartmentKind; name: string }

export async function departmentsNamed(scope: Scope, ids: readonly string[]): Promise<Map<string, DepartmentRow>> {
  const rows = await query<DepartmentRow>(
    scope,
    `select d.id, d.facility_id, f.short_name as facility, d.kind, d.name from facility.department d join facility.facility f on f.id = d.facility_id
      where d.id = any ($1::uuid[])`,
    [[...new Set(ids)]],
  )
  return new Map(rows.map((r) => [r.id, r]))
}

/** Departments of some kinds in the hospitals of the county, the consortium's own first. */
export async function hospitalDepartments(scope: Scope, kinds: readonly string[], day: string) {
  return query<DepartmentRow & { in_consortium: boolean; division_code: string }>(
    scope,
    `select d.id, d.facility_id, f.short_name as facility, d.kind, d.name, f.division_code,
            coalesce(m.consortium_id = $2, false) as in_consortium
       from facility.department d
       join facility.facility f on f.id = d.facility_id and f.kind like '%ospital' and f.closed_on is null
       left join facility.membership m on m.facility_id = f.id and m.from_day <= $3 and (m.until_day is null or m.until_day > $3)
      where d.closed_on is null and ($1::text[] is null or d.kind = any ($1))
      order by in_consortium desc, f.name, d.name`,
    [kinds.length > 0 ? kinds : null, scope.actor.consortiumId, day],
  )
}

type CountyFacility = { id: string; name: string; kind: FacilityKind; parent_id: string | null; consortium_id: string | null }

/** Every open facility with what it belongs to: what a reader of the whole county chooses from. */
export async function countyFacilities(scope: Scope): Promise<CountyFacility[]> {
  return query<CountyFacility>(
    scope,
    `select f.id, f.short_name as name, f.kind, f.parent_id, m.consortium_id from facility.facility f
       left join facility.membership m on m.facility_id = f.id and m.from_day <= $1 and (m.until_day is null or m.until_day > $1)
      where f.closed_on is null order by f.name`,
    [scope.today],
  )
}

/** Every facility there ever was, with its division and what it belongs to now: figures of the past stay where they were. */
export async function everyFacility(scope: Scope): Promise<(CountyFacility & { division_code: string })[]> {
  return query(
    scope,
    `select f.id, f.short_name as name, f.kind, f.parent_id, m.consortium_id, f.division_code from facility.facility f
       left join facility.membership m on m.facility_id = f.id and m.from_day <= $1 and (m.until_day is null or m.until_day > $1) order by f.id`,
    [scope.today],
  )
}

export async function consortiaNow(scope: Scope): Promise<{ id: string; name: string }[]> {
  return query<{ id: string; name: string }>(
    scope,
    'select id, name from facility.consortium where from_day <= $1 and (until_day is null or until_day > $1) order by name',
    [scope.today],
  )
}

export async function contactsOf(scope: Scope, facilityId: string) {
  return query<{ name: string; phone: string; purpose: string; department_id: string | null; department: string | null }>(
    scope,
    `select c.name, c.phone, c.purpose, c.department_id, d.name as department
       from facility.contact c left join facility.department d on d.id = c.department_id
      where c.facility_id = $1 and c.from_day <= $2 and (c.until_day is null or c.until_day > $2) order by c.department_id nulls first, c.name`,
    [facilityId, scope.today],
  )
}

export async function insertFacility(
  scope: Scope,
  row: {
    kind: string
    name: string
    shortName: string
    level: string | null
    ownership: string
    divisionCode: string
    parentId: string | null
    facilityCode: string | null
    creditCode: string | null
    phone: string | null
    address: string | null
    openedOn: string
  },
): Promise<string> {
  const id = newId()
  await facility(scope)
    .insertInto('facility.facility')
    .values({
      id,
      kind: row.kind,
      name: row.name,
      short_name: row.shortName,
      initials: initialsOf(row.name),
      level: row.level,
      ownership: row.ownership,
      division_code: row.divisionCode,
      parent_id: row.parentId,
      facility_code: row.facilityCode,
      credit_code: row.creditCode,
      phone: row.phone,
      address: row.address,
      opened_on: row.openedOn,
    })
    .execute()
  return id
}

export async function insertDepartment(scope: Scope, row: { facilityId: string; kind: string; name: string }): Promise<string> {
  const id = newId()
  await facility(scope)
    .insertInto('facility.department')
    .values({ id, facility_id: row.facilityId, kind: row.kind, name: row.name, initials: initialsOf(row.name) })
    .execute()
  return id
}

export async function insertConsortium(scope: Scope, row: { name: string; divisionCode: string; leadId: string; from: string }): Promise<string> {
  const id = newId()
  await facility(scope)
    .insertInto('facility.consortium')
    .values({ id, name: row.name, division_code: row.divisionCode, lead_id: row.leadId, from_day: row.from })
    .execute()
  return id
}

export async function insertMembership(
  scope: Scope,
  row: {
    consortiumId: string
    facilityId: string
    kind: string
    contract: string
    from: string
    until: string | null
  },
): Promise<string> {
  const id = newId()
  await facility(scope)
    .insertInto('facility.membership')
    .values({
      id,
      consortium_id: row.consortiumId,
      facility_id: row.facilityId,
      kind: row.kind,
      contract: row.contract,
      from_day: row.from,
      until_day: row.until,
    })
    .execute()
  return id
}

export async function countConsortia(scope: Scope, divisionCode: string): Promise<number> {
  const row = await facility(scope)
    .selectFrom('facility.consortium')
    .select((e) => e.fn.countAll<bigint>().as('n'))
    .where('division_code', '=', divisionCode)
    .where('until_day', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

export async function insertContact(scope: Scope, row: { facilityId: string; departmentId: string | null; staffId: string; name: string; phone: string }) {
  const id = newId()
  await facility(scope)
    .insertInto('facility.contact')
    .values({
      id,
      facility_id: row.facilityId,
      department_id: row.departmentId,
      purpose: 'referral',
      staff_id: row.staffId,
      name: row.name,
      phone: row.phone,
      from_day: scope.today,
    })
    .execute()
  return id
}

function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join('').toLowerCase()
}

type MemberRow = { facility: string; kind: 'lead' | 'member' | 'guidance' | 'social'; contract: string | null; from: string; until: string | null }
type ConsortiumRow = { consortiumId: string; name: string; lead: string; from: string; until: string | null }

/** Every consortium with its members, the lead first. */
export async function consortiaWithMembers(scope: Scope): Promise<(ConsortiumRow & { members: MemberRow[] })[]> {
  const consortia = await query<ConsortiumRow>(
    scope,
    `select c.id as "consortiumId", c.name, f.short_name as lead, c.from_day as "from", c.until_day as "until"
       from facility.consortium c join facility.facility f on f.id = c.lead_id order by c.until_day is not null, c.name limit 50`,
    [],
  )
  const members = await query<MemberRow & { consortium_id: string }>(
    scope,
    `select m.consortium_id, f.short_name as facility, m.kind, m.contract, m.from_day as "from", m.until_day as "until"
       from facility.membership m join facility.facility f on f.id = m.facility_id
      where m.consortium_id = any ($1::uuid[]) order by m.kind <> 'lead', f.kind, f.name`,
    [consortia.map((c) => c.consortiumId)],
  )
  return consortia.map((c) => ({
    ...c,
    members: members.filter((m) => m.consortium_id === c.consortiumId).map(({ consortium_id: _, ...member }) => member),
  }))
}
