import type { Day } from '#kernel/calendar.ts'
import type { Entry } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'
import type { SourceId } from '#registry/policy/contract.ts'

export const noRuleInForce = 'noRuleInForce'
export type NoRuleInForce = typeof noRuleInForce

/** One dated number of the criteria, in the shape of a policy. */
export type Parameter = {
  readonly key: `referral.${string}`
  readonly title: Words
  readonly unit: Words
  readonly entries: readonly [ParameterEntry, ...ParameterEntry[]]
}
type ParameterEntry = Entry<number> & { readonly source: SourceId }

/** The national value in force on a day. */
export function valueOn(parameter: Parameter, day: Day): number | NoRuleInForce {
  const entry = parameter.entries.filter((e) => e.from <= day && (e.until === undefined || day < e.until)).toSorted((a, b) => (a.from < b.from ? 1 : -1))[0]
  return entry ? entry.value : noRuleInForce
}

const mmHg = { zh: 'mmHg', en: 'mmHg' }
const mmolPerLiter = { zh: 'mmol/L', en: 'mmol/L' }
const percent = { zh: '%', en: '%' }
const years = { zh: '岁', en: 'years' }
const months = { zh: '个月', en: 'months' }
const times = { zh: '次', en: 'times' }
const kinds = { zh: '种', en: 'drugs' }
const points = { zh: '分', en: 'points' }
const celsius = { zh: '℃', en: '°C' }
const perMinute = { zh: '次/分', en: 'per minute' }
const level = { zh: '级', en: 'level' }

// Section 7 of the standards: the norm was read for what is marked verified; its day is the year of its edition.
const norm = { from: '2017-01-01', source: 'essential-public-health-2017', status: 'unverified' } as const
const normRead = { from: '2017-01-01', source: 'essential-public-health-2017', status: 'verified' } as const
const guideline2020 = { from: '2020-01-01', source: 'hypertension-2020', status: 'unverified' } as const
const diabetesStandard = { from: '2020-01-01', source: 'diabetes-referral', status: 'unverified' } as const
const copd = { from: '2024-01-01', source: 'copd-2024', status: 'unverified' } as const
const proposal = { from: '2020-01-01', source: 'proposal', status: 'unverified' } as const

export const parameters = {
  raisedSystolic: {
    key: 'referral.raisedSystolic',
    title: { zh: '血压升高的收缩压界值', en: 'Raised systolic pressure' },
    unit: mmHg,
    entries: [{ ...normRead, value: 140 }],
  },
  raisedDiastolic: {
    key: 'referral.raisedDiastolic',
    title: { zh: '血压升高的舒张压界值', en: 'Raised diastolic pressure' },
    unit: mmHg,
    entries: [{ ...normRead, value: 90 }],
  },
  severeSystolic: {
    key: 'referral.severeSystolic',
    title: { zh: '需紧急处理的收缩压', en: 'Systolic pressure that cannot wait' },
    unit: mmHg,
    entries: [{ ...norm, value: 180 }],
  },
  severeDiastolic: {
    key: 'referral.severeDiastolic',
    title: { zh: '需紧急处理的舒张压', en: 'Diastolic pressure that cannot wait' },
    unit: mmHg,
    entries: [{ ...norm, value: 110 }],
  },
  uncontrolledVisits: {
    key: 'referral.uncontrolledVisits',
    title: { zh: '连续未控制即转诊的随访次数', en: 'Consecutive uncontrolled follow-ups before referral' },
    unit: times,
    entries: [{ ...norm, value: 2 }],
  },
  youngHypertension: {
    key: 'referral.youngHypertension',
    title: { zh: '高血压发病年龄过轻(不足)', en: 'Too young for hypertension (below)' },
    unit: years,
    entries: [{ ...guideline2020, value: 30 }],
  },
  bothArmsDifference: {
    key: 'referral.bothArmsDifference',
    title: { zh: '双上肢收缩压差(超过)', en: 'Difference between the arms (above)' },
    unit: mmHg,
    entries: [{ ...guideline2020, value: 20 }],
  },
  lowPotassium: {
    key: 'referral.lowPotassium',
    title: { zh: '低血钾(低于)', en: 'Low potassium (below)' },
    unit: mmolPerLiter,
    entries: [{ ...guideline2020, value: 3.5 }],
  },
  resistantDrugs: {
    key: 'referral.resistantDrugs',
    title: { zh: '足量联合降压药种数', en: 'Blood-pressure drugs at full dose' },
    unit: kinds,
    entries: [{ ...guideline2020, value: 3 }],
  },
  diabeticFasting: {
    key: 'referral.diabeticFasting',
    title: { zh: '空腹血糖诊断界值', en: 'Fasting glucose of diabetes' },
    unit: mmolPerLiter,
    entries: [{ ...norm, value: 7 }],
  },
  diabeticRandom: {
    key: 'referral.diabeticRandom',
    title: { zh: '随机血糖诊断界值', en: 'Random glucose of diabetes' },
    unit: mmolPerLiter,
    entries: [{ ...norm, value: 11.1 }],
  },
  highGlucose: {
    key: 'referral.highGlucose',
    title: { zh: '需紧急处理的高血糖', en: 'High glucose that cannot wait' },
    unit: mmolPerLiter,
    entries: [{ ...normRead, value: 16.7 }],
  },
  lowGlucose: {
    key: 'referral.lowGlucose',
    title: { zh: '需紧急处理的低血糖', en: 'Low glucose that cannot wait' },
    unit: mmolPerLiter,
    entries: [{ ...normRead, value: 3.9 }],
  },
  fever: {
    key: 'referral.fever',
    title: { zh: '糖尿病患者高热(超过)', en: 'Fever in diabetes (above)' },
    unit: celsius,
    entries: [{ ...norm, value: 39 }],
  },
  fastPulse: {
    key: 'referral.fastPulse',
    title: { zh: '糖尿病患者持续心率(超过)', en: 'Lasting pulse in diabetes (above)' },
    unit: perMinute,
    entries: [{ ...norm, value: 100 }],
  },
  youngDiabetes: {
    key: 'referral.youngDiabetes',
    title: { zh: '糖尿病发病年龄过轻(不足)', en: 'Too young for type 2 diabetes (below)' },
    unit: years,
    entries: [{ ...diabetesStandard, value: 25 }],
  },
  monthsNotAtGoal: {
    key: 'referral.monthsNotAtGoal',
    // The standard says three to six months; the earlier one, until a county chooses.
    title: { zh: '不达标持续时间', en: 'How long not at goal' },
    unit: months,
    entries: [{ ...diabetesStandard, value: 3 }],
  },
  hypoglycemiaEpisodes: {
    key: 'referral.hypoglycemiaEpisodes',
    title: { zh: '反复低血糖次数', en: 'Recurrent hypoglycemia' },
    unit: times,
    entries: [{ ...proposal, value: 2 }],
  },
  lowOxygen: {
    key: 'referral.lowOxygen',
    title: { zh: '慢阻肺血氧饱和度(不高于)', en: 'Oxygen saturation in COPD (at most)' },
    unit: percent,
    entries: [{ ...copd, value: 92 }],
  },
  catIncrease: {
    key: 'referral.catIncrease',
    title: { zh: 'CAT 评分升高', en: 'Rise of the CAT score' },
    unit: points,
    entries: [{ ...copd, value: 2 }],
  },
  frequentExacerbations: {
    key: 'referral.frequentExacerbations',
    title: { zh: '一年内急性加重次数', en: 'Exacerbations in a year' },
    unit: times,
    entries: [{ ...proposal, value: 2 }],
  },
  shockSystolic: {
    key: 'referral.shockSystolic',
    title: { zh: '创伤后低收缩压(低于)', en: 'Low systolic pressure after trauma (below)' },
    unit: mmHg,
    entries: [{ ...proposal, value: 90 }],
  },
  childAge: {
    key: 'referral.childAge',
    title: { zh: '儿童年龄(不足)', en: 'A child is younger than' },
    unit: years,
    entries: [{ ...proposal, value: 14 }],
  },
  childLowOxygen: {
    key: 'referral.childLowOxygen',
    title: { zh: '儿童血氧饱和度(低于)', en: 'Oxygen saturation of a child (below)' },
    unit: percent,
    entries: [{ ...proposal, value: 92 }],
  },
  dangerLevel: {
    key: 'referral.dangerLevel',
    title: { zh: '精神障碍危险性等级', en: 'Danger level of mental disorder' },
    unit: level,
    entries: [{ ...normRead, value: 3 }],
  },
} as const satisfies Record<string, Parameter>
