import type { Vault } from '#kernel/crypto.ts'
import { blindPurpose, type FoundBy } from '#registry/resident/rules.ts'
import { type Condition, drawConditions, drawInsurance, priorityGroupsOf } from './conditions.ts'
import type { DayBefore } from './days.ts'
import { drawHousehold, type Member } from './households.ts'
import type { Village } from './map.ts'
import type { Random } from './random.ts'
import type { Add } from './sheet.ts'
import { sheets } from './sheets.ts'

export type Resident = Member & {
  readonly id: string
  readonly village: Village
  readonly nationalId: string
  readonly phone: string | null
  readonly insurance: 'resident' | 'employee' | 'none'
  readonly conditions: readonly Condition[]
}
export type Household = {
  readonly id: string
  readonly group: number
  readonly grid: string
  readonly address: string
  readonly members: readonly Resident[]
}

export type ResidentTools = {
  readonly dayBefore: DayBefore
  readonly newId: () => string
  readonly newNationalId: (person: Member) => string
  readonly newPhone: () => string
}

/** The households of a village, until everybody who lives there is in one. */
export function* householdsOf(village: Village, random: Random, tools: ResidentTools): Generator<Household> {
  const groups = Math.max(2, Math.round(village.residents / 120))
  const numbers = new Map<number, number>()
  for (let left = village.residents; left > 0; ) {
    const people = drawHousehold({ random, clan: village.clan, dayBefore: tools.dayBefore, atMost: left })
    left -= people.length
    const group = random.between(1, groups)
    const number = (numbers.get(group) ?? 0) + 1
    numbers.set(group, number)
    yield {
      id: tools.newId(),
      group,
      // Two groups make a grid, so that one person can look after it.
      grid: `${village.name}第${Math.ceil(group / 2)}网格`,
      address: `${village.townshipName}${village.name}${group}组${number}号`,
      members: people.map((person) => asResident(person, { village, random, tools })),
    }
  }
}

function asResident(person: Member, { village, random, tools }: { village: Village; random: Random; tools: ResidentTools }): Resident {
  const hasPhone = random.chance(person.age < 12 ? 0.05 : person.age < 16 ? 0.5 : person.age < 70 ? 0.9 : 0.5)
  return {
    ...person,
    id: tools.newId(),
    village,
    nationalId: tools.newNationalId(person),
    phone: hasPhone ? tools.newPhone() : null,
    insurance: drawInsurance(person, random),
    conditions: drawConditions(person, random),
  }
}

/** Writes a household and all that its people are found by. */
export function householdWriter(
  add: Add,
  { vault, at, readName }: { vault: Vault; at: string; readName: (name: string) => FoundBy },
): (household: Household) => void {
  return (household) => {
    const [head] = household.members
    if (!head) return
    const village = head.village
    add(sheets.household, {
      id: household.id,
      home_facility_id: village.clinic.id,
      division_code: village.clinic.divisionCode,
      village: village.name,
      grid: household.grid,
      address: household.address,
      head_id: head.id,
    })
    for (const resident of household.members) {
      const tail = resident.nationalId.slice(-4)
      const { terms, sound } = readName(resident.name)
      add(sheets.resident, {
        id: resident.id,
        home_facility_id: village.clinic.id,
        household_id: household.id,
        name: resident.name,
        sound,
        sex: resident.sex,
        birth_date: resident.birthDate,
        village: village.name,
        address: household.address,
        grid: household.grid,
        division_code: village.clinic.divisionCode,
        phone_sealed: resident.phone && vault.seal(resident.phone),
        insurance: resident.insurance,
        insurance_division: resident.insurance === 'none' ? null : village.clinic.divisionCode.slice(0, 6),
        priority_groups: priorityGroupsOf(resident, resident.conditions),
        source: 'synthetic',
        synthetic: true,
        created_at: at,
      })
      add(sheets.identifier, {
        resident_id: resident.id,
        home_facility_id: village.clinic.id,
        kind: 'nationalId',
        system: '',
        sealed: vault.seal(resident.nationalId),
        blind: vault.blind(blindPurpose.number, resident.nationalId),
        tail,
      })
      if (resident.phone) {
        add(sheets.phone, {
          resident_id: resident.id,
          home_facility_id: village.clinic.id,
          blind: vault.blind(blindPurpose.phone, resident.phone),
        })
      }
      add(sheets.panel, {
        facility_id: village.clinic.id,
        resident_id: resident.id,
        because: 'catchment',
        name: resident.name,
        sex: resident.sex,
        birth_date: resident.birthDate,
        village: village.name,
        tail,
        until_at: 'infinity',
      })
      for (const term of terms) add(sheets.searchTerm, { facility_id: village.clinic.id, term, resident_id: resident.id })
    }
  }
}
