import { type DepartmentKind, departmentKind, type FacilityKind } from '#registry/facility/contract.ts'
import { type CountyMap, departmentsOf, type Facility, leadDepartments, type Village } from '../map.ts'
import { townshipNames, villageNames } from '../places.ts'
import { apportion, type Random } from '../random.ts'
import { type ConsortiumShape, cityDivision, type Shape } from './shape.ts'

/** The whole prefecture: each consortium as a county of its own is drawn, with the city's hospitals beside all of them. */
export type PrefectureMap = { readonly city: CityHospitals; readonly consortia: readonly CountyMap[] }
export type CityHospitals = { readonly general: Facility; readonly maternal: readonly Facility[]; readonly skin: Facility }

type Tools = { readonly random: Random; readonly newId: () => string; readonly newPhone: () => string }
type Drawn = Pick<Facility, 'kind' | 'name' | 'divisionCode' | 'address'> & Partial<Facility>

const ordinals = ['第一', '第二', '第三']
/** Two of twelve are led by a hospital of Chinese medicine. */
const ledByTcm = new Set(['690132 1', '690135 1'])
const skinDepartments: readonly DepartmentKind[] = ['internalMedicine', 'tcm', 'referralDesk']

export function drawPrefecture(shape: Shape, tools: Tools): PrefectureMap {
  const city = drawCity(tools)
  const bureaus = new Map<string, Pick<CountyMap, 'healthBureau' | 'insuranceBureau'>>()
  const townshipsSoFar = new Map<string, number>()
  const consortia = shape.consortia.map((own) => {
    const { code, name } = own.division
    const place = { divisionCode: code, address: `${name}行政路1号` }
    const shared = bureaus.get(code) ?? {
      healthBureau: facility({ ...place, kind: 'healthBureau', name: `${name}卫生健康局` }, tools),
      insuranceBureau: facility({ ...place, kind: 'insuranceBureau', name: `${name}医疗保障局` }, tools),
    }
    bureaus.set(code, shared)
    const first = townshipsSoFar.get(code) ?? 0
    townshipsSoFar.set(code, first + own.townships)
    return drawConsortium(own, { tools, city: city.general, first, shared })
  })
  return { city, consortia }
}

type Around = { readonly tools: Tools; readonly city: Facility; readonly first: number; readonly shared: Pick<CountyMap, 'healthBureau' | 'insuranceBureau'> }

function drawConsortium(own: ConsortiumShape, { tools, city, first, shared }: Around): CountyMap {
  const { division, nth } = own
  const name = division.consortia === 1 ? division.name : division.name + (ordinals[nth] ?? '')
  const isTcm = ledByTcm.has(`${division.code} ${nth}`)
  const place = { divisionCode: division.code, address: `${division.name}健康路${nth * 20 + 8}号`, level: nth === 0 ? '三级' : '二级' }
  const hospital = isTcm ? '中医院' : nth === 0 ? '人民医院' : `${ordinals[nth]}人民医院`
  const departments = leadDepartments.map((kind) => departmentOf(kind, tools))
  const lead = facility({ ...place, kind: isTcm ? 'tcmHospital' : 'countyHospital', name: division.name + hospital, departments }, tools)
  const townships = townshipNames(31)
    .slice(first, first + own.townships)
    .map((township, i) =>
      facility(
        {
          kind: 'townshipHealthCenter',
          name: `${division.short}${township}卫生院`,
          divisionCode: `${division.code}${101 + first + i}000`,
          address: `${township}正街`,
          level: '一级',
        },
        tools,
      ),
    )
  const office = facility({ ...place, level: null, kind: 'consortiumOffice', name: `${name}医共体管理中心` }, tools)
  const villages = drawVillages(own, townships, tools)
  return { name, divisionCode: division.code, lead, hospitals: [lead], city, ...shared, office, townships, villages }
}

function drawVillages(own: ConsortiumShape, townships: readonly Facility[], tools: Tools): Village[] {
  const { random } = tools
  const names = villageNames(random, own.villages)
  const draw = () => 0.5 + random.next()
  const sizes = apportion(own.residents, names.map(draw))
  const perTownship = apportion(
    own.villages,
    townships.map(() => 0.7 + 0.6 * random.next()),
  )
  let taken = 0
  return townships.flatMap((township, t) => {
    const townshipName = township.shortName.replace('卫生院', '')
    const first = taken
    taken += perTownship[t] ?? 0
    return names.slice(first, taken).map(({ name, clan }, i) => {
      const divisionCode = `${township.divisionCode.slice(0, 9)}${201 + i}`
      const address = `${townshipName}${name}`
      const clinic = facility(
        { kind: 'villageClinic', name: `${address}卫生室`, shortName: `${name}卫生室`, divisionCode, address, parentId: township.id },
        tools,
      )
      return { clinic, name, clan, residents: sizes[first + i] ?? 0, township, townshipName }
    })
  })
}

function drawCity(tools: Tools): CityHospitals {
  const { name, code: divisionCode } = cityDivision
  const place = { divisionCode, level: '三级', address: '同安市医院路1号' }
  const draw = (kind: FacilityKind, hospital: string, kinds?: readonly DepartmentKind[]) =>
    facility({ ...place, kind, name: name + hospital, ...(kinds ? { departments: kinds.map((k) => departmentOf(k, tools)) } : {}) }, tools)
  return {
    general: draw('generalHospital', '第一医院'),
    maternal: [draw('maternalChildHospital', '妇幼保健院'), draw('maternalChildHospital', '儿童医院')],
    skin: draw('dermatologyHospital', '皮肤病医院', skinDepartments),
  }
}

function facility(own: Drawn, tools: Tools): Facility {
  const kinds = own.departments ? [] : (departmentsOf[own.kind] ?? [])
  return {
    id: tools.newId(),
    level: null,
    parentId: null,
    shortName: own.name.replace('(合成)', ''),
    phone: tools.newPhone(),
    openedOn: `${tools.random.between(1952, 2012)}-07-01`,
    departments: kinds.map((kind) => departmentOf(kind, tools)),
    ...own,
  }
}

function departmentOf(kind: DepartmentKind, tools: Tools) {
  return { id: tools.newId(), kind, name: departmentKind.labels[kind].zh }
}
