import { idsOf, query, type Scope } from '#kernel/scope.ts'
import type { Person } from '#registry/resident/contract.ts'
import type { EnrollmentStatus, PackageItem, Population, Tier } from '../labels.ts'

export type EnrollmentRow = {
  id: string
  resident_id: string
  agreement_id: string
  team_id: string
  facility_id: string
  home_facility_id: string
  made_at_id: string
  person: Person
  population: Population
  is_priority: boolean
  groups: string[]
  from_day: string
  until_day: string
  status: EnrollmentStatus
  version: number
  package_id: string
  package_code: string
  package_name: { zh: string; en: string }
  tier: Tier
  fee: bigint
  insurance_pay: bigint
  treasury_pay: bigint
  own_pay: bigint
  items: PackageItem[]
}

const columns = `e.id, e.resident_id, e.agreement_id, e.team_id, e.facility_id, e.home_facility_id, e.made_at_id, e.person, e.population, e.is_priority, e.groups, e.from_day,
  e.until_day, e.status, e.version, e.package_id, p.code as package_code, p.name as package_name, p.tier, p.fee, p.insurance_pay, p.treasury_pay, p.own_pay, p.items`
const from = 'enrollment.enrollment e join enrollment.package p on p.id = e.package_id'

export async function membersOfAgreements(scope: Scope, agreementIds: readonly string[]): Promise<EnrollmentRow[]> {
  return query<EnrollmentRow>(
    scope,
    `select ${columns} from ${from} where e.agreement_id = any ($1::uuid[]) order by e.person ->> 'birthDate', (e.person ->> 'name') collate "C", e.id`,
    [agreementIds],
  )
}

export async function findEnrollment(scope: Scope, id: string): Promise<EnrollmentRow | undefined> {
  return (await query<EnrollmentRow>(scope, `select ${columns} from ${from} where e.id = $1`, [id]))[0]
}

/** Everything a person was ever enrolled for, the newest first. */
export async function enrollmentsOf(scope: Scope, residentId: string): Promise<EnrollmentRow[]> {
  return query<EnrollmentRow>(scope, `select ${columns} from ${from} where e.resident_id = any ($1::uuid[]) order by e.from_day desc, e.id desc limit 20`, [
    idsOf(scope, residentId),
  ])
}

/** What runs or waits of many people, under any of their ids, with the version of its agreement. */
export async function openOf(scope: Scope, residentIds: readonly string[]): Promise<(EnrollmentRow & { asked: string; agreement_version: number })[]> {
  return query(
    scope,
    `select w.asked, a.version as agreement_version, ${columns}
       from scope.persons($1::uuid[]) w
       join enrollment.enrollment e on e.resident_id = w.id join enrollment.package p on p.id = e.package_id
       join enrollment.agreement a on a.id = e.agreement_id
      where e.status = 'waiting' or (e.status = 'enrolled' and e.until_day > $2)
      order by e.status = 'enrolled', e.from_day desc`,
    [residentIds, scope.today],
  )
}

/** Rows of a team, or of those who live at a place, that touch a time: what scores and lists are made of. */
export async function touching(
  scope: Scope,
  of: { readonly teamId: string } | { readonly homeId: string },
  time: { since: string; until: string },
): Promise<EnrollmentRow[]> {
  const [column, id] = 'teamId' in of ? ['team_id', of.teamId] : ['home_facility_id', of.homeId]
  return query<EnrollmentRow>(
    scope,
    `select ${columns} from ${from} where e.${column} = $1 and e.status <> 'withdrawn' and e.from_day <= $3 and e.until_day > $2 order by e.id`,
    [id, time.since, time.until],
  )
}

export type NewEnrollment = Omit<
  EnrollmentRow,
  'version' | 'package_code' | 'package_name' | 'tier' | 'fee' | 'insurance_pay' | 'treasury_pay' | 'own_pay' | 'items'
>

export async function insertEnrollments(scope: Scope, rows: readonly NewEnrollment[]): Promise<void> {
  await query(
    scope,
    `insert into enrollment.enrollment (resident_id, id, agreement_id, team_id, facility_id, home_facility_id, made_at_id, person, population, is_priority,
       groups, package_id, from_day, until_day, status)
     select r.resident_id, r.id, r.agreement_id, r.team_id, r.facility_id, r.home_facility_id, r.made_at_id, r.person, r.population, r.is_priority, r.groups, r.package_id,
            r.from_day, r.until_day, r.status from jsonb_populate_recordset(null::enrollment.enrollment, $1) r`,
    [JSON.stringify(rows)],
  )
}

/** From the day of signing, with the package as it was that day. */
export async function saveEnrolled(scope: Scope, id: string, to: { from: string; until: string; packageId: string }): Promise<void> {
  await query(
    scope,
    `update enrollment.enrollment set status = 'enrolled', from_day = $2, until_day = $3, package_id = $4, version = version + 1 where id = $1 and status = 'waiting'`,
    [id, to.from, to.until, to.packageId],
  )
}

export async function endEnrollment(
  scope: Scope,
  id: string,
  end: { status: 'terminated' | 'transferred' | 'died' | 'withdrawn'; until: string; reason: string | null },
): Promise<void> {
  await query(
    scope,
    `update enrollment.enrollment set status = $2, until_day = greatest(from_day, least(until_day, $3::date)), ended_reason = $4, version = version + 1 where id = $1`,
    [id, end.status, end.until, end.reason],
  )
}

export type Held = { resident_id: string; team: string | null; facility: string; phone: string | null; until_day: string; facility_id: string }

/** Who has these people in a time, anywhere in the county. */
export async function heldBy(scope: Scope, residentIds: readonly string[], time: { since: string; before: string }): Promise<Held[]> {
  return query<Held>(scope, 'select * from enrollment.held_by($1, $2, $3)', [residentIds, time.since, time.before])
}

/** County-wide, for the job: what stands open of somebody who died. */
export async function openOfDead(scope: Scope, residentId: string) {
  return query<{ id: string; agreement_id: string; facility_id: string; home_facility_id: string; made_at_id: string }>(
    scope,
    `select e.id, e.agreement_id, e.facility_id, e.home_facility_id, e.made_at_id from enrollment.enrollment e
      where e.resident_id = any (scope.person($1)) and e.status in ('waiting', 'enrolled')`,
    [residentId],
  )
}

/** Signed people by home and group, and in all; as far as the asker may count. */
export async function countSigned(scope: Scope, day: string) {
  return query<{ home: string; group: string; people: number }>(
    scope,
    `select e.home_facility_id as home, g.name as group, count(*)::int as people
       from enrollment.enrollment e,
            lateral (select 'everybody' as name union all select 'priority' where e.is_priority union all select unnest(e.groups)) g
      where e.status = 'enrolled' and e.from_day <= $1 and e.until_day > $1 group by 1, 2`,
    [day],
  )
}

export async function countBedside(scope: Scope, since: string): Promise<number> {
  const [row] = await query<{ n: number }>(scope, `select count(*)::int as n from enrollment.agreement where signed_how = 'bedside' and signed_at >= $1`, [
    since,
  ])
  return row?.n ?? 0
}
