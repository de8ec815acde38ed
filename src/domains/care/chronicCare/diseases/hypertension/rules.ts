import { addDays, type Day } from '#kernel/calendar.ts'
import type { Resolved } from '#kernel/policy.ts'
import type { Words } from '#kernel/words.ts'
import type { Reason, Target } from '../../contract.ts'
import type { ReadingSource } from '../../labels.ts'
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
import type { Pressure } from './policy.ts'
import * as policy from './policy.ts'

/** Signs that cannot wait, whatever the reading says. */
export const dangerSigns = [
  'alteredConsciousness',
  'severeHeadache',
  'severeDizziness',
  'nauseaVomiting',
  'blurredVision',
  'eyePain',
  'palpitation',
  'chestTightness',
  'orthopnea',
] as const

export function classify(facts: VisitFacts, rules: Rules): Classed {
  const inForce = rules.get(policy.norm)
  const { value: norm } = inForce
  const read = pressureIn(facts.readings)
  const goal = goalOf(facts.age, norm)
  const misses = read && !isBelow(read, goal)
  const said = read && sayPressure(read)
  const emergency: Reason[] = []
  if (read && isAtLeast(read, norm.emergency))
    emergency.push(because(joined(said, { zh: `达到 ${shown(norm.emergency)}`, en: `reaches ${shown(norm.emergency)}` }), inForce))
  if (dangerSigns.some((sign) => facts.symptoms.includes(sign))) emergency.push(because({ zh: '出现危险症状', en: 'A danger sign is present' }, inForce))
  const isExpecting = facts.answers.pregnancy === 'pregnant' || facts.answers.pregnancy === 'breastfeeding'
  if (isExpecting && read && !isBelow(read, norm.goal)) {
    emergency.push(because({ zh: '妊娠或哺乳期血压高于正常', en: 'Raised pressure in pregnancy or breastfeeding' }, inForce))
  }
  const fine = joined(said, { zh: `低于 ${shown(goal)}`, en: `is below ${shown(goal)}` })
  return decideClass({
    emergency,
    missed: misses ? [because(joined(said, { zh: `未达到 ${shown(goal, '<')}`, en: `misses ${shown(goal, '<')}` }), inForce)] : [],
    ...reactions(facts, inForce),
    fine: [because(fine, inForce)],
    isMeasured: read !== undefined,
    failsBefore: facts.before.failsInRow,
    repeatAt: norm.repeatAt,
  })
}

/** What reports count as at goal; it is laxer from an age on. */
function goalOf(age: number, norm: { elderFrom: number; elderGoal: Pressure; goal: Pressure }): Pressure {
  return age >= norm.elderFrom ? norm.elderGoal : norm.goal
}

export function targets({ age }: PersonFacts, rules: Rules): readonly Target[] {
  const inForce = rules.find(policy.norm)
  if (!inForce) return []
  const goal = goalOf(age, inForce.value)
  const text = { zh: `规范目标:血压 <${shown(goal)} mmHg`, en: `Goal of the norm: pressure below ${shown(goal)} mmHg` }
  const line = { low: null, text, basis: basisOf(inForce) }
  return [
    { ...line, field: 'systolic', high: goal.systolic },
    { ...line, field: 'diastolic', high: goal.diastolic },
  ]
}

/** What was answered about drugs and complications: a reason to refer or to adjust, and the criterion it stands for. */
function reactions({ answers }: VisitFacts, inForce: Resolved<unknown>) {
  const hard = answers.adverseReaction === 'hardToControl'
  const complicated = answers.complication === 'present'
  const refer = [
    ...(hard ? [because({ zh: '药物不良反应难以控制', en: 'An adverse reaction is hard to control' }, inForce)] : []),
    ...(complicated ? [because({ zh: '出现新的并发症或原有并发症加重', en: 'A new or worse complication' }, inForce)] : []),
  ]
  const adjust = answers.adverseReaction === 'present' ? [because({ zh: '有药物不良反应', en: 'An adverse drug reaction' }, inForce)] : []
  const criteria = [...(hard ? ['hypertension.up.adverseReaction'] : []), ...(complicated ? ['hypertension.up.newOrganDamage'] : [])]
  return { refer, adjust, criteria }
}

/** The guideline's goal for this person: the first target that fits. */
export function goals(facts: VisitFacts, rules: Rules): readonly Goal[] {
  const inForce = rules.find(policy.care)
  const target = inForce && targetFor(facts, inForce.value.targets)
  if (!target) return []
  const limits = target.ifTolerated ?? target.goal
  const tolerated = target.ifTolerated ? { zh: '(能耐受时)', en: ' if tolerated' } : { zh: '', en: '' }
  const condition = target.with ? { zh: '合并症', en: 'with a comorbidity' } : { zh: '', en: '' }
  return [
    {
      measure: 'pressure',
      limits,
      text: { zh: `血压目标 ${shown(limits, '<')} mmHg${tolerated.zh}`, en: `Goal of the pressure ${shown(limits, '<')} mmHg${tolerated.en}` },
      because: { zh: `${facts.age} 岁${condition.zh ? `,有${condition.zh}` : ''}`, en: `Age ${facts.age}${condition.en ? `, ${condition.en}` : ''}` },
      basis: basisOf(inForce),
      edition: inForce.value.edition,
    },
  ]
}

export function targetFor({ age, diagnoses }: PersonFacts, targets: readonly policy.Target[]): policy.Target | undefined {
  return targets.find((t) => age >= t.fromAge && age < t.belowAge && (t.with === null || t.with.some((prefix) => diagnoses.some((d) => d.startsWith(prefix)))))
}

export function advise(facts: VisitFacts & { readonly isAtGoal: boolean | null }, rules: Rules): readonly Advised[] {
  const inForce = rules.find(policy.care)
  if (!inForce) return []
  const { value: care } = inForce
  const line = { basis: basisOf(inForce), edition: care.edition }
  const yearly = care.monitoring.map((text): Advised => ({ ...line, kind: 'monitoring', text, because: { zh: '在管高血压', en: 'Managed hypertension' } }))
  const read = pressureIn(facts.readings)
  if (facts.isAtGoal !== false || !read) return yearly
  const why = { zh: `本次 ${shown(read)} 未达目标`, en: `${shown(read)} is not at goal` }
  const target = targetFor(facts, care.targets)
  const above = care.combineAbove &&
    target && { systolic: target.goal.systolic + care.combineAbove.systolic, diastolic: target.goal.diastolic + care.combineAbove.diastolic }
  const combines = (care.combineFrom && isAtLeast(read, care.combineFrom)) || (above && isAtLeast(read, above))
  const both = { zh: '可考虑两药联合或单片复方', en: 'Two drugs or a single-pill combination may be considered' }
  return [
    ...care.titration.map((text): Advised => ({ ...line, kind: 'titration', text, because: why })),
    ...(combines ? [{ ...line, kind: 'titration' as const, text: both, because: why }] : []),
    ...care.drugClass.map((text): Advised => ({ ...line, kind: 'drugClass', text, because: why })),
    ...yearly,
  ]
}

/** At 35 and over once a calendar year; at high risk every half year. */
export function screen(facts: ScreeningFacts, rules: Rules): ScreeningNeed | undefined {
  const yearly = rules.find(policy.screening)
  if (!yearly || facts.age < yearly.value.fromAge) return undefined
  const last = facts.measured.filter(({ values, on }) => pressureIn(values) && on <= facts.on).at(-1)
  const fields = ['systolic', 'diastolic']
  const since = `${Number(facts.on.slice(0, 4)) - yearly.value.everyYears + 1}-01-01`
  if (!last || last.on < since) {
    const text = { zh: `${yearly.value.fromAge} 岁及以上,今年还没有测过血压`, en: `Aged ${yearly.value.fromAge} or over without a blood pressure this year` }
    return { fields, why: because(text, yearly), dueOn: null }
  }
  const risk = rules.find(policy.highRisk)
  const reasons = risk ? highRiskReasons(facts, risk) : []
  if (!risk || reasons.length === 0) return undefined
  const dueOn = addDays(last.on, risk.value.everyDays)
  if (dueOn > facts.on) return undefined
  return {
    fields,
    why: because({ zh: `高危人群,每半年测一次(${reasons[0]?.text.zh})`, en: `High risk, measured every half year (${reasons[0]?.text.en})` }, risk),
    dueOn,
  }
}

/** Raised pressure on enough different days, or at home, or over 24 hours: each against its own threshold. */
export function diagnose(facts: ScreeningFacts, rules: Rules): Diagnosed {
  const inForce = rules.find(policy.diagnosis)
  if (!inForce) return { outcome: 'unknown', reasons: [], needs: [], nextOn: null }
  const { value: edition } = inForce
  const measured = facts.measured.filter(({ on, values }) => on <= facts.on && pressureIn(values))
  const outside = measured.filter(({ source }) => source !== 'office' && edition[source] !== null).at(-1)
  const beyond = outside && isRaised(outside, edition)
  if (outside && beyond) {
    return {
      outcome: 'confirmed',
      reasons: [because(joined(sayPressure(beyond), { zh: '超过院外诊断界值', en: 'is above the threshold outside the office' }), inForce)],
      needs: [],
      nextOn: null,
    }
  }
  const days = byDay(measured.filter(({ source }) => source === 'office'))
  const raised = raisedRun(days, { ...edition, on: facts.on })
  if (raised.length === 0) return notRaised(facts, { rules, days })
  const first = raised[0]?.on ?? facts.on
  const by = edition.withinDays === null ? null : addDays(first, edition.withinDays)
  const said = because(
    {
      zh: `${raised.length} 个不同日的诊室血压达到 ${shown(edition.office)}`,
      en: `Office pressure of ${shown(edition.office)} or more on ${raised.length} different days`,
    },
    inForce,
  )
  if (raised.length >= edition.times) return { outcome: 'confirmed', reasons: [said], needs: [], nextOn: null }
  const since = days.filter(({ on }) => on >= first)
  const wasNormalOutside = outside && outside.on >= first
  if (wasNormalOutside || since.length >= edition.times) return { outcome: 'excluded', reasons: [said], needs: [], nextOn: null }
  const left = edition.times - raised.length
  const needs = [
    { text: { zh: `再在不同日测 ${left} 次诊室血压`, en: `${left} more office readings on other days` }, by },
    ...(edition.home || edition.ambulatory ? [{ text: { zh: '或做家庭自测、24 小时动态血压', en: 'or readings at home or over 24 hours' }, by }] : []),
  ]
  return { outcome: 'suspected', reasons: [said], needs, nextOn: by }
}

function notRaised(facts: ScreeningFacts, { rules, days }: { rules: Rules; days: readonly Measured[] }): Diagnosed {
  const risk = rules.find(policy.highRisk)
  const reasons = risk ? highRiskReasons(facts, risk) : []
  const last = days.at(-1)
  if (!last) return { outcome: 'unknown', reasons: [], needs: [], nextOn: null }
  if (risk && reasons.length > 0) return { outcome: 'highRisk', reasons, needs: [], nextOn: addDays(last.on, risk.value.everyDays) }
  return { outcome: 'clear', reasons: [], needs: [], nextOn: null }
}

/** The raised days that count together: those within the edition's window of the latest run. */
function raisedRun(days: readonly Measured[], edition: { office: Pressure; withinDays: number | null; on: Day }): Measured[] {
  const raised = days.filter(({ values }) => {
    const read = pressureIn(values)
    return read !== undefined && !isBelow(read, edition.office)
  })
  const { withinDays } = edition
  if (withinDays === null) return raised
  // The window that ends latest and holds most: each raised day may begin one.
  const windows = raised.map((first) => raised.filter(({ on }) => on >= first.on && on <= addDays(first.on, withinDays)))
  const open = windows.filter((w) => addDays(w[0]?.on ?? edition.on, withinDays) >= edition.on || w.length > 1)
  return open.toSorted((a, b) => b.length - a.length || ((a[0]?.on ?? '') < (b[0]?.on ?? '') ? 1 : -1))[0] ?? windows.at(-1) ?? []
}

/** The last reading of each day: whoever was measured twice in one hour was measured on one day. */
function byDay(measured: readonly Measured[]): Measured[] {
  return [...new Map(measured.map((m) => [m.on, m])).values()].toSorted((a, b) => (a.on < b.on ? -1 : 1))
}

function isRaised(measured: Measured, edition: Record<ReadingSource, Pressure | null>): Pressure | undefined {
  const limit = edition[measured.source]
  const read = pressureIn(measured.values)
  return limit && read && !isBelow(read, limit) ? read : undefined
}

function highRiskReasons(facts: ScreeningFacts, inForce: Resolved<(typeof policy.highRisk.entries)[0]['value']>): Reason[] {
  const { value: risk } = inForce
  const latest: Values = Object.assign({}, ...facts.measured.filter(({ on }) => on <= facts.on).map(({ values }) => values))
  const read = pressureIn(latest)
  const { weight, height, waist } = latest
  const index = weight !== undefined && height !== undefined ? weight / (height / 100) ** 2 : undefined
  const waistLimit = facts.sex === 'female' ? risk.waistFemale : risk.waistMale
  const says: [boolean, Words][] = [
    [read !== undefined && !isBelow(read, risk), { zh: `血压达到 ${shown(risk)}`, en: `Pressure from ${shown(risk)}` }],
    [index !== undefined && index >= risk.bodyMassIndex, { zh: '超重或肥胖', en: 'Overweight or obese' }],
    [waist !== undefined && waist >= waistLimit, { zh: '腹型肥胖', en: 'Large waist' }],
    [facts.answers.familyHistory === 'present', { zh: '有高血压家族史', en: 'Hypertension in the family' }],
    [facts.answers.saltIntake === 'heavy', { zh: '长期高盐饮食', en: 'Much salt' }],
    [Number(facts.answers.spiritPerDay ?? 0) >= risk.spiritPerDay, { zh: '长期过量饮酒', en: 'Much alcohol' }],
    [facts.age >= risk.fromAge, { zh: `${risk.fromAge} 岁及以上`, en: `Aged ${risk.fromAge} or over` }],
  ]
  return says.flatMap(([holds, text]) => (holds ? [because(text, inForce)] : []))
}

function pressureIn({ systolic, diastolic }: Values): Pressure | undefined {
  return systolic !== undefined && diastolic !== undefined ? { systolic, diastolic } : undefined
}

/** Both values below both limits. */
function isBelow(read: Pressure, limit: Pressure): boolean {
  return read.systolic < limit.systolic && read.diastolic < limit.diastolic
}

/** Either value reaches its limit. */
function isAtLeast(read: Pressure, limit: Pressure): boolean {
  return !isBelow(read, limit)
}

function shown({ systolic, diastolic }: Pressure, sign = ''): string {
  return `${sign}${systolic}/${diastolic}`
}

function sayPressure(read: Pressure): Words {
  return { zh: `血压 ${shown(read)} mmHg`, en: `Pressure ${shown(read)} mmHg` }
}

function joined(said: Words | undefined, rest: Words): Words {
  return said ? { zh: `${said.zh},${rest.zh}`, en: `${said.en} ${rest.en}` } : rest
}
