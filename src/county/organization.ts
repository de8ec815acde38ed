import { pinyin } from 'pinyin-pro'
import { addDays, type Day, startOf } from '#kernel/calendar.ts'
import type { CountyMap, Department, Facility } from './map.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import type { StaffMember, Workforce } from './workforce.ts'

type Tools = {
  readonly map: CountyMap
  readonly workforce: Workforce
  readonly today: Day
  readonly newId: () => string
}

/** The day from which posts and contacts count: before every visit of the year. */
export function beginningOf(today: Day): Day {
  return addDays(today, -400)
}

/** Writes the facilities with their departments, who works there and whom the other side calls. */
export function writeOrganization(add: Add, tools: Tools): void {
  const { map } = tools
  const members = membersOf(map)
  for (const facility of [map.office, map.healthBureau, map.insuranceBureau, ...members, map.city]) writeFacility(add, facility)
  writeConsortium(add, members, tools)
  writePeople(add, tools)
}

/** Who works there, and whom the other side calls. */
export function writePeople(add: Add, tools: Tools): void {
  for (const person of tools.workforce.people) {
    writeStaffMember(add, person, tools.today)
    if (isContact(person)) writeContact(add, person, tools)
  }
}

export function membersOf(map: CountyMap): Facility[] {
  return [...map.hospitals, ...map.townships, ...map.villages.map((v) => v.clinic)]
}

export function writeFacility(add: Add, facility: Facility): void {
  add(sheets.facility, {
    id: facility.id,
    kind: facility.kind,
    name: facility.name,
    short_name: facility.shortName,
    initials: initialsOf(facility.name),
    level: facility.level,
    division_code: facility.divisionCode,
    parent_id: facility.parentId,
    phone: facility.phone,
    address: facility.address,
    opened_on: facility.openedOn,
    synthetic: true,
  })
  for (const { id, kind, name } of facility.departments) add(sheets.department, { id, facility_id: facility.id, kind, name, initials: initialsOf(name) })
}

export function writeConsortium(add: Add, members: readonly Facility[], { map, today, newId }: Tools): void {
  const from_day = beginningOf(today)
  const id = newId()
  add(sheets.consortium, {
    id,
    name: `${map.name}紧密型县域医共体`,
    division_code: map.divisionCode,
    lead_id: map.lead.id,
    from_day,
  })
  for (const facility of members) {
    const kind = facility === map.lead ? 'lead' : 'member'
    add(sheets.membership, {
      id: newId(),
      consortium_id: id,
      facility_id: facility.id,
      kind,
      contract: '医共体章程(合成)',
      from_day,
    })
  }
}

function writeStaffMember(add: Add, person: StaffMember, today: Day): void {
  add(sheets.staff, {
    id: person.id,
    name: person.name,
    initials: initialsOf(person.name, 'head'),
    sex: person.sex,
    birth_date: person.birthDate,
    profession: person.profession,
    title: person.title,
    licence_number: person.licence,
    licence_until: person.licence && addDays(today, 900),
    phone: person.phone,
    synthetic: true,
  })
  add(sheets.post, {
    id: person.postId,
    staff_id: person.id,
    employer_id: person.employer.id,
    manager_id: person.manager.id,
    workplace_id: person.workplace.id,
    department_id: person.department?.id ?? null,
    role: person.role,
    from_day: beginningOf(today),
  })
}

/** The head of the desk, of each department, of the township and of the village (S-319). */
function isContact({ head, role }: StaffMember): boolean {
  return head && ['referralDesk', 'specialist', 'townshipManager', 'villageDoctor'].includes(role)
}

function writeContact(add: Add, person: StaffMember, { today, newId }: Tools): void {
  const department: Department | null = person.role === 'specialist' ? person.department : null
  add(sheets.contact, {
    id: newId(),
    facility_id: person.workplace.id,
    department_id: department?.id ?? null,
    purpose: 'referral',
    staff_id: person.id,
    name: person.name,
    phone: person.phone,
    from_day: beginningOf(today),
  })
}

/** Typed as people type it: without the mark that the county is invented. */
function initialsOf(name: string, surname: 'head' | 'off' = 'off'): string {
  return pinyin(name.replaceAll(/\(.*?\)/g, ''), { pattern: 'first', toneType: 'none', type: 'array', surname })
    .join('')
    .toLowerCase()
}

export function createdAt(today: Day): string {
  return startOf(beginningOf(today))
}
