import { randomInt } from 'node:crypto'
import { hash } from '@node-rs/argon2'
import type { Day } from '#kernel/calendar.ts'
import type { RoleName } from '#registry/access/roles.ts'
import type { DepartmentKind } from '#registry/facility/contract.ts'
import type { CountyMap, Facility } from './map.ts'
import { beginningOf, createdAt } from './organization.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'
import type { StaffMember, Workforce } from './workforce.ts'

/** Somebody whose work one can try. The password exists only here and in its hash. */
export type Persona = {
  readonly login: string
  readonly password: string
  readonly role: RoleName
  readonly name: string
  readonly facilityId: string
  readonly facility: string
}

type Part = {
  readonly login: string
  readonly role: RoleName
  readonly at: Facility | undefined
  readonly department?: DepartmentKind
}

/** The same parts in every county; the second village lies in another township where there is one. */
function partsIn(map: CountyMap): Part[] {
  const [township, second] = map.townships
  const [village, neighbour] = map.villages
  const elsewhere = second ? map.villages.find((v) => v.township === second) : neighbour
  return [
    { login: 'village1', role: 'villageDoctor', at: village?.clinic },
    { login: 'village2', role: 'villageDoctor', at: elsewhere?.clinic },
    { login: 'family1', role: 'familyDoctor', at: township },
    { login: 'family2', role: 'familyDoctor', at: second },
    { login: 'township1', role: 'townshipManager', at: township },
    { login: 'publichealth1', role: 'publicHealthWorker', at: township },
    { login: 'desk1', role: 'referralDesk', at: map.lead },
    { login: 'cardio1', role: 'specialist', at: map.lead, department: 'cardiology' },
    { login: 'endocrine1', role: 'specialist', at: map.lead, department: 'endocrinology' },
    { login: 'surgery1', role: 'specialist', at: map.lead, department: 'generalSurgery' },
    { login: 'capacity1', role: 'capacityManager', at: map.lead },
    { login: 'hospital1', role: 'hospitalManager', at: map.lead },
    { login: 'consortium1', role: 'consortiumManager', at: map.office },
    { login: 'health1', role: 'healthBureau', at: map.healthBureau },
    { login: 'insurance1', role: 'insuranceBureau', at: map.insuranceBureau },
    { login: 'admin1', role: 'administrator', at: map.office },
    { login: 'supervisor1', role: 'publicHealthSupervisor', at: township },
    { login: 'auditor1', role: 'auditor', at: map.office },
  ]
}

/**
 * Writes an account for everybody in post, so that every duty has an owner. Only the personas' passwords are known;
 * the others share the hash of one that was thrown away, until an administrator resets it. `among`: a mark in the logins of a consortium
 * that is one of several; only the first has personas.
 */
export async function writeAccounts(
  add: Add,
  { map, workforce, today, newId, among = '' }: { map: CountyMap; workforce: Workforce; today: Day; newId: () => string; among?: string },
): Promise<Persona[]> {
  const played = new Map<StaffMember, Part>()
  for (const part of among ? [] : partsIn(map)) {
    const person = workforce.people.find((p) => p.workplace === part.at && p.role === part.role && (!part.department || p.department?.kind === part.department))
    if (person) played.set(person, part)
  }
  const passwords = Array.from({ length: played.size + 1 }, newPassword)
  const [unknown = '', ...hashes] = await Promise.all(passwords.map((password) => hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 })))
  const cast = [...played.keys()]
  for (const [i, person] of workforce.people.entries()) {
    if (!person.hasAccount) continue
    const login = played.get(person)?.login ?? `staff${among}${String(i + 1).padStart(4, '0')}`
    const password = hashes[cast.indexOf(person)] ?? unknown
    add(sheets.account, {
      id: person.accountId,
      login,
      password,
      staff_id: person.id,
      kind: 'person',
      created_at: createdAt(today),
    })
    add(sheets.assignment, {
      id: newId(),
      account_id: person.accountId,
      facility_id: person.workplace.id,
      department_id: person.department?.id ?? null,
      role: person.role,
      post_id: person.postId,
      from_day: beginningOf(today),
    })
  }
  return cast.map((person, i) => ({
    login: played.get(person)?.login ?? '',
    password: passwords[i + 1] ?? '',
    role: person.role,
    name: person.name,
    facilityId: person.workplace.id,
    facility: person.workplace.shortName,
  }))
}

/** No letters and digits that look alike on paper. */
const alphabet = 'abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789'

function newPassword(): string {
  return Array.from({ length: 12 }, () => alphabet[randomInt(alphabet.length)]).join('')
}
