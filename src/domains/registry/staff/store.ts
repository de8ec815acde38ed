import { pinyin } from 'pinyin-pro'
import { newId } from '#kernel/ids.ts'
import { query, type Scope, tables } from '#kernel/scope.ts'
import type { RoleName } from '#registry/access/roles.ts'

const staff = tables('staff')

export type StaffRow = {
  id: string
  name: string
  profession: string
  title: string | null
  licence_number: string | null
  licence_until: string | null
}

export async function findStaff(scope: Scope, id: string): Promise<StaffRow | undefined> {
  return staff(scope)
    .selectFrom('staff.staff')
    .select(['id', 'name', 'profession', 'title', 'licence_number', 'licence_until'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function searchStaff(
  scope: Scope,
  filter: { q?: string | undefined; facilityId?: string | undefined; limit: number; after?: string | undefined },
) {
  return query<StaffRow & { workplace_id: string | null; department_id: string | null; role: RoleName | null; sort: string }>(
    scope,
    `select s.id, s.name, s.profession, s.title, s.licence_number, s.licence_until, p.workplace_id, p.department_id, p.role, s.name || s.id as sort
       from staff.staff s
       left join lateral (select * from staff.post p where p.staff_id = s.id and p.from_day <= $4 and (p.until_day is null or p.until_day > $4)
                           order by p.from_day desc limit 1) p on true
      where ($1::text is null or s.name like $1 || '%' or s.initials like lower($1) || '%') and ($2::uuid is null or p.workplace_id = $2)
        and ($3::text is null or s.name || s.id > $3)
      order by s.name || s.id limit $5`,
    [filter.q?.replaceAll(/[%_\\]/g, '\\$&') ?? null, filter.facilityId ?? null, filter.after ?? null, scope.today, filter.limit],
  )
}

export async function insertStaff(
  scope: Scope,
  row: {
    name: string
    sex: string
    birthDate: string | null
    profession: string
    title: string | null
    licenceNumber: string | null
    licenceUntil: string | null
    phone: string | null
  },
): Promise<string> {
  const id = newId()
  const initials = pinyin(row.name, { pattern: 'first', toneType: 'none', type: 'array', surname: 'head' }).join('').toLowerCase()
  await staff(scope)
    .insertInto('staff.staff')
    .values({
      id,
      name: row.name,
      initials,
      sex: row.sex,
      birth_date: row.birthDate,
      profession: row.profession,
      title: row.title,
      licence_number: row.licenceNumber,
      licence_until: row.licenceUntil,
      phone: row.phone,
    })
    .execute()
  return id
}

export type PostRow = {
  id: string
  staff_id: string
  employer_id: string
  manager_id: string
  workplace_id: string
  department_id: string | null
  role: RoleName
  from_day: string
  until_day: string | null
}

export async function postsOf(scope: Scope, staffId: string): Promise<PostRow[]> {
  const rows = await staff(scope).selectFrom('staff.post').selectAll().where('staff_id', '=', staffId).orderBy('from_day', 'desc').execute()
  return rows as PostRow[]
}

export async function findPost(scope: Scope, id: string): Promise<PostRow | undefined> {
  return (await staff(scope).selectFrom('staff.post').selectAll().where('id', '=', id).executeTakeFirst()) as PostRow | undefined
}

export async function insertPost(
  scope: Scope,
  row: {
    staffId: string
    employerId: string
    managerId: string
    workplaceId: string
    departmentId: string | null
    role: string
    from: string
  },
): Promise<string> {
  const id = newId()
  await staff(scope)
    .insertInto('staff.post')
    .values({
      id,
      staff_id: row.staffId,
      employer_id: row.employerId,
      manager_id: row.managerId,
      workplace_id: row.workplaceId,
      department_id: row.departmentId,
      role: row.role,
      from_day: row.from,
    })
    .execute()
  return id
}

export async function endPost(scope: Scope, id: string, until: string): Promise<void> {
  await staff(scope).updateTable('staff.post').set({ until_day: until }).where('id', '=', id).execute()
}

/** What these people are called. */
export async function namesOfStaff(scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await query<{ id: string; name: string }>(scope, 'select id, name from staff.staff where id = any ($1::uuid[])', [ids])
  return new Map(rows.map((r) => [r.id, r.name]))
}
