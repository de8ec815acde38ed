import { addDays, type Day } from '#kernel/calendar.ts'
import type { RoleName } from '#registry/access/roles.ts'
import type { CountyMap, Department, Facility, Village } from './map.ts'
import { givenNameOf, type Sex, surnameOf } from './names.ts'
import type { Random } from './random.ts'

export type StaffMember = {
  readonly id: string
  readonly postId: string
  readonly accountId: string
  readonly name: string
  readonly sex: Sex
  readonly birthDate: Day
  readonly profession: string
  readonly title: string
  readonly licence: string | null
  readonly phone: string
  readonly role: RoleName
  readonly employer: Facility
  readonly manager: Facility
  readonly workplace: Facility
  readonly department: Department | null
  /** Leads the department or the place. */
  readonly head: boolean
  /** Nobody of the city hospital outside the county signs in here. */
  readonly hasAccount: boolean
}

export type Workforce = {
  readonly people: readonly StaffMember[]
  /** Those who treat, the head first; by facility or by department. */
  readonly doctorsAt: (placeId: string) => readonly StaffMember[]
  /** The first who holds a role at a facility. */
  readonly holderOf: (role: RoleName, facility: Facility) => StaffMember | undefined
}

type Position = Pick<StaffMember, 'role' | 'profession' | 'workplace'> & Partial<StaffMember>
type Tools = { random: Random; today: Day; newId: () => string; newPhone: () => string; newLicence: () => string }

const supporting = new Set(['imaging', 'referralDesk', 'publicHealth'])
const treating = new Set<RoleName>(['villageDoctor', 'familyDoctor', 'specialist'])

export function drawWorkforce(map: CountyMap, tools: Tools): Workforce {
  const people = positionsOf(map, tools.random).map((position) => hire(position, tools))
  const byPlace = new Map<string, StaffMember[]>()
  for (const person of people) {
    if (!treating.has(person.role)) continue
    for (const place of [person.workplace.id, person.department?.id]) {
      if (place) byPlace.set(place, [...(byPlace.get(place) ?? []), person])
    }
  }
  const holders = Map.groupBy(people, (person) => `${person.role} ${person.workplace.id}`)
  return {
    people,
    doctorsAt: (placeId) => byPlace.get(placeId) ?? [],
    holderOf: (role, facility) => holders.get(`${role} ${facility.id}`)?.[0],
  }
}

function positionsOf(map: CountyMap, random: Random): Position[] {
  const at = (workplace: Facility, role: RoleName): Position => ({ role, profession: 'manager', workplace, head: true })
  return [
    at(map.healthBureau, 'healthBureau'),
    at(map.insuranceBureau, 'insuranceBureau'),
    at(map.office, 'consortiumManager'),
    at(map.office, 'administrator'),
    at(map.office, 'auditor'),
    ...map.hospitals.flatMap((hospital) => hospitalPositions(hospital, 3)),
    ...hospitalPositions(map.city, 1).map((position) => ({ ...position, hasAccount: false })),
    ...map.townships.flatMap(townshipPositions),
    ...map.villages.flatMap((village) => villagePositions(village, random.chance(0.5) ? map.lead : village.township)),
    // Recruited by the bureau, at work in the township: last, so that everybody else stays who they were.
    ...map.townships.slice(0, 1).map((township): Position => ({ ...at(township, 'publicHealthSupervisor'), employer: map.healthBureau })),
    ...map.townships.flatMap(nursePositions),
  ]
}

function hospitalPositions(workplace: Facility, each: number): Position[] {
  const desk = workplace.departments.find((d) => d.kind === 'referralDesk') ?? null
  return [
    { role: 'hospitalManager', profession: 'manager', workplace, head: true },
    { role: 'capacityManager', profession: 'manager', workplace },
    { role: 'referralDesk', profession: 'nurse', workplace, department: desk, head: true },
    { role: 'referralDesk', profession: 'nurse', workplace, department: desk },
    ...workplace.departments
      .filter((department) => !supporting.has(department.kind))
      .flatMap((department) =>
        Array.from(
          { length: each },
          (_, i): Position => ({
            role: 'specialist',
            profession: 'doctor',
            workplace,
            department,
            head: i === 0,
            title: i === 0 ? 'senior' : i === 1 ? 'associateSenior' : 'intermediate',
          }),
        ),
      ),
  ]
}

function townshipPositions(workplace: Facility): Position[] {
  const [practice = null, medicine = null, tcm = null, publicHealth = null] = workplace.departments
  return [
    { role: 'townshipManager', profession: 'manager', workplace, head: true },
    { role: 'familyDoctor', profession: 'doctor', workplace, department: practice, head: true, title: 'intermediate' },
    { role: 'familyDoctor', profession: 'doctor', workplace, department: medicine },
    { role: 'familyDoctor', profession: 'assistantDoctor', workplace, department: tcm },
    { role: 'publicHealthWorker', profession: 'publicHealth', workplace, department: publicHealth },
    { role: 'publicHealthWorker', profession: 'publicHealth', workplace, department: publicHealth },
  ]
}

/** Nurses of the family doctor teams; the registers know their post as one of public health. */
function nursePositions(workplace: Facility): Position[] {
  const nurse: Position = { role: 'publicHealthWorker', profession: 'nurse', workplace, department: workplace.departments[0] ?? null }
  return [nurse, nurse]
}

/** Recruited by the county or the township, managed by the township, used by the village (S-047). */
function villagePositions({ clinic, township, residents }: Village, employer: Facility): Position[] {
  const doctor: Position = {
    role: 'villageDoctor',
    profession: 'villageDoctor',
    workplace: clinic,
    employer,
    manager: township,
    department: clinic.departments[0] ?? null,
  }
  return residents > 1200 ? [{ ...doctor, head: true }, doctor] : [{ ...doctor, head: true }]
}

function hire(position: Position, { random, today, newId, newPhone, newLicence }: Tools): StaffMember {
  const sex: Sex = random.chance(position.profession === 'nurse' ? 0.05 : 0.6) ? 'male' : 'female'
  const age = random.between(position.head ? 40 : 27, 57)
  return {
    id: newId(),
    postId: newId(),
    accountId: newId(),
    name: surnameOf(random) + givenNameOf(random, sex, age),
    sex,
    birthDate: addDays(today, -Math.ceil(365.2425 * age) - random.between(1, 363)),
    title: position.profession === 'manager' ? 'intermediate' : 'junior',
    licence: position.profession === 'manager' ? null : newLicence(),
    phone: newPhone(),
    employer: position.workplace,
    manager: position.workplace,
    department: null,
    head: false,
    hasAccount: true,
    ...position,
  }
}
