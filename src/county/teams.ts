import type { TeamRole } from '#care/enrollment/contract.ts'
import type { Day } from '#kernel/calendar.ts'
import type { CountyMap, Facility, Village } from './map.ts'
import { beginningOf } from './organization.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import type { StaffMember, Workforce } from './workforce.ts'

export type Team = {
  readonly id: string
  readonly name: string
  readonly township: Facility
  readonly members: readonly { readonly who: StaffMember; readonly role: TeamRole }[]
}

type Tools = { readonly map: CountyMap; readonly workforce: Workforce; readonly today: Day; readonly newId: () => string }

// Fewer than the 2000 of a family doctor, of whom about 42 in a hundred residents sign.
const residentsOfTeam = 4200
const ordinals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** Teams of 3 + 1 + N: each township's villages in one or several, with a specialist of the lead hospital (S-310). Answers the team of a village. */
export function writeTeams(add: Add, { map, workforce, today, newId }: Tools): (village: Village) => Team | undefined {
  const teamOf = new Map<Village, Team>()
  for (const [t, township] of map.townships.entries()) {
    for (const [i, villages] of groupsOf(map.villages.filter((v) => v.township === township)).entries()) {
      const team = drawTeam({ map, workforce, newId }, { township, villages, i, t })
      for (const village of villages) teamOf.set(village, team)
      add(sheets.team, { id: team.id, facility_id: township.id, name: team.name, from_day: beginningOf(today) })
      for (const { who, role } of team.members) {
        add(sheets.teamMember, { id: newId(), team_id: team.id, staff_id: who.id, staff_name: who.name, role, from_day: beginningOf(today) })
      }
    }
  }
  return (village) => teamOf.get(village)
}

function groupsOf(villages: readonly Village[]): Village[][] {
  const groups: Village[][] = []
  let people = Number.POSITIVE_INFINITY
  for (const village of villages) {
    if (people + village.residents > residentsOfTeam) {
      groups.push([])
      people = 0
    }
    groups.at(-1)?.push(village)
    people += village.residents
  }
  return groups
}

type At = { readonly township: Facility; readonly villages: readonly Village[]; readonly i: number; readonly t: number }

function drawTeam({ map, workforce, newId }: Omit<Tools, 'today'>, { township, villages, i, t }: At): Team {
  const there = (role: StaffMember['role'], profession: (p: string) => boolean) =>
    workforce.people.filter((p) => p.workplace === township && p.role === role && profession(p.profession))
  const pick = (list: readonly StaffMember[]) => list[i % list.length]
  const villageDoctors = villages.flatMap((v) => workforce.doctorsAt(v.clinic.id))
  const doctors = there('familyDoctor', () => true)
  const medicine = map.lead.departments.filter((d) => d.kind === 'cardiology' || d.kind === 'endocrinology' || d.kind === 'internalMedicine')
  const specialists = medicine.flatMap((d) => workforce.doctorsAt(d.id))
  const gp = doctors[i] ?? villageDoctors[0]
  const named: [TeamRole, StaffMember | undefined][] = [
    ['gp', gp],
    ['nurse', pick(there('publicHealthWorker', (p) => p === 'nurse'))],
    ['publicHealth', pick(there('publicHealthWorker', (p) => p === 'publicHealth'))],
    ['specialist', specialists[(t + i) % specialists.length]],
    ...villageDoctors.filter((d) => d !== gp).map((d) => ['villageDoctor', d] as [TeamRole, StaffMember]),
  ]
  const members = named.flatMap(([role, who]) => (who ? [{ role, who }] : []))
  return { id: newId(), name: `${township.shortName.replace('卫生院', '')}家庭医生第${ordinals[i] ?? i + 1}团队`, township, members }
}
