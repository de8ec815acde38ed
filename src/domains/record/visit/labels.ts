import type { Day, Moment } from '#kernel/calendar.ts'
import { type CodeOf, coded } from '#kernel/words.ts'

export const visitKind = coded({
  outpatient: { zh: '门诊', en: 'Outpatient' },
  emergency: { zh: '急诊', en: 'Emergency' },
  inpatient: { zh: '住院', en: 'Inpatient' },
  homeVisit: { zh: '上门出诊', en: 'Home visit' },
  outreachVisit: { zh: '巡诊', en: 'Outreach visit' },
  checkup: { zh: '体检', en: 'Checkup' },
  remote: { zh: '远程', en: 'Remote' },
  other: { zh: '其他', en: 'Other' },
})
export type VisitKind = CodeOf<typeof visitKind>

export const vital = coded({
  systolic: { zh: '收缩压', en: 'Systolic pressure' },
  diastolic: { zh: '舒张压', en: 'Diastolic pressure' },
  pulse: { zh: '脉搏', en: 'Pulse' },
  temperature: { zh: '体温', en: 'Temperature' },
  respiration: { zh: '呼吸', en: 'Respiration' },
  spo2: { zh: '血氧饱和度', en: 'Oxygen saturation' },
  weight: { zh: '体重', en: 'Weight' },
  height: { zh: '身高', en: 'Height' },
  fastingGlucose: { zh: '空腹血糖', en: 'Fasting glucose' },
  randomGlucose: { zh: '随机血糖', en: 'Random glucose' },
})
export type Vital = CodeOf<typeof vital>

/**
 * LOINC code, UCUM unit and the unit as people write it. Pulse is LOINC's heart rate; fasting glucose is the molar
 * concentration in serum or plasma, to which glucose meters are calibrated; random glucose the one in blood.
 */
export const vitalSpec = {
  systolic: { code: '8480-6', unit: 'mm[Hg]', shown: 'mmHg', category: 'vitalSigns', decimals: 0 },
  diastolic: { code: '8462-4', unit: 'mm[Hg]', shown: 'mmHg', category: 'vitalSigns', decimals: 0 },
  pulse: { code: '8867-4', unit: '/min', shown: '次/分', category: 'vitalSigns', decimals: 0 },
  temperature: { code: '8310-5', unit: 'Cel', shown: '℃', category: 'vitalSigns', decimals: 1 },
  respiration: { code: '9279-1', unit: '/min', shown: '次/分', category: 'vitalSigns', decimals: 0 },
  spo2: { code: '59408-5', unit: '%', shown: '%', category: 'vitalSigns', decimals: 0 },
  weight: { code: '29463-7', unit: 'kg', shown: 'kg', category: 'vitalSigns', decimals: 1 },
  height: { code: '8302-2', unit: 'cm', shown: 'cm', category: 'vitalSigns', decimals: 1 },
  fastingGlucose: { code: '14771-0', unit: 'mmol/L', shown: 'mmol/L', category: 'laboratory', decimals: 1 },
  randomGlucose: { code: '15074-8', unit: 'mmol/L', shown: 'mmol/L', category: 'laboratory', decimals: 1 },
} as const satisfies Record<Vital, { code: string; unit: string; shown: string; category: 'vitalSigns' | 'laboratory'; decimals: number }>

/** The pair of pressures, whose two values are parts of it. */
export const pressurePanel = { code: '85354-9', name: '血压' } as const

/** Classes of charges as the settlement list of the insurance names them. */
export const chargeKind = coded({
  registration: { zh: '挂号费', en: 'Registration' },
  consultation: { zh: '诊察费', en: 'Consultation' },
  generalTreatment: { zh: '一般诊疗费', en: 'General treatment' },
  examination: { zh: '检查费', en: 'Examination' },
  laboratory: { zh: '化验费', en: 'Laboratory' },
  treatment: { zh: '治疗费', en: 'Treatment' },
  surgery: { zh: '手术费', en: 'Surgery' },
  nursing: { zh: '护理费', en: 'Nursing' },
  bed: { zh: '床位费', en: 'Bed' },
  material: { zh: '卫生材料费', en: 'Material' },
  westernMedicine: { zh: '西药费', en: 'Western medicine' },
  patentMedicine: { zh: '中成药费', en: 'Chinese patent medicine' },
  herbalMedicine: { zh: '中药饮片费', en: 'Chinese herbal medicine' },
  other: { zh: '其他费', en: 'Other' },
})

export const criticality = coded({
  high: { zh: '严重', en: 'High' },
  low: { zh: '一般', en: 'Low' },
  unknown: { zh: '不明', en: 'Unknown' },
})

/** Where the codes of our own rows come from; rows from outside keep the system they came with. */
export const systems = {
  diagnosis: 'icd10',
  procedure: 'icd9cm3',
  medication: 'local',
  observation: 'http://loinc.org',
  /** A name without a code. */
  none: '',
} as const

/** What counts as a service that was delivered: something that was recorded anyway, with who did it, where and when. */
export const evidenceKind = coded({
  visit: { zh: '就诊', en: 'Visit' },
  checkup: { zh: '体检', en: 'Checkup' },
  followUp: { zh: '随访', en: 'Follow-up' },
  referral: { zh: '转诊', en: 'Referral' },
  prescription: { zh: '开药', en: 'Prescription' },
})
export type EvidenceKind = CodeOf<typeof evidenceKind>

export type ServiceEvidence = {
  readonly kind: EvidenceKind
  readonly residentId: string
  readonly on: Day
  readonly at: Moment
  readonly facilityId: string
  readonly staffId: string | null
  /** The row that was recorded. */
  readonly subjectId: string
}

/** A visit with the blood pressure that was read. */
export type Reading = {
  readonly visitId: string
  readonly residentId: string
  readonly facilityId: string
  readonly staffId: string
  readonly staffName: string
  readonly at: Moment
  readonly recordedAt: Moment
  readonly systolic: number | null
  readonly diastolic: number | null
}
