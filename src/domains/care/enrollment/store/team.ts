import { query, type Scope } from '#kernel/scope.ts'
import type { TeamRole } from '../labels.ts'

export type TeamRow = { id: string; facility_id: string; name: string; from_day: string; until_day: string | null; version: number }
export type MemberRow = { id: string; team_id: string; staff_id: string; staff_name: string; role: TeamRole; from_day: string; until_day: string | null }

const teamColumns = 't.id, t.facility_id, t.name, t.from_day, t.until_day, t.version'
const memberColumns = 'm.id, m.team_id, m.staff_id, m.staff_name, m.role, m.from_day, m.until_day'

/** Teams of these facilities that are there on a day. */
export async function teamsAt(scope: Scope, facilityIds: readonly string[], day: string): Promise<TeamRow[]> {
  return query<TeamRow>(
    scope,
    `select ${teamColumns} from enrollment.team t where t.facility_id = any ($1::uuid[]) and t.from_day <= $2 and (t.until_day is null or t.until_day > $2)
      order by t.name`,
    [facilityIds, day],
  )
}

/** Every team that is there on a day. */
export async function teamsOn(scope: Scope, day: string): Promise<TeamRow[]> {
  return query<TeamRow>(scope, `select ${teamColumns} from enrollment.team t where t.from_day <= $1 and (t.until_day is null or t.until_day > $1)`, [day])
}

export async function teamsNamed(scope: Scope, ids: readonly string[]): Promise<Map<string, TeamRow>> {
  const rows = await query<TeamRow>(scope, `select ${teamColumns} from enrollment.team t where t.id = any ($1::uuid[])`, [[...new Set(ids)]])
  return new Map(rows.map((r) => [r.id, r]))
}

/** The team under a lock: two agreements that would both take the last place wait for each other. */
export async function lockTeam(scope: Scope, id: string): Promise<TeamRow | undefined> {
  await query(scope, "select pg_advisory_xact_lock(hashtextextended('panel ' || $1::text, 0))", [id])
  return (await teamsNamed(scope, [id])).get(id)
}

export async function membersOf(scope: Scope, teamIds: readonly string[]): Promise<MemberRow[]> {
  return query<MemberRow>(
    scope,
    `select ${memberColumns} from enrollment.team_member m where m.team_id = any ($1::uuid[])
      order by array_position(array['gp', 'nurse', 'publicHealth', 'specialist'], m.role), m.from_day, m.staff_name`,
    [teamIds],
  )
}

export async function findMember(scope: Scope, id: string): Promise<MemberRow | undefined> {
  return (await query<MemberRow>(scope, `select ${memberColumns} from enrollment.team_member m where m.id = $1`, [id]))[0]
}

/** How many people each team has on a day. */
export async function panelsOf(scope: Scope, teamIds: readonly string[], day: string): Promise<Map<string, number>> {
  const rows = await query<{ team_id: string; people: number }>(scope, 'select team_id, people from enrollment.panels($1, $2)', [teamIds, day])
  return new Map(rows.map((r) => [r.team_id, r.people]))
}

export async function insertTeam(scope: Scope, team: { id: string; facilityId: string; name: string; from: string }): Promise<void> {
  await query(scope, 'insert into enrollment.team (id, facility_id, name, from_day) values ($1, $2, $3, $4)', [team.id, team.facilityId, team.name, team.from])
}

export async function insertMember(
  scope: Scope,
  member: { id: string; teamId: string; staffId: string; staffName: string; role: TeamRole; from: string },
): Promise<void> {
  const { id, teamId, staffId, staffName, role, from } = member
  await query(scope, 'insert into enrollment.team_member (id, team_id, staff_id, staff_name, role, from_day) values ($1, $2, $3, $4, $5, $6)', [
    id,
    teamId,
    staffId,
    staffName,
    role,
    from,
  ])
}

/** Counted on the team, so that whoever looked before hears of it. */
export async function bumpTeam(scope: Scope, id: string): Promise<void> {
  await query(scope, 'update enrollment.team set version = version + 1 where id = $1', [id])
}

export async function endMember(scope: Scope, id: string, until: string): Promise<void> {
  await query(scope, 'update enrollment.team_member set until_day = $2 where id = $1', [id, until])
}
