import { addDays } from '#kernel/calendar.ts'
import type { Resolved } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'
import type { Reason, Target } from '../../contract.ts'
import { decideClass } from '../norm.ts'
import {
  type Advised,
  basisOf,
  because,
  type Classed,
  type Diagnosed,
  type Goal,
  type Measured,
  type PersonFacts,
  type Rules,
  type ScreeningFacts,
  type ScreeningNeed,
  type Values,
  type VisitFacts,
} from '../program.ts'
import * as policy from './policy.ts'

/** Signs that cannot wait, whatever the reading says. */
export const dangerSigns = [
  'alteredConsciousness',
  'behaviorChange',
  'fruityBreath',
  'palpitation',
  'sweating',
  'nauseaVomiting',
  'thirstPolyuria',
  'abdominalPain',
  'deepBreathing',
  'flushedSkin',
  'suddenVisionLoss',
] as const

export function classify(facts: VisitFacts, rules: Rules): Classed {
  const inForce = rules.get(policy.norm)
  const { fastingGlucose: fasting } = facts.readings
  const { fasting: goal, repeatAt } = inForce.value
  return decideClass({
    emergency: emergencies(facts, rules),
    missed: fasting !== undefined && fasting >= goal ? [because(sayGlucose(fasting, { zh: `未达到 <${goal}`, en: `misses <${goal}` }), inForce)] : [],
    ...reactions(facts, inForce),
    fine: fasting === undefined ? [] : [because(sayGlucose(fasting, { zh: `低于 ${goal}`, en: `is below ${goal}` }), inForce)],
    isMeasured: fasting !== undefined,
    failsBefore: facts.before.failsInRow,
    repeatAt,
  })
}

export function targets(_person: PersonFacts, rules: Rules): readonly Target[] {
  const inForce = rules.find(policy.norm)
  if (!inForce) return []
  const { fasting } = inForce.value
  const text = { zh: `规范目标:空腹血糖 <${fasting} mmol/L`, en: `Goal of the norm: fasting glucose below ${fasting} mmol/L` }
  return [{ field: 'fastingGlucose', low: null, high: fasting, text, basis: basisOf(inForce) }]
}

function emergencies(facts: VisitFacts, rules: Rules): Reason[] {
  const inForce = rules.get(policy.norm)
  const limits = rules.get(policy.emergency)
  const { glucoseFrom, glucoseUpTo, systolic, diastolic } = limits.value
  const { readings } = facts
  const isExpecting = facts.answers.pregnancy === 'pregnant' || facts.answers.pregnancy === 'breastfeeding'
  const glucose = [readings.fastingGlucose, readings.randomGlucose].filter((g) => g !== undefined)
  const says: [boolean, Words, Resolved<unknown>][] = [
    [glucose.some((g) => g >= glucoseFrom), { zh: `血糖达到 ${glucoseFrom} mmol/L`, en: `Glucose reaches ${glucoseFrom} mmol/L` }, limits],
    [glucose.some((g) => g <= glucoseUpTo), { zh: `血糖 ≤${glucoseUpTo} mmol/L`, en: `Glucose of ${glucoseUpTo} mmol/L or less` }, limits],
    [
      (readings.systolic ?? 0) >= systolic || (readings.diastolic ?? 0) >= diastolic,
      { zh: `血压达到 ${systolic}/${diastolic} mmHg`, en: `Pressure reaches ${systolic}/${diastolic} mmHg` },
      limits,
    ],
    [dangerSigns.some((sign) => facts.symptoms.includes(sign)), { zh: '出现危险症状', en: 'A danger sign is present' }, inForce],
    [
      (readings.pulse ?? 0) > inForce.value.pulseAbove,
      { zh: `心率超过 ${inForce.value.pulseAbove} 次/分`, en: `Pulse above ${inForce.value.pulseAbove}` },
      inForce,
    ],
    [
      (readings.temperature ?? 0) > inForce.value.temperatureAbove,
      { zh: `体温超过 ${inForce.value.temperatureAbove} ℃`, en: `Temperature above ${inForce.value.temperatureAbove}` },
      inForce,
    ],
    [isExpecting, { zh: '妊娠或哺乳期', en: 'Pregnancy or breastfeeding' }, inForce],
  ]
  return says.flatMap(([holds, text, resolved]) => (holds ? [because(text, resolved)] : []))
}

function reactions({ answers }: VisitFacts, inForce: Resolved<unknown>) {
  const hard = answers.adverseReaction === 'hardToControl'
  const complicated = answers.complication === 'present'
  const lows = answers.hypoglycemia === 'frequent'
  const refer = [
    ...(hard ? [because({ zh: '药物不良反应难以控制', en: 'An adverse reaction is hard to control' }, inForce)] : []),
    ...(complicated ? [because({ zh: '出现新的并发症或原有并发症加重', en: 'A new or worse complication' }, inForce)] : []),
  ]
  const adjust = answers.adverseReaction === 'present' ? [because({ zh: '有药物不良反应', en: 'An adverse drug reaction' }, inForce)] : []
  const criteria = [...(complicated ? ['diabetes.up.complicationAssessment'] : []), ...(lows ? ['diabetes.up.recurrentHypoglycemia'] : [])]
  return { refer, adjust, criteria }
}

const ischemic = ['I20', 'I21', 'I22', 'I24', 'I25', 'I63', 'I70']

/** Every goal of the guideline that can be held against a reading. */
export function goals(facts: VisitFacts, rules: Rules): readonly Goal[] {
  const inForce = rules.find(policy.care)
  if (!inForce) return []
  const { goals: g, edition } = inForce.value
  const hasDisease = facts.diagnoses.some((d) => ischemic.some((prefix) => d.startsWith(prefix)))
  const ldl = hasDisease ? g.ldlWithDisease : g.ldl
  const line = { basis: basisOf(inForce), edition, because: { zh: '糖尿病', en: 'Diabetes' } }
  return [
    {
      ...line,
      measure: 'fastingGlucose',
      limits: { fastingGlucose: g.fasting },
      atLeast: { fastingGlucose: g.fastingFrom },
      text: { zh: `空腹血糖目标 ${g.fastingFrom}–${g.fasting} mmol/L`, en: `Goal of fasting glucose ${g.fastingFrom} to ${g.fasting} mmol/L` },
    },
    {
      ...line,
      measure: 'randomGlucose',
      limits: { randomGlucose: g.random },
      text: { zh: `非空腹血糖目标 <${g.random} mmol/L`, en: `Goal of other glucose <${g.random} mmol/L` },
    },
    {
      ...line,
      measure: 'hba1c',
      limits: { hba1c: g.hba1c },
      text: { zh: `糖化血红蛋白目标 <${g.hba1c}%(可个体化)`, en: `Goal of HbA1c <${g.hba1c}%, to be fitted to the person` },
    },
    {
      ...line,
      measure: 'pressure',
      limits: { systolic: g.systolic, diastolic: g.diastolic },
      text: { zh: `合并糖尿病血压目标 <${g.systolic}/${g.diastolic} mmHg`, en: `Goal of the pressure in diabetes <${g.systolic}/${g.diastolic} mmHg` },
    },
    {
      ...line,
      measure: 'ldl',
      limits: { ldl },
      because: hasDisease ? { zh: '糖尿病合并动脉粥样硬化性心血管病', en: 'Diabetes with atherosclerotic disease' } : line.because,
      text: { zh: `低密度脂蛋白目标 <${ldl} mmol/L`, en: `Goal of LDL <${ldl} mmol/L` },
    },
  ]
}

export function advise(facts: VisitFacts & { readonly isAtGoal: boolean | null }, rules: Rules): readonly Advised[] {
  const inForce = rules.find(policy.care)
  if (!inForce) return []
  const { value: care } = inForce
  const line = { basis: basisOf(inForce), edition: care.edition }
  const yearly = care.monitoring.map((text): Advised => ({ ...line, kind: 'monitoring', text, because: { zh: '在管糖尿病', en: 'Managed diabetes' } }))
  if (facts.isAtGoal !== false) return yearly
  const why = { zh: '本次血糖或糖化未达目标', en: 'Glucose or HbA1c is not at goal' }
  return [
    ...care.titration.map((text): Advised => ({ ...line, kind: 'titration', text, because: why })),
    ...care.drugClass.map((text): Advised => ({ ...line, kind: 'drugClass', text, because: why })),
    ...yearly,
  ]
}

/** People at high risk, fasting glucose once a year. */
export function screen(facts: ScreeningFacts, rules: Rules): ScreeningNeed | undefined {
  const inForce = rules.find(policy.screening)
  if (!inForce || facts.age < inForce.value.fromAge) return undefined
  const reasons = highRiskReasons(facts, inForce)
  const [first] = reasons
  if (!first) return undefined
  const last = facts.measured.filter(({ values, on }) => values.fastingGlucose !== undefined && on <= facts.on).at(-1)
  const dueOn = last ? addDays(last.on, inForce.value.everyDays) : null
  if (dueOn && dueOn > facts.on) return undefined
  const why = because(
    { zh: `糖尿病高危人群,每年测空腹血糖(${first.text.zh})`, en: `At risk of diabetes, fasting glucose every year (${first.text.en})` },
    inForce,
  )
  return { fields: ['fastingGlucose'], why, dueOn }
}

type Index = 'fastingGlucose' | 'toleranceGlucose' | 'randomGlucose' | 'hba1c'

/** By the logic of the edition: with typical symptoms one abnormal value; without them two days, or two indices of one day. */
export function diagnose(facts: ScreeningFacts, rules: Rules): Diagnosed {
  const inForce = rules.find(policy.diagnosis)
  if (!inForce || facts.age < inForce.value.fromAge) return { outcome: 'unknown', reasons: [], needs: [], nextOn: null }
  const { value: edition } = inForce
  const limits: Record<Index, number | null> = {
    fastingGlucose: edition.fasting,
    toleranceGlucose: edition.tolerance,
    randomGlucose: edition.random,
    hba1c: edition.hba1c,
  }
  const known = facts.measured.filter(({ on }) => on <= facts.on)
  const days = mergedByDay(known).map((m) => ({ ...m, abnormal: reached(m.values, limits) }))
  const hasSymptoms = (m: Measured) => edition.symptoms.some((s) => m.symptoms.includes(s))
  const withSymptoms = days.find((d) => hasSymptoms(d) && d.abnormal.length > 0)
  if (withSymptoms) return confirmed({ zh: '有典型症状,且有一项血糖达到诊断界值', en: 'Typical symptoms and one value of diabetes' }, inForce)
  // A random value counts only together with symptoms.
  const firm = days.map((d) => d.abnormal.filter((index) => index !== 'randomGlucose')).filter((indices) => indices.length > 0)
  if (edition.acceptsTwoIndices && firm.some((indices) => indices.length > 1))
    return confirmed({ zh: '同一时间点两项不同指标达到诊断界值', en: 'Two different indices of one day reach the threshold' }, inForce)
  if (firm.length > 1) return confirmed({ zh: '两个时间点达到诊断界值', en: 'Values of two days reach the threshold' }, inForce)
  return notYet({ ...facts, days: known }, { rules, inForce, isOnce: firm.length > 0 || days.some((d) => d.abnormal.length > 0) })
}

type OnWay = { rules: Rules; inForce: Resolved<(typeof policy.diagnosis.entries)[0]['value']>; isOnce: boolean }

function notYet(facts: ScreeningFacts & { days: readonly Measured[] }, { rules, inForce, isOnce }: OnWay): Diagnosed {
  const { value: edition } = inForce
  const latest: Values = Object.assign({}, ...facts.days.map(({ values }) => values))
  const { fastingGlucose: fasting, toleranceGlucose: tolerance } = latest
  const again =
    edition.hba1c === null
      ? { zh: '改日复查空腹血糖或做糖耐量试验', en: 'Fasting glucose on another day, or a tolerance test' }
      : { zh: '复查空腹血糖,或做糖耐量试验、糖化血红蛋白', en: 'Fasting glucose again, a tolerance test or HbA1c' }
  if (isOnce)
    return {
      outcome: 'suspected',
      reasons: [because({ zh: '一次血糖达到诊断界值', en: 'One value of diabetes' }, inForce)],
      needs: [{ text: again, by: null }],
      nextOn: null,
    }
  if (fasting === undefined && latest.hba1c === undefined && latest.randomGlucose === undefined)
    return { outcome: 'unknown', reasons: [], needs: [], nextOn: null }
  const isTested = tolerance !== undefined || (edition.hba1c !== null && latest.hba1c !== undefined)
  if (fasting !== undefined && fasting >= edition.confirmFrom && !isTested) {
    const text = { zh: `空腹血糖 ${fasting} 达到 ${edition.confirmFrom} mmol/L`, en: `Fasting glucose of ${fasting} reaches ${edition.confirmFrom} mmol/L` }
    return { outcome: 'suspected', reasons: [because(text, inForce)], needs: [{ text: again, by: null }], nextOn: null }
  }
  const impaired = (fasting ?? 0) >= edition.impairedFasting || (tolerance ?? 0) >= edition.impairedTolerance
  const screening = rules.find(policy.screening)
  const reasons = impaired
    ? [because({ zh: '糖尿病前期(空腹或餐后血糖受损)', en: 'Impaired glucose' }, inForce)]
    : screening
      ? highRiskReasons(facts, screening)
      : []
  const last = facts.days.at(-1)?.on
  return {
    outcome: reasons.length > 0 ? 'highRisk' : 'clear',
    reasons,
    needs: [],
    nextOn: reasons.length > 0 && screening && last ? addDays(last, screening.value.everyDays) : null,
  }
}

function confirmed(text: Words, inForce: Resolved<unknown>): Diagnosed {
  return { outcome: 'confirmed', reasons: [because(text, inForce)], needs: [], nextOn: null }
}

function reached(values: Values, limits: Record<Index, number | null>): Index[] {
  return (Object.keys(limits) as Index[]).filter((index) => {
    const [value, limit] = [values[index], limits[index]]
    return value !== undefined && limit !== null && value >= limit
  })
}

function mergedByDay(measured: readonly Measured[]): Measured[] {
  const days = new Map<string, Measured>()
  for (const m of measured) {
    const same = days.get(m.on)
    days.set(m.on, same ? { ...same, values: { ...same.values, ...m.values }, symptoms: [...same.symptoms, ...m.symptoms] } : m)
  }
  return [...days.values()].toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

const hypertensive = ['I10', 'I11', 'I12', 'I13']

function highRiskReasons(facts: ScreeningFacts, inForce: Resolved<(typeof policy.screening.entries)[0]['value']>): Reason[] {
  const { value: risk } = inForce
  const { weight, height, waist }: Values = Object.assign({}, ...facts.measured.filter(({ on }) => on <= facts.on).map(({ values }) => values))
  const index = weight !== undefined && height !== undefined ? weight / (height / 100) ** 2 : undefined
  const waistLimit = facts.sex === 'female' ? risk.waistFemale : risk.waistMale
  const says: [boolean, Words][] = [
    [facts.diagnoses.some((d) => hypertensive.some((p) => d.startsWith(p))), { zh: '高血压患者', en: 'Hypertension' }],
    [index !== undefined && index >= risk.bodyMassIndex, { zh: '超重或肥胖', en: 'Overweight or obese' }],
    [waist !== undefined && waist >= waistLimit, { zh: '腹型肥胖', en: 'Large waist' }],
    [facts.answers.diabetesInFamily === 'present', { zh: '有糖尿病家族史', en: 'Diabetes in the family' }],
  ]
  return says.flatMap(([holds, text]) => (holds ? [because(text, inForce)] : []))
}

function sayGlucose(value: number, rest: Words): Words {
  return { zh: `空腹血糖 ${value} mmol/L,${rest.zh}`, en: `Fasting glucose ${value} mmol/L ${rest.en}` }
}
