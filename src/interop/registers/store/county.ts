import { pinyin } from 'pinyin-pro'
import { query, type Scope } from '#kernel/scope.ts'
import type { CapacityPlan, KnownCapacity, Template } from '../rules/capacity.ts'
import type { FacilityPlan, KnownCounty, KnownFacility } from '../rules/facilities.ts'
import type { KnownPerson, KnownStaff, StaffPlan } from '../rules/staff.ts'

const placeColumns = `id, kind, name, short_name as "shortName", division_code as "divisionCode", parent_id as "parentId",
  facility_code as "facilityCode", credit_code as "creditCode"`

export async function readPlaces(scope: Scope): Promise<KnownFacility[]> {
  return query<KnownFacility>(scope, `select ${placeColumns}, level, ownership, phone, address from facility.facility where closed_on is null`, [])
}

function readDepartments(scope: Scope) {
  return query<{ id: string; facilityId: string; name: string }>(
    scope,
    'select id, facility_id as "facilityId", name from facility.department where closed_on is null',
    [],
  )
}

export async function readCounty(scope: Scope): Promise<KnownCounty> {
  const [facilities, departments, consortia, memberships] = await Promise.all([
    readPlaces(scope),
    readDepartments(scope),
    query<{ id: string; name: string }>(scope, 'select id, name from facility.consortium where until_day is null or until_day > $1', [scope.today]),
    query<{ facilityId: string; consortiumId: string; kind: string }>(
      scope,
      'select facility_id as "facilityId", consortium_id as "consortiumId", kind from facility.membership where until_day is null or until_day > $1',
      [scope.today],
    ),
  ])
  return { facilities, departments, consortia, memberships }
}

export async function readStaff(scope: Scope): Promise<KnownStaff> {
  const [places, departments, people, posts, accounts, contacts] = await Promise.all([
    readPlaces(scope),
    readDepartments(scope),
    query<KnownPerson>(
      scope,
      `select id, name, sex, birth_date as "birthDate", profession, title, licence_number as "licenceNumber", licence_until as "licenceUntil", phone from staff.staff`,
      [],
    ),
    query<{ staffId: string; workplaceId: string; role: string }>(
      scope,
      'select staff_id as "staffId", workplace_id as "workplaceId", role from staff.post where until_day is null or until_day > $1',
      [scope.today],
    ),
    query<{ id: string; login: string; staffId: string | null }>(scope, 'select id, login, staff_id as "staffId" from access.account', []),
    query<{ facilityId: string; staffId: string }>(
      scope,
      'select facility_id as "facilityId", staff_id as "staffId" from facility.contact where until_day is null or until_day > $1',
      [scope.today],
    ),
  ])
  return { places, departments, people, posts, accounts, contacts }
}

export async function readCapacity(scope: Scope): Promise<KnownCapacity> {
  const [places, departments, workers, templates] = await Promise.all([
    readPlaces(scope),
    readDepartments(scope),
    query<KnownCapacity['workers'][number]>(
      scope,
      `select s.id as "staffId", s.name, s.licence_number as "licenceNumber", p.workplace_id as "workplaceId"
         from staff.post p join staff.staff s on s.id = p.staff_id where p.until_day is null or p.until_day > $1`,
      [scope.today],
    ),
    query<Template>(
      scope,
      `select id, facility_id as "facilityId", department_id as "departmentId", kind, resource, expert, practitioner_id as "practitionerId",
              practitioner_name as "practitionerName", weekdays, starts::text as starts, minutes, capacity, reserved_percent as "reservedPercent",
              from_day as "from", until_day as until from booking.template where until_day is null or until_day > $1`,
      [scope.today],
    ),
  ])
  return { places, departments, workers, templates }
}

/** One statement a table: the rows travel as JSON, because they are few and have many columns. */
async function put(scope: Scope, sql: string, rows: readonly object[]): Promise<void> {
  if (rows.length > 0) await query(scope, sql, [JSON.stringify(rows)])
}

export async function writeFacilities(scope: Scope, plan: FacilityPlan): Promise<void> {
  const rows = plan.facilities.map((f) => ({ ...f, initials: initialsOf(f.name) }))
  const columns =
    'r.id, r.kind, r.name, r."shortName", r.initials, r.level, r.ownership, r."divisionCode", r."parentId", r."facilityCode", r."creditCode", r.phone, r.address, r."openedOn"'
  await put(
    scope,
    `insert into facility.facility (id, kind, name, short_name, initials, level, ownership, division_code, parent_id, facility_code, credit_code, phone, address, opened_on)
     select ${columns} from jsonb_to_recordset($1::jsonb) r(id uuid, kind text, name text, "shortName" text, initials text, level text, ownership text,
       "divisionCode" text, "parentId" uuid, "facilityCode" text, "creditCode" text, phone text, address text, "openedOn" date)
     on conflict (id) do update set kind = excluded.kind, name = excluded.name, short_name = excluded.short_name, initials = excluded.initials, level = excluded.level,
       ownership = excluded.ownership, division_code = excluded.division_code, parent_id = excluded.parent_id, facility_code = excluded.facility_code,
       credit_code = excluded.credit_code, phone = excluded.phone, address = excluded.address, version = facility.version + 1`,
    rows,
  )
  await put(
    scope,
    `insert into facility.department (id, facility_id, kind, name, initials)
     select r.id, r."facilityId", r.kind, r.name, r.initials from jsonb_to_recordset($1::jsonb) r(id uuid, "facilityId" uuid, kind text, name text, initials text)
     on conflict (facility_id, name) do nothing`,
    plan.departments.map((d) => ({ ...d, initials: initialsOf(d.name) })),
  )
  await put(
    scope,
    `insert into facility.consortium (id, name, division_code, lead_id, from_day)
     select r.id, r.name, r."divisionCode", r."leadId", r.today from jsonb_to_recordset($1::jsonb) r(id uuid, name text, "divisionCode" text, "leadId" uuid, today date)`,
    plan.consortia.map((c) => ({ ...c, today: scope.today })),
  )
  await put(
    scope,
    `insert into facility.membership (id, consortium_id, facility_id, kind, from_day)
     select r.id, r."consortiumId", r."facilityId", r.kind, r.today from jsonb_to_recordset($1::jsonb) r(id uuid, "consortiumId" uuid, "facilityId" uuid, kind text, today date)`,
    plan.memberships.map((m) => ({ ...m, today: scope.today })),
  )
}

export async function writeStaff(scope: Scope, plan: StaffPlan): Promise<void> {
  await put(
    scope,
    `insert into staff.staff (id, name, initials, sex, birth_date, profession, title, licence_number, licence_until, phone)
     select r.id, r.name, r.initials, r.sex, r."birthDate", r.profession, r.title, r."licenceNumber", r."licenceUntil", r.phone
       from jsonb_to_recordset($1::jsonb) r(id uuid, name text, initials text, sex text, "birthDate" date, profession text, title text, "licenceNumber" text, "licenceUntil" date, phone text)
     on conflict (id) do update set name = excluded.name, initials = excluded.initials, sex = excluded.sex, birth_date = excluded.birth_date, profession = excluded.profession,
       title = excluded.title, licence_number = excluded.licence_number, licence_until = excluded.licence_until, phone = excluded.phone, version = staff.version + 1`,
    plan.people.map((p) => ({ ...p, initials: initialsOf(p.name, 'head') })),
  )
  await put(
    scope,
    `insert into staff.post (id, staff_id, employer_id, manager_id, workplace_id, department_id, role, from_day)
     select r.id, r."staffId", r."employerId", r."managerId", r."workplaceId", r."departmentId", r.role, r."from"
       from jsonb_to_recordset($1::jsonb) r(id uuid, "staffId" uuid, "employerId" uuid, "managerId" uuid, "workplaceId" uuid, "departmentId" uuid, role text, "from" date)`,
    plan.posts,
  )
  // The password follows in the same transaction.
  await put(
    scope,
    `insert into access.account (id, login, password, staff_id, kind, must_change, created_at)
     select r.id, r.login, '', r."staffId", 'person', true, r.at from jsonb_to_recordset($1::jsonb) r(id uuid, login text, "staffId" uuid, at timestamptz)`,
    plan.accounts.map((a) => ({ ...a, at: scope.now })),
  )
  // Accounts follow their posts, also accounts that were there before.
  await put(
    scope,
    `insert into access.assignment (id, account_id, facility_id, department_id, role, post_id, from_day)
     select gen_random_uuid(), c.id, p.workplace_id, p.department_id, p.role, p.id, p.from_day
       from jsonb_to_recordset($1::jsonb) r(id uuid) join staff.post p on p.id = r.id join access.account c on c.staff_id = p.staff_id
     on conflict (account_id, facility_id, role, from_day) do update set post_id = excluded.post_id, until_day = null`,
    plan.posts.map(({ id }) => ({ id })),
  )
  await put(
    scope,
    `insert into facility.contact (id, facility_id, department_id, purpose, staff_id, name, phone, from_day)
     select r.id, r."facilityId", r."departmentId", 'referral', r."staffId", r.name, r.phone, r.today
       from jsonb_to_recordset($1::jsonb) r(id uuid, "facilityId" uuid, "departmentId" uuid, "staffId" uuid, name text, phone text, today date)`,
    plan.contacts.map((c) => ({ ...c, today: scope.today })),
  )
}

export async function writeCapacity(scope: Scope, { templates }: CapacityPlan): Promise<void> {
  await put(
    scope,
    `insert into booking.template (id, facility_id, department_id, kind, resource, expert, practitioner_id, practitioner_name, weekdays, starts, minutes, capacity,
       reserved_percent, from_day, until_day)
     select r.id, r."facilityId", r."departmentId", r.kind, r.resource, r.expert, r."practitionerId", r."practitionerName", r.weekdays, r.starts, r.minutes, r.capacity,
            r."reservedPercent", r."from", r.until
       from jsonb_to_recordset($1::jsonb) r(id uuid, "facilityId" uuid, "departmentId" uuid, kind text, resource text, expert boolean, "practitionerId" uuid,
         "practitionerName" text, weekdays int[], starts time, minutes int, capacity int, "reservedPercent" int, "from" date, until date)
     on conflict (id) do update set resource = excluded.resource, expert = excluded.expert, practitioner_id = excluded.practitioner_id,
       practitioner_name = excluded.practitioner_name, weekdays = excluded.weekdays, minutes = excluded.minutes, capacity = excluded.capacity,
       reserved_percent = excluded.reserved_percent, from_day = excluded.from_day, until_day = excluded.until_day, version = template.version + 1`,
    templates,
  )
}

function initialsOf(name: string, surname: 'head' | 'off' = 'off'): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', surname }).join('').toLowerCase()
}
