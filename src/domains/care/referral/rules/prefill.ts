import { type Criterion, type Facts, noRuleInForce, type Parameter, sayBecause, weigh } from '#care/tieredCare/rules.ts'
import { dayOf } from '#kernel/calendar.ts'
import type { Output } from '#kernel/capability.ts'
import type { ReferralSummary } from '#record/timeline/contract.ts'
import { type Vital, vitalSpec } from '#record/visit/labels.ts'
import type { referralContract } from '../contract.ts'

/** The record as the sender would tell it: one part for each thing the receiver asks first, each removable. */
export function partsOf(summary: ReferralSummary): { title: string; text: string }[] {
  const parts = [
    { title: '过敏', text: summary.allergies.map((a) => [a.name, a.reaction].filter(Boolean).join(' ')).join(';') || '未发现记录' },
    { title: '现有诊断', text: summary.problems.map((p) => `${p.name}(${dayOf(p.since).slice(0, 7)} 起)`).join(';') },
    { title: '当前用药', text: summary.prescriptions.map((p) => [p.name, p.dose, p.frequency].filter(Boolean).join(' ')).join(';') },
    { title: '最近测量', text: vitalLine(summary) },
    {
      title: '近期就诊',
      text: summary.visits.map((v) => [dayOf(v.at), v.facility, v.diagnoses.join('、') || v.complaint].filter(Boolean).join(' ')).join(';'),
    },
  ]
  return parts.filter((part) => part.text !== '')
}

function vitalLine({ vitals }: ReferralSummary): string {
  const byCode = new Map(vitals.map((v) => [v.code, v]))
  const systolic = byCode.get(vitalSpec.systolic.code)
  const diastolic = byCode.get(vitalSpec.diastolic.code)
  const pressure = systolic && diastolic ? [`血压 ${systolic.value}/${diastolic.value} mmHg(${dayOf(systolic.at)})`] : []
  const others = vitals.filter((v) => v !== systolic && v !== diastolic).map((v) => `${v.name} ${v.value} ${shownUnit(v.code) ?? v.unit ?? ''}(${dayOf(v.at)})`)
  return [...pressure, ...others].join(';')
}

function shownUnit(code: string): string | undefined {
  return Object.values(vitalSpec).find((spec) => spec.code === code)?.shown
}

const weighed = ['systolic', 'diastolic', 'pulse', 'temperature', 'spo2', 'fastingGlucose', 'randomGlucose'] as const satisfies readonly Vital[]
// A reading of last month says nothing of whether the patient is ill now.
const freshDays = 3

/** What the criteria may be held against: fresh readings and standing diagnoses. What is missing stays unknown. */
export function factsOf(summary: ReferralSummary, on: { age: number; now: string; diagnosis: string | undefined }): Facts {
  const readings = weighed.flatMap((name) => {
    const found = summary.vitals.find((v) => v.code === vitalSpec[name].code)
    const fresh = found && Date.parse(on.now) - Date.parse(found.at) <= freshDays * 86_400_000
    return fresh ? [[name, found.value] as const] : []
  })
  const present = on.diagnosis ? [on.diagnosis] : []
  return {
    age: on.age,
    ...Object.fromEntries(readings),
    diagnoses: [...new Set([...summary.problems.map((p) => p.code), ...present])],
    ...(on.diagnosis ? { presentDiagnoses: present } : {}),
  }
}

type Shown = Output<typeof referralContract.openReferForm>['criteria']

/** Criteria that fire come first with the values that made them; the others of the person's judgement follow. */
export function criteriaFor(facts: Facts, on: { day: string; limitOf: (parameter: Parameter) => number }): Shown {
  const weighed = weigh(facts, { ...on, direction: 'up' })
  if (weighed === noRuleInForce) return []
  const shown = (c: Criterion) => ({ id: c.id, label: c.label, urgency: c.urgency, source: c.source, status: c.status })
  const fired = weighed.fired.map(({ criterion, because }) => ({
    ...shown(criterion),
    fired: true,
    because: because.map((b) => sayBecause(b)).map(({ label, value }) => ({ label, value: value.zh })),
  }))
  const others = [...weighed.unanswered.map((u) => u.criterion), ...weighed.toChoose]
  return [...fired, ...others.map((c) => ({ ...shown(c), fired: false, because: [] }))]
}
