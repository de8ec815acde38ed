import type { Words } from '#kernel/words.ts'

/** A published view that is counted: which of its columns say where, and what it may be narrowed by. */
export type Source = {
  readonly view: string
  readonly title: Words
  /** Narrows a view that also tells what is no longer so. */
  readonly only?: string
  /** The columns of the view that name a unit; a source that knows no home, or no place, leaves it out. */
  readonly place?: string
  readonly home?: string
  /**
   * The same lines without what only their places say, and how that is told of a place `f` and a home `h`: a count of everything puts like
   * lines together before it looks at places.
   */
  readonly bare?: { readonly view: string; readonly ofPlaces: Readonly<Record<string, string>> }
}

const ofPlaces = { level: 'f.level', inside: 'f.county = h.county' }

const treated = ['outpatient', 'emergency', 'inpatient', 'homeVisit', 'outreachVisit']
const ambulatory = ['outpatient', 'emergency', 'homeVisit', 'outreachVisit']
const base = ['village', 'township']

export const sources = {
  visit: {
    view: 'record.visit_measure',
    bare: { view: 'record.visit_line', ofPlaces },
    title: { zh: '诊疗', en: 'Visits' },
    place: 'facility_id',
    home: 'home_facility_id',
  },
  charge: {
    view: 'record.charge_measure',
    bare: { view: 'record.charge_line', ofPlaces },
    title: { zh: '费用', en: 'Charges' },
    place: 'facility_id',
    home: 'home_facility_id',
  },
  enrollment: { view: 'enrollment.enrollment_measure', title: { zh: '签约', en: 'Enrollment' }, home: 'home_facility_id' },
  claim: {
    view: 'elsewhere.claim_measure',
    only: 'v.known_until is null',
    title: { zh: '县外就诊', en: 'Care elsewhere' },
    home: 'home_facility_id',
  },
  referral: { view: 'referral.referral_measure', title: { zh: '转诊', en: 'Referrals' }, place: 'from_facility_id' },
} satisfies Record<string, Source>
export type SourceKey = keyof typeof sources

export type Unit = 'visits' | 'persons' | 'fen' | 'referrals'

/** Any of the values, in each of the columns named. */
export type Narrowing = Readonly<Record<string, readonly string[] | boolean>>

/** Adds up over days and places: rows, or an amount of theirs. `stock` is what had come less what had gone until a day. */
export type Additive = {
  readonly kind: 'sum' | 'stock'
  readonly source: SourceKey
  /** Where a row counts: where it happened, or at the home of the person. */
  readonly at: 'place' | 'home'
  /** The column that is summed; rows are counted by `amount` of the views that say 1. */
  readonly column: 'amount' | 'fund' | 'rows'
  readonly where: Narrowing
  readonly title: Words
  readonly unit: Unit
}

/** People do not add up over time: each is counted once in a year, at one home. `provider` names who says who they are. */
export type Persons = { readonly kind: 'persons'; readonly provider: 'managed' | 'admitted'; readonly title: Words; readonly unit: 'persons' }

export type Measure = Additive | Persons

function visits(where: Narrowing, at: Additive['at'], title: Words): Additive {
  return { kind: 'sum', source: 'visit', at, column: 'rows', where, title, unit: 'visits' }
}

function money(column: 'amount' | 'fund', where: Narrowing, at: Additive['at'], title: Words): Additive {
  return { kind: 'sum', source: 'charge', at, column, where, title, unit: 'fen' }
}

function away(column: 'rows' | 'amount' | 'fund', where: Narrowing, title: Words): Additive {
  return { kind: 'sum', source: 'claim', at: 'home', column, where, title, unit: column === 'rows' ? 'visits' : 'fen' }
}

function enrolled(where: Narrowing, title: Words): Additive {
  return { kind: 'stock', source: 'enrollment', at: 'home', column: 'amount', where, title, unit: 'persons' }
}

function persons(provider: Persons['provider'], title: Words): Persons {
  return { kind: 'persons', provider, title, unit: 'persons' }
}

const diseases = {
  hypertension: { zh: '高血压', en: 'hypertension' },
  diabetes: { zh: '糖尿病', en: 'diabetes' },
  copd: { zh: '慢阻肺', en: 'COPD' },
}

function managedMeasures(): Record<string, Persons> {
  return Object.fromEntries(
    Object.entries(diseases).flatMap(([code, name]) => [
      [`managed.${code}`, persons('managed', { zh: `年内管理的${name.zh}患者`, en: `People with ${name.en} managed in the year` })],
      [`standard.${code}`, persons('managed', { zh: `其中按规范管理的${name.zh}患者`, en: `Of them managed by the standard: ${name.en}` })],
      [`controlled.${code}`, persons('managed', { zh: `其中末次随访达标的${name.zh}患者`, en: `Of them in target at the last follow-up: ${name.en}` })],
    ]),
  )
}

/** Everything that is counted. One record here, and it is kept by day, rebuilt, exported and opened like the others. */
export const measures: Readonly<Record<string, Measure>> = {
  visits: visits({ kind: treated }, 'place', { zh: '诊疗人次', en: 'Visits' }),
  visitsBase: visits({ kind: treated, level: base }, 'place', { zh: '基层诊疗人次', en: 'Visits at the base' }),
  visitsTcm: visits({ kind: treated, tcm: true }, 'place', { zh: '中医类诊疗人次', en: 'Visits of Chinese medicine' }),
  outpatientVisits: visits({ kind: ambulatory }, 'place', { zh: '门急诊人次', en: 'Outpatient and emergency visits' }),
  admissions: visits({ kind: ['inpatient'] }, 'place', { zh: '住院人次', en: 'Admissions' }),
  homeVisits: visits({ kind: treated, inside: true }, 'home', { zh: '居民在县域内的诊疗人次', en: "Residents' visits inside the county" }),
  homeVisitsInsured: visits({ kind: treated, inside: true, insured: true }, 'home', {
    zh: '参保人在县域内的诊疗人次',
    en: 'Visits of the insured inside the county',
  }),
  homeVisitsBase: visits({ kind: treated, level: base, inside: true }, 'home', {
    zh: '居民在县域内基层的诊疗人次',
    en: "Residents' visits at the base inside the county",
  }),
  homeOutpatient: visits({ kind: ambulatory, inside: true }, 'home', { zh: '居民在县域内的门急诊人次', en: "Residents' outpatient visits inside the county" }),
  homeOutpatientBase: visits({ kind: ambulatory, level: base, inside: true }, 'home', {
    zh: '居民在县域内基层的门急诊人次',
    en: "Residents' outpatient visits at the base inside the county",
  }),
  homeAdmissions: visits({ kind: ['inpatient'], insured: true, inside: true }, 'home', {
    zh: '参保人在县域内的住院人次',
    en: 'Admissions of the insured inside the county',
  }),
  fund: money('fund', { insured: true }, 'place', { zh: '县域内医保基金支出', en: 'Fund spending inside the county' }),
  fundBase: money('fund', { insured: true, level: base }, 'place', { zh: '县域内基层医保基金支出', en: 'Fund spending at the base' }),
  costOutpatient: money('amount', { kind: ambulatory }, 'place', { zh: '门急诊费用', en: 'Cost of outpatient visits' }),
  costInpatient: money('amount', { kind: ['inpatient'] }, 'place', { zh: '住院费用', en: 'Cost of stays' }),
  homeFund: money('fund', { insured: true, inside: true }, 'home', { zh: '参保人在县域内的基金支出', en: 'Fund spent inside the county on the insured' }),
  homeInpatientCost: money('amount', { kind: ['inpatient'], insured: true, inside: true }, 'home', {
    zh: '参保人在县域内的住院费用',
    en: 'Cost of stays of the insured inside the county',
  }),
  awayVisits: away('rows', { kind: treated }, { zh: '居民在县外的就诊人次', en: "Residents' visits outside the county" }),
  awayOutpatient: away('rows', { kind: ambulatory }, { zh: '居民在县外的门急诊人次', en: "Residents' outpatient visits outside the county" }),
  awayAdmissions: away('rows', { kind: ['inpatient'], insured: true }, { zh: '参保人在县外的住院人次', en: 'Admissions of the insured outside the county' }),
  awayFund: away(
    'fund',
    { insured: true, is_pharmacy: false },
    { zh: '参保人在县外的基金支出(不含药店)', en: 'Fund spent outside the county, pharmacies left out' },
  ),
  awayCost: away('amount', { is_pharmacy: false }, { zh: '居民在县外的费用(不含药店)', en: 'Cost outside the county, pharmacies left out' }),
  enrolled: enrolled({}, { zh: '有效签约人数', en: 'People enrolled' }),
  enrolledPriority: enrolled({ priority: true }, { zh: '重点人群有效签约人数', en: 'People of priority groups enrolled' }),
  referralsUp: {
    kind: 'sum',
    source: 'referral',
    at: 'place',
    column: 'rows',
    where: { direction: ['up'] },
    title: { zh: '上转人次', en: 'Referrals up' },
    unit: 'referrals',
  },
  referralsDown: {
    kind: 'sum',
    source: 'referral',
    at: 'place',
    column: 'rows',
    where: { direction: ['down'] },
    title: { zh: '下转人次', en: 'Referrals down' },
    unit: 'referrals',
  },
  ...managedMeasures(),
  managed: persons('managed', { zh: '年内慢病健康管理人数', en: 'People in chronic care in the year' }),
  managedAdmitted: persons('managed', { zh: '其中年内住院人数', en: 'Of them admitted in the year' }),
  admitted: persons('admitted', { zh: '参保人在县域内住院人数', en: 'Insured people admitted inside the county' }),
}
export type MeasureKey = string

export function additive(): [MeasureKey, Additive][] {
  return Object.entries(measures).filter((entry): entry is [string, Additive] => entry[1].kind !== 'persons')
}
