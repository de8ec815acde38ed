import type { Day } from '#kernel/calendar.ts'
import { type DepartmentKind, departmentKind, type FacilityKind } from '#registry/facility/contract.ts'
import { countyPlace, townshipCode, townshipNames, villageCode, villageNames } from './places.ts'
import { apportion, type Random } from './random.ts'
import type { Plan } from './sizes.ts'

export type Department = { readonly id: string; readonly kind: DepartmentKind; readonly name: string }
export type Facility = {
  readonly id: string
  readonly kind: FacilityKind
  readonly name: string
  readonly shortName: string
  readonly level: string | null
  readonly divisionCode: string
  readonly parentId: string | null
  readonly phone: string
  readonly address: string
  readonly openedOn: Day
  readonly departments: readonly Department[]
}
export type Village = {
  readonly clinic: Facility
  readonly name: string
  readonly clan: string
  readonly residents: number
  readonly township: Facility
  readonly townshipName: string
}

/** The places of the county. The city hospital lies outside of it and is no member of anything. */
export type CountyMap = {
  readonly name: string
  readonly divisionCode: string
  readonly lead: Facility
  readonly hospitals: readonly Facility[]
  readonly city: Facility
  readonly healthBureau: Facility
  readonly insuranceBureau: Facility
  readonly office: Facility
  readonly townships: readonly Facility[]
  readonly villages: readonly Village[]
}

export const leadDepartments: readonly DepartmentKind[] = [
  'internalMedicine',
  'cardiology',
  'endocrinology',
  'respiratory',
  'neurology',
  'gastroenterology',
  'nephrology',
  'generalSurgery',
  'orthopedics',
  'urology',
  'obstetricsGynecology',
  'pediatrics',
  'emergency',
  'ophthalmology',
  'ent',
  'oncology',
  'infectiousDisease',
  'rehabilitation',
  'tcm',
  'imaging',
  'referralDesk',
]
export const departmentsOf: Partial<Record<FacilityKind, readonly DepartmentKind[]>> = {
  countyHospital: ['internalMedicine', 'cardiology', 'neurology', 'generalSurgery', 'orthopedics', 'pediatrics', 'emergency', 'imaging', 'referralDesk'],
  tcmHospital: ['tcm', 'internalMedicine', 'orthopedics', 'rehabilitation', 'emergency', 'imaging', 'referralDesk'],
  maternalChildHospital: ['obstetricsGynecology', 'pediatrics', 'imaging', 'referralDesk'],
  generalHospital: [
    'cardiology',
    'endocrinology',
    'neurology',
    'generalSurgery',
    'orthopedics',
    'oncology',
    'pediatrics',
    'obstetricsGynecology',
    'referralDesk',
  ],
  townshipHealthCenter: ['generalPractice', 'internalMedicine', 'tcm', 'publicHealth', 'imaging'],
  villageClinic: ['generalPractice'],
}
const tinyLead: readonly DepartmentKind[] = [
  'internalMedicine',
  'cardiology',
  'endocrinology',
  'generalSurgery',
  'pediatrics',
  'obstetricsGynecology',
  'emergency',
  'imaging',
  'referralDesk',
]
const hospitalNames: Partial<Record<FacilityKind, string>> = {
  tcmHospital: '中医院',
  maternalChildHospital: '妇幼保健院',
}

export function drawMap(plan: Plan, tools: { random: Random; newId: () => string; newPhone: () => string }): CountyMap {
  const { random, newId, newPhone } = tools

  function facility(own: Pick<Facility, 'kind' | 'name' | 'shortName' | 'address'> & Partial<Facility>): Facility {
    const kinds = departmentsOf[own.kind] ?? []
    return {
      id: newId(),
      level: null,
      divisionCode: countyPlace.divisionCode,
      parentId: null,
      phone: newPhone(),
      openedOn: `${random.between(1952, 2012)}-07-01`,
      departments: kinds.map(department),
      ...own,
    }
  }
  function department(kind: DepartmentKind): Department {
    return { id: newId(), kind, name: departmentKind.labels[kind].zh }
  }
  function office(kind: FacilityKind, name: string): Facility {
    return facility({
      kind,
      name: countyPlace.name + name,
      shortName: countyPlace.short + name,
      address: '县城行政路1号',
    })
  }

  const hospitals = plan.hospitals.map((kind, i) => {
    const name = hospitalNames[kind] ?? (i === 0 ? '人民医院' : '第二人民医院')
    const place = {
      kind,
      name: countyPlace.name + name,
      shortName: countyPlace.short + name,
      address: `县城健康路${i * 20 + 8}号`,
    }
    const kinds = plan.villages < 10 ? tinyLead : leadDepartments
    return facility({
      ...place,
      level: i === 0 ? '三级' : '二级',
      ...(i === 0 ? { departments: kinds.map(department) } : {}),
    })
  })
  const city = facility({
    kind: 'generalHospital',
    name: `${countyPlace.cityName}第一医院`,
    shortName: '市第一医院',
    level: '三级',
    divisionCode: countyPlace.cityDivisionCode,
    address: '同安市医院路1号',
  })
  const townships = townshipNames(plan.townships).map((name, i) =>
    facility({
      kind: 'townshipHealthCenter',
      name: `${name}卫生院`,
      shortName: `${name}卫生院`,
      level: '一级',
      divisionCode: townshipCode(i),
      address: `${name}正街`,
    }),
  )
  return {
    name: countyPlace.name,
    divisionCode: countyPlace.divisionCode,
    lead: hospitals[0] as Facility,
    hospitals,
    city,
    healthBureau: office('healthBureau', '卫生健康局'),
    insuranceBureau: office('insuranceBureau', '医疗保障局'),
    office: office('consortiumOffice', '医共体管理中心'),
    townships,
    villages: drawVillages(plan, { random, townships, facility }),
  }
}

type VillageTools = {
  readonly random: Random
  readonly townships: readonly Facility[]
  readonly facility: (own: Pick<Facility, 'kind' | 'name' | 'shortName' | 'address'> & Partial<Facility>) => Facility
}

function drawVillages(plan: Plan, { random, townships, facility }: VillageTools): Village[] {
  const names = villageNames(random, plan.villages)
  const sizes =
    plan.villageSizes ??
    apportion(
      plan.residents,
      names.map(() => 0.5 + random.next()),
    )
  const perTownship = apportion(
    plan.villages,
    townships.map(() => 0.7 + 0.6 * random.next()),
  )
  return townships.flatMap((township, t) => {
    const first = perTownship.slice(0, t).reduce((a, b) => a + b, 0)
    const townshipName = township.shortName.replace('卫生院', '')
    return names.slice(first, first + (perTownship[t] ?? 0)).map(({ name, clan }, i) => {
      const clinic = facility({
        kind: 'villageClinic',
        name: `${townshipName}${name}卫生室`,
        shortName: `${name}卫生室`,
        divisionCode: villageCode(township.divisionCode, i),
        parentId: township.id,
        address: `${townshipName}${name}`,
      })
      return { clinic, name, clan, residents: sizes[first + i] ?? 0, township, townshipName }
    })
  })
}
