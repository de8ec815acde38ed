import { addDays } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import type { Reason } from '../../contract.ts'
import { decideClass } from '../norm.ts'
import {
  type Advised,
  basisOf,
  because,
  type Classed,
  type Diagnosed,
  type Goal,
  type Rules,
  type ScreeningFacts,
  type ScreeningNeed,
  type Values,
  type VisitFacts,
} from '../program.ts'
import * as policy from './policy.ts'

export const dangerSigns = ['alteredConsciousness', 'cyanosis', 'orthopnea'] as const
const worseSigns = ['worseBreathlessness', 'moreSputum', 'purulentSputum'] as const

export function classify(facts: VisitFacts, rules: Rules): Classed {
  const inForce = rules.get(policy.norm)
  const { oxygenUpTo, repeatAt } = inForce.value
  const { spo2, cat } = facts.readings
  const exacerbated = facts.answers.exacerbation === 'present'
  const says = (holds: boolean, text: Words): Reason[] => (holds ? [because(text, inForce)] : [])
  return decideClass({
    emergency: [
      ...says(spo2 !== undefined && spo2 <= oxygenUpTo, {
        zh: `血氧饱和度 ${spo2}%,≤${oxygenUpTo}%`,
        en: `Oxygen saturation ${spo2}%, ${oxygenUpTo}% or less`,
      }),
      ...says(
        dangerSigns.some((sign) => facts.symptoms.includes(sign)),
        { zh: '出现危险症状', en: 'A danger sign is present' },
      ),
    ],
    refer: [
      ...says(exacerbated, { zh: '上次随访后发生急性加重', en: 'An acute exacerbation since the last follow-up' }),
      ...says(facts.answers.adverseReaction === 'hardToControl', { zh: '药物不良反应难以控制', en: 'An adverse reaction is hard to control' }),
      ...says(facts.answers.complication === 'present', { zh: '出现新的并发症或原有并发症加重', en: 'A new or worse complication' }),
    ],
    missed: says(isWorse(facts, inForce.value.catRise), {
      zh: `CAT 评分升高 ≥${inForce.value.catRise} 且症状加重`,
      en: `CAT score up by ${inForce.value.catRise} or more with worse symptoms`,
    }),
    adjust: says(facts.answers.adverseReaction === 'present', { zh: '有药物不良反应', en: 'An adverse drug reaction' }),
    fine: says(cat !== undefined, { zh: `CAT ${cat} 分,病情稳定`, en: `CAT ${cat}, stable` }),
    isMeasured: cat !== undefined,
    failsBefore: facts.before.failsInRow,
    repeatAt,
  })
}

/** Points the CAT score rose since the last follow-up that has one. */
export function catRiseOf(facts: VisitFacts): number | undefined {
  const [now, before] = [facts.readings.cat, facts.before.readings.cat]
  return now === undefined || before === undefined ? undefined : now - before
}

function isWorse(facts: VisitFacts, rise: number): boolean {
  return (catRiseOf(facts) ?? 0) >= rise && worseSigns.some((sign) => facts.symptoms.includes(sign))
}

export function goals(_facts: VisitFacts, rules: Rules): readonly Goal[] {
  const inForce = rules.find(policy.care)
  if (!inForce) return []
  const { catBelow, edition } = inForce.value
  const text = { zh: `CAT 评分目标 <${catBelow}`, en: `Goal of the CAT score <${catBelow}` }
  return [{ measure: 'cat', limits: { cat: catBelow }, text, because: { zh: '慢阻肺病', en: 'COPD' }, basis: basisOf(inForce), edition }]
}

export function advise(facts: VisitFacts & { readonly isAtGoal: boolean | null }, rules: Rules): readonly Advised[] {
  const inForce = rules.find(policy.care)
  if (!inForce) return []
  const { value: care } = inForce
  const line = { basis: basisOf(inForce), edition: care.edition }
  const monitoring = care.monitoring.map((text): Advised => ({ ...line, kind: 'monitoring', text, because: { zh: '在管慢阻肺病', en: 'Managed COPD' } }))
  if (facts.isAtGoal !== false) return monitoring
  const why = { zh: '症状评分未达目标', en: 'The score of symptoms is not at goal' }
  return [...care.titration.map((text): Advised => ({ ...line, kind: 'titration', text, because: why })), ...monitoring]
}

/** Smokers of the age of the program without lung function for a year. */
export function screen(facts: ScreeningFacts, rules: Rules): ScreeningNeed | undefined {
  const [norm, diagnosis] = [rules.find(policy.norm), rules.find(policy.diagnosis)]
  if (!norm || !diagnosis || facts.age < norm.value.fromAge) return undefined
  if (Number(facts.answers.smokingPerDay ?? 0) < diagnosis.value.smokingFrom) return undefined
  const last = facts.measured.filter(({ values, on }) => values.fevRatio !== undefined && on <= facts.on).at(-1)
  const dueOn = last ? addDays(last.on, diagnosis.value.spirometryDays) : null
  if (dueOn && dueOn > facts.on) return undefined
  return { fields: ['fevRatio'], why: because({ zh: '长期吸烟者每年查肺功能', en: 'Smokers have their lung function tested every year' }, diagnosis), dueOn }
}

export function diagnose(facts: ScreeningFacts, rules: Rules): Diagnosed {
  const inForce = rules.find(policy.diagnosis)
  const latest: Values = Object.assign({}, ...facts.measured.filter(({ on }) => on <= facts.on).map(({ values }) => values))
  const { fevRatio: ratio, fevPercent: percent } = latest
  if (!inForce || ratio === undefined) return { outcome: 'unknown', reasons: [], needs: [], nextOn: null }
  const { ratioBelow } = inForce.value
  if (ratio >= ratioBelow) return { outcome: 'clear', reasons: [], needs: [], nextOn: null }
  const grade = percent === undefined ? undefined : gradeOf(percent, inForce.value.grades)
  const text = {
    zh: `吸入支气管扩张剂后 FEV1/FVC ${ratio} <${ratioBelow}${grade ? `,GOLD ${grade} 级` : ''}`,
    en: `FEV1/FVC ${ratio} <${ratioBelow} after a bronchodilator${grade ? `, GOLD ${grade}` : ''}`,
  }
  return { outcome: 'confirmed', reasons: [because(text, inForce)], needs: [], nextOn: null }
}

/** GOLD 1 to 4 by percent of the predicted FEV1. */
export function gradeOf(percent: number, grades: readonly number[]): number {
  const grade = grades.findIndex((from) => percent >= from)
  return (grade === -1 ? grades.length : grade) + 1
}
