import { criteriaPolicies } from '#care/tieredCare/policy.ts'
import { criterionOn, type Facts, noRuleInForce, sayBecause, symptom, weigh } from '#care/tieredCare/rules.ts'
import type { Day } from '#kernel/calendar.ts'
import type { Medication, ReferralOffer } from '../contract.ts'
import type { Rules, VisitFacts } from '../diseases/program.ts'
import { reportClass } from '../labels.ts'
import type { Judged } from './classes.ts'
import { everyField } from './form.ts'

type Offered = ReferralOffer['criteria'][number]
const order = { emergency: 0, urgent: 1, routine: 2 } as const

/** What a referral would say, where a class or a criterion asks for one. */
export function referralFor(judged: readonly Judged[], on: { facts: VisitFacts; medications: readonly Medication[]; rules: Rules }): ReferralOffer | null {
  const criteria = criteriaFor(judged, on)
  const serious = judged.filter((j) => j.result.needsReferral)
  if (criteria.length === 0 && serious.length === 0) return null
  const [first] = serious.length > 0 ? serious : judged
  if (!first) return null
  const urgency = criteria[0]?.urgency ?? (serious.some((j) => j.result.reportClass === 'emergency') ? 'urgent' : 'routine')
  return {
    urgency,
    criteria,
    diagnosis: first.program.diagnosis,
    reason: serious.map(sayResult).join(';') || criteria.map((c) => c.label.zh).join(';'),
    summary: summaryOf(on),
  }
}

function sayResult({ program, result }: Judged): string {
  const why = result.reasons.map((r) => r.text.zh).join('、')
  return `${program.label.zh}${result.reportClass ? reportClass.labels[result.reportClass].zh : ''}(${why})`
}

/** Criteria that fire by values, and those that hold by what was answered; the most urgent first. */
function criteriaFor(judged: readonly Judged[], on: { facts: VisitFacts; rules: Rules }): Offered[] {
  const day = on.facts.on
  const limitOf = (parameter: { key: string }) => {
    const policy = criteriaPolicies.get(parameter.key)
    return (policy && on.rules.find(policy)?.value) ?? noRuleInForce
  }
  const weighed = weigh(factsOf(judged, on.facts), { day, direction: 'up', limitOf })
  const fired =
    weighed === noRuleInForce
      ? []
      : weighed.fired.map(
          ({ criterion, because }): Offered =>
            offered(
              criterion,
              because.map((b) => sayBecause(b)),
            ),
        )
  const said = judged.flatMap((j) => j.classed.criteria).flatMap((id) => heldByAnswer(id, day))
  return [...fired, ...said.filter((s) => !fired.some((f) => f.criterionId === s.criterionId))].toSorted((a, b) => order[a.urgency] - order[b.urgency])
}

function heldByAnswer(id: string, day: Day): Offered[] {
  const criterion = criterionOn(id, day)
  return criterion ? [offered(criterion, [])] : []
}

type Standing = NonNullable<ReturnType<typeof criterionOn>>

function offered({ id, label, urgency, source, from, status }: Standing, because: Offered['because']): Offered {
  return { criterionId: id, label, urgency, because, basis: { source, from, status } }
}

const weighedReadings = ['systolic', 'diastolic', 'pulse', 'temperature', 'spo2', 'fastingGlucose', 'randomGlucose'] as const

function factsOf(judged: readonly Judged[], facts: VisitFacts): Facts {
  const readings = Object.fromEntries(weighedReadings.flatMap((name) => (facts.readings[name] === undefined ? [] : [[name, facts.readings[name]]])))
  const own = judged.map((j) => j.program.criteriaFacts(facts, j.classed))
  return {
    age: facts.age,
    ...readings,
    symptoms: symptom.codes.filter((code) => facts.symptoms.includes(code)),
    diagnoses: [...new Set([...facts.diagnoses, ...judged.map((j) => j.program.diagnosis.code)])],
    ...(facts.answers.pregnancy === undefined
      ? {}
      : { pregnant: facts.answers.pregnancy === 'pregnant', breastfeeding: facts.answers.pregnancy === 'breastfeeding' }),
    ...Object.assign({}, ...own),
  }
}

function summaryOf({ facts, medications }: { facts: VisitFacts; medications: readonly Medication[] }): ReferralOffer['summary'] {
  const measured = Object.entries(facts.readings).flatMap(([name, value]) => {
    const spec = everyField.get(name)
    return spec?.kind === 'reading' ? [`${spec.label.zh} ${value} ${spec.shown.zh}`] : []
  })
  const signs = symptom.codes.filter((code) => facts.symptoms.includes(code)).map((code) => symptom.labels[code].zh)
  const drugs = medications.map((m) => [m.name, m.dose, m.frequency].filter(Boolean).join(' '))
  const parts = [
    { title: '本次测量', text: measured.join(';') },
    { title: '本次症状', text: signs.join('、') || '无' },
    { title: '当前用药', text: drugs.join(';') },
  ]
  return parts.filter((p) => p.text !== '')
}
