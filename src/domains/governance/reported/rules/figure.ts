import type { Day } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Words } from '#kernel/words.ts'
import type { RoleName } from '#registry/access/roles.ts'
import type { PlaceKind, Quantity, Unit } from '../labels.ts'

export type Dims = { readonly ageBand?: string | undefined; readonly cause?: string | undefined }
type Spec = {
  readonly unit: Unit
  readonly places: readonly PlaceKind[]
  readonly needs: readonly (keyof Dims)[]
  /** Who reports it. */
  readonly by: readonly RoleName[]
  readonly waits: Words
}

const everyPlace: readonly PlaceKind[] = ['division', 'consortium', 'facility']
const counted = { unit: 'people', needs: [], by: ['healthBureau'] } as const
const signed = { zh: '签约率和重点人群覆盖率', en: 'enrollment and coverage of priority groups' }

/** What each quantity is, of which places, by whom it is reported and which figures are unknown without it. */
export const specs: Readonly<Record<Quantity, Spec>> = {
  residentPopulation: { ...counted, places: everyPlace, waits: { zh: '签约率、每万人口指标', en: 'enrollment and figures per ten thousand people' } },
  insuredPopulation: { ...counted, places: everyPlace, by: ['insuranceBureau'], waits: { zh: '参保人口径的人均指标', en: 'figures per insured person' } },
  population65: { ...counted, places: everyPlace, waits: { zh: '老年人健康管理率', en: 'health management of people over 65' } },
  population0to6: { ...counted, places: everyPlace, waits: { zh: '儿童健康管理率', en: 'health management of children' } },
  priorityPopulation: { ...counted, places: everyPlace, waits: signed },
  staffIncome: {
    unit: 'yuan',
    needs: [],
    places: ['facility'],
    by: ['consortiumManager', 'healthBureau'],
    waits: { zh: '基层与牵头医院人均收入之比', en: 'income at the base to that of the lead hospital' },
  },
  staffCount: {
    ...counted,
    places: ['facility'],
    by: ['consortiumManager', 'healthBureau'],
    waits: { zh: '基层与牵头医院人均收入之比', en: 'income at the base to that of the lead hospital' },
  },
  ecgClinics: {
    ...counted,
    unit: 'clinics',
    places: ['division', 'consortium'],
    by: ['consortiumManager', 'healthBureau'],
    waits: { zh: '心电设备村级覆盖率', en: 'coverage of villages with ECG devices' },
  },
  villageClinics: {
    ...counted,
    unit: 'clinics',
    places: ['division', 'consortium'],
    waits: { zh: '心电设备村级覆盖率', en: 'coverage of villages with ECG devices' },
  },
  secondedSixMonths: {
    ...counted,
    places: ['division', 'consortium'],
    by: ['consortiumManager', 'healthBureau'],
    waits: { zh: '每万常住人口派驻医师数', en: 'seconded doctors per ten thousand people' },
  },
  remoteReads: {
    ...counted,
    unit: 'readings',
    places: ['division', 'consortium'],
    by: ['consortiumManager', 'healthBureau'],
    waits: { zh: '每万常住人口远程影像诊断数', en: 'remote readings per ten thousand people' },
  },
  chronicDeaths: {
    ...counted,
    needs: ['ageBand', 'cause'],
    places: ['division'],
    waits: { zh: '四类慢性病过早死亡率', en: 'premature death of four chronic causes' },
  },
  midYearPopulation: {
    ...counted,
    needs: ['ageBand'],
    places: ['division'],
    waits: { zh: '四类慢性病过早死亡率', en: 'premature death of four chronic causes' },
  },
}

export function mayReport(role: RoleName, quantity: Quantity): boolean {
  return specs[quantity].by.includes(role)
}

/** Which of the two a quantity asks for and has not, or has and does not ask for. */
function dimsProblem(quantity: Quantity, dims: Dims): { readonly field: keyof Dims; readonly isMissing: boolean } | undefined {
  for (const field of ['ageBand', 'cause'] as const) {
    const isNeeded = specs[quantity].needs.includes(field)
    if (isNeeded !== (dims[field] !== undefined)) return { field, isMissing: isNeeded }
  }
  return undefined
}

type Figure = { readonly quantity: Quantity; readonly placeKind: PlaceKind; readonly from: Day; readonly until: Day; readonly dims: Dims }

/** Whether a figure may be reported as it is. */
export function checkFigure(figure: Figure, on: { role: RoleName; today: Day }) {
  if (!mayReport(on.role, figure.quantity)) return refuse('notYours')
  if (!specs[figure.quantity].places.includes(figure.placeKind)) return refuse('notForPlace')
  if (figure.until <= figure.from || figure.from > on.today) return refuse('wrongPeriod')
  return dimsProblem(figure.quantity, figure.dims) ? refuse('wrongDims') : undefined
}

type Standing = { readonly quantity: Quantity; readonly value: number; readonly source: string; readonly isReplaced: boolean }

export function checkCorrection(standing: Standing, to: { value: number; source: string; role: RoleName }) {
  if (!mayReport(to.role, standing.quantity)) return refuse('notYours')
  if (standing.isReplaced) return refuse('replaced')
  return standing.value === to.value && standing.source === to.source ? refuse('nothingChanges') : undefined
}

/** 2025, 2025-Q1 or 2025-03 as its first day and the first day after it. */
export function periodIn(written: string): { readonly from: Day; readonly until: Day } | undefined {
  const found = /^(20\d\d)(?:年)?(?:-?Q([1-4])|-(0[1-9]|1[0-2]))?$/i.exec(written.trim())
  if (!found) return undefined
  const [, year = '', quarter, month] = found
  const first = month ? Number(month) : quarter ? Number(quarter) * 3 - 2 : 1
  const next = first + (month ? 1 : quarter ? 3 : 12)
  return { from: firstOf(Number(year), first), until: next > 12 ? firstOf(Number(year) + 1, next - 12) : firstOf(Number(year), next) }
}

function firstOf(year: number, month: number): Day {
  return `${year}-${String(month).padStart(2, '0')}-01`
}

/** A count, or an amount of yuan with at most two decimals in fen; separators of thousands are how tables write them. */
export function valueIn(written: string, unit: Unit): number | undefined {
  const plain = written.trim().replaceAll(/(?<=\d),(?=\d{3}(\D|$))/g, '')
  const found = (unit === 'yuan' ? /^(\d{1,10})(?:\.(\d{1,2}))?$/ : /^(\d{1,12})$/).exec(plain)
  if (!found) return undefined
  return unit === 'yuan' ? Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0')) : Number(found[1])
}
