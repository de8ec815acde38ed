import { describe, expect, test } from 'vitest'
import { addDays } from '#kernel/calendar.ts'
import { sourceTitles } from '#registry/policy/labels.ts'
import {
  type CriterionDirection,
  criteria,
  criteriaOn,
  criteriaParameters,
  type Facts,
  type Field,
  fieldLabels,
  firing,
  noRuleInForce,
  parameters,
  sayBecause,
  symptom,
  valueOn,
  weigh,
} from './criteria.ts'

const today = '2026-06-01'
const hypertensive: Facts = { diagnoses: ['I10.x00x002'] }
const diabetic: Facts = { diagnoses: ['E11.900'] }
const copd: Facts = { diagnoses: ['J44.900'] }
const stroke: Facts = { diagnoses: ['I69.300'] }
const coronary: Facts = { diagnoses: ['I25.103'] }
const settled: Facts = { diagnosisSettled: true, planSettled: true, conditionStable: true }

/** For every criterion that can be decided, facts that make it fire. */
const reaching: Record<string, Facts> = {
  'hypertension.up.unconscious': { ...hypertensive, symptoms: ['alteredConsciousness'] },
  'hypertension.up.severeWithBrainSigns': { systolic: 186, symptoms: ['limbWeakness'] },
  'hypertension.up.severeWithChestBackPain': { diastolic: 120, symptoms: ['severeChestBackPain'] },
  'hypertension.up.heartFailureSigns': { systolic: 150, symptoms: ['legEdema'] },
  'hypertension.up.suspectedCoronarySyndrome': { ...hypertensive, presentDiagnoses: ['I21.100'] },
  'hypertension.up.dangerSigns': { ...hypertensive, symptoms: ['blurredVision'] },
  'hypertension.up.severeUncontrolled': { systolic: 180 },
  'hypertension.up.pregnantOrBreastfeeding': { pregnant: true, systolic: 142 },
  'hypertension.up.young': { ...hypertensive, age: 24 },
  'hypertension.up.urineFindings': { ...hypertensive, hematuria: true },
  'hypertension.up.lowPotassium': { ...hypertensive, potassium: 3.1, diuretic: 'none' },
  'hypertension.up.paroxysmal': { symptoms: ['paroxysmalBloodPressure', 'sweating'] },
  'hypertension.up.armDifference': { ...hypertensive, bothArmsDifference: 24 },
  'hypertension.up.resistant': {
    ...hypertensive,
    drugsAtFullDose: 3,
    diuretic: 'fullDose',
    bloodPressureAtGoal: false,
  },
  'hypertension.up.uncontrolledTwice': { ...hypertensive, bloodPressureUncontrolledVisits: 2 },
  'hypertension.down.settledAndStable': { ...hypertensive, ...settled },
  'hypertension.down.complicationsStable': { ...hypertensive, complicationsStable: true },
  'hypertension.down.tcmPlanSettled': { ...hypertensive, tcmPlanSettled: true, conditionStable: true },
  'hypertension.down.longTermFollowUp': { ...hypertensive, ...settled, bloodPressureAtGoal: true },
  'diabetes.up.severeHyperglycemia': { randomGlucose: 18 },
  'diabetes.up.severeHypoglycemia': { ...diabetic, fastingGlucose: 3.2 },
  'diabetes.up.severePressure': { ...diabetic, systolic: 190 },
  'diabetes.up.dangerSigns': { ...diabetic, symptoms: ['fruityBreath'] },
  'diabetes.up.acuteComplication': { ...diabetic, presentDiagnoses: ['E11.100'] },
  'diabetes.up.pregnantOrBreastfeeding': { pregnant: true, diagnoses: ['O24.400'] },
  'diabetes.up.young': { age: 19, randomGlucose: 12 },
  'diabetes.up.recurrentHypoglycemia': { ...diabetic, hypoglycemiaEpisodes: 2 },
  'diabetes.up.notAtGoalForMonths': { ...diabetic, monthsNotAtGoal: 4 },
  'diabetes.up.uncontrolledTwice': { ...diabetic, glucoseUncontrolledVisits: 2 },
  'diabetes.up.severeOrganDamage': { ...diabetic, symptoms: ['footUlcer'] },
  'diabetes.down.settledAndStable': { ...diabetic, ...settled },
  'diabetes.down.acuteEventResolved': { ...diabetic, acuteEventResolved: true, conditionStable: true },
  'diabetes.down.complicationsStable': { ...diabetic, complicationsStable: true },
  'diabetes.down.longTermFollowUp': { ...diabetic, planSettled: true, glucoseAtGoal: true },
  'copd.up.dangerSigns': { ...copd, symptoms: ['cyanosis'] },
  'copd.up.lowOxygen': { ...copd, spo2: 90 },
  'copd.up.acuteExacerbation': { ...copd, symptoms: ['worseBreathlessness', 'purulentSputum'] },
  'copd.up.seriousComplication': { ...copd, presentDiagnoses: ['J93.900'] },
  'copd.up.catWorsening': { ...copd, catIncrease: 3, symptoms: ['moreSputum'] },
  'copd.up.frequentExacerbations': { ...copd, exacerbationsInYear: 2 },
  'copd.down.settledAndStable': { ...copd, ...settled },
  'copd.down.exacerbationResolved': { ...copd, acuteEventResolved: true, conditionStable: true },
  'copd.down.longTermFollowUp': { ...copd, planSettled: true, conditionStable: true },
  'cardioCerebrovascular.up.newNeurologicalSigns': { ...stroke, symptoms: ['faceDroop'] },
  'cardioCerebrovascular.up.recurrentChestPain': { ...coronary, symptoms: ['acuteChestPain'] },
  'cardioCerebrovascular.up.heartFailureWorse': { ...coronary, symptoms: ['orthopnea'] },
  'cardioCerebrovascular.up.bleeding': { ...stroke, symptoms: ['abnormalBleeding'] },
  'cardioCerebrovascular.up.riskNotControlled': { ...stroke, bloodPressureUncontrolledVisits: 2 },
  'cardioCerebrovascular.down.acuteEventResolved': { ...stroke, acuteEventResolved: true, conditionStable: true },
  'cardioCerebrovascular.down.rehabilitation': { ...stroke, acuteEventResolved: true, planSettled: true },
  'cardioCerebrovascular.down.complicationsStable': { ...coronary, complicationsStable: true },
  'cardioCerebrovascular.down.secondaryPrevention': { ...coronary, ...settled },
  'general.up.acuteChestPain': { symptoms: ['acuteChestPain'] },
  'general.up.strokeSuspicion': { symptoms: ['speechDifficulty'] },
  'general.up.acuteAbdomen': { presentDiagnoses: ['K35.800'] },
  'general.up.severeTrauma': { presentDiagnoses: ['S72.000'], systolic: 80 },
  'general.up.highRiskPregnancy': { pregnant: true, pregnancyRisk: 'higher' },
  'general.up.severeInfectionInChild': { age: 2, symptoms: ['unableToDrink'] },
  'general.up.unstableMentalDisorder': { dangerLevel: 3 },
  'general.up.suspectedTumor': { presentDiagnoses: ['D38.100'] },
  'general.down.recovery': { ...settled, acuteEventResolved: true },
}

/** Criterion, the facts beside, the field, the last value that fires and the first that does not. */
const thresholds: readonly [string, Facts, Field, number, number][] = [
  ['hypertension.up.severeUncontrolled', { diastolic: 80 }, 'systolic', 180, 179],
  ['hypertension.up.severeUncontrolled', { systolic: 120 }, 'diastolic', 110, 109],
  ['hypertension.up.pregnantOrBreastfeeding', { pregnant: true, diastolic: 80, diagnoses: [] }, 'systolic', 140, 139],
  ['hypertension.up.pregnantOrBreastfeeding', { pregnant: true, systolic: 120, diagnoses: [] }, 'diastolic', 90, 89],
  ['hypertension.up.young', hypertensive, 'age', 29, 30],
  ['hypertension.up.lowPotassium', { ...hypertensive, diuretic: 'lowDose' }, 'potassium', 3.49, 3.5],
  ['hypertension.up.armDifference', hypertensive, 'bothArmsDifference', 21, 20],
  ['hypertension.up.resistant', { ...hypertensive, diuretic: 'fullDose', bloodPressureAtGoal: false }, 'drugsAtFullDose', 3, 2],
  ['hypertension.up.uncontrolledTwice', hypertensive, 'bloodPressureUncontrolledVisits', 2, 1],
  ['diabetes.up.severeHyperglycemia', { randomGlucose: 9 }, 'fastingGlucose', 16.7, 16.6],
  ['diabetes.up.severeHyperglycemia', { fastingGlucose: 6 }, 'randomGlucose', 16.7, 16.6],
  ['diabetes.up.severeHypoglycemia', { ...diabetic, randomGlucose: 8 }, 'fastingGlucose', 3.9, 4],
  ['diabetes.up.severeHypoglycemia', { ...diabetic, fastingGlucose: 6 }, 'randomGlucose', 3.9, 4],
  ['diabetes.up.severePressure', { ...diabetic, diastolic: 80 }, 'systolic', 180, 179],
  ['diabetes.up.severePressure', { ...diabetic, systolic: 120 }, 'diastolic', 110, 109],
  ['diabetes.up.dangerSigns', { ...diabetic, symptoms: [], temperature: 37 }, 'pulse', 101, 100],
  ['diabetes.up.dangerSigns', { ...diabetic, symptoms: [], pulse: 80 }, 'temperature', 39.1, 39],
  ['diabetes.up.young', diabetic, 'age', 24, 25],
  ['diabetes.up.young', { age: 20, diagnoses: [], randomGlucose: 8 }, 'fastingGlucose', 7, 6.9],
  ['diabetes.up.young', { age: 20, diagnoses: [], fastingGlucose: 5 }, 'randomGlucose', 11.1, 11],
  ['diabetes.up.recurrentHypoglycemia', diabetic, 'hypoglycemiaEpisodes', 2, 1],
  ['diabetes.up.notAtGoalForMonths', diabetic, 'monthsNotAtGoal', 3, 2],
  ['diabetes.up.uncontrolledTwice', diabetic, 'glucoseUncontrolledVisits', 2, 1],
  ['copd.up.lowOxygen', copd, 'spo2', 92, 93],
  ['copd.up.catWorsening', { ...copd, symptoms: ['moreSputum'] }, 'catIncrease', 2, 1],
  ['copd.up.frequentExacerbations', copd, 'exacerbationsInYear', 2, 1],
  ['general.up.severeTrauma', { symptoms: [], presentDiagnoses: ['S72.000'] }, 'systolic', 89, 90],
  ['general.up.severeInfectionInChild', { symptoms: ['convulsion'] }, 'age', 13, 14],
  ['general.up.severeInfectionInChild', { age: 3, symptoms: [], presentDiagnoses: [] }, 'spo2', 91, 92],
  ['general.up.unstableMentalDisorder', {}, 'dangerLevel', 3, 2],
]

function directionOf(id: string): CriterionDirection {
  return id.split('.')[1] === 'up' ? 'up' : 'down'
}

function weighed(facts: Facts, on: { direction: CriterionDirection; day?: string }) {
  const answer = weigh(facts, { day: on.day ?? today, direction: on.direction })
  if (answer === noRuleInForce) throw new Error(`no rule on ${on.day}`)
  return answer
}

function firedIds(facts: Facts, on: { direction: CriterionDirection; day?: string }) {
  return weighed(facts, on).fired.map((f) => f.criterion.id as string)
}

function idsOn(day: string) {
  const standing = criteriaOn(day)
  return standing === noRuleInForce ? [] : standing.map((c) => c.id as string)
}

describe('the tables', () => {
  test('ids are unique, speak their disease and direction, and carry words in both languages', () => {
    const ids = criteria.map((c) => c.id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const c of criteria) {
      expect(c.id).toMatch(/^[a-z][A-Za-z]*\.(up|down)\.[a-z][A-Za-z]*$/)
      expect(c.id.startsWith(`${c.disease}.${c.direction}.`)).toBe(true)
      expect(c.label.zh.length * c.label.en.length, c.id).toBeGreaterThan(0)
    }
  })

  test('no label repeats a number that a later edition may change', () => {
    for (const c of criteria) expect(`${c.label.zh} ${c.label.en}`, c.id).not.toMatch(/\d/)
  })

  test('a way down says where to, a way up does not, and down is never pressing', () => {
    for (const c of criteria) {
      expect(c.to !== undefined, c.id).toBe(c.direction === 'down')
      if (c.direction === 'down') expect(c.urgency).toBe('routine')
    }
  })

  test('editions and parameter entries are in order, without two on one day, from a listed source', () => {
    for (const { key, entries } of [...criteria.map((c) => ({ key: c.id, entries: c.editions })), ...criteriaParameters]) {
      const days = entries.map((e) => e.from)
      expect(days, key).toEqual([...new Set(days)].toSorted())
      for (const e of entries) expect(sourceTitles, key).toHaveProperty([e.source])
    }
  })

  test('parameter keys are unique and every field has its words', () => {
    expect(new Set(criteriaParameters.map((p) => p.key)).size).toBe(criteriaParameters.length)
    for (const words of Object.values(fieldLabels)) expect(words.zh && words.en).toBeTruthy()
    expect(symptom.codes.length).toBeGreaterThan(30)
  })
})

describe('firing', () => {
  const decidable = criteria.filter((c) => c.when).map((c) => c.id as string)

  test('every criterion that can be decided has facts in this test that reach it', () => {
    expect(Object.keys(reaching).toSorted()).toEqual(decidable.toSorted())
  })

  test.each(Object.entries(reaching))('%s fires and says why', (id, facts) => {
    const fired = weighed(facts, { direction: directionOf(id) }).fired.find((f) => f.criterion.id === id)
    expect(fired?.because.length).toBeGreaterThan(0)
    for (const because of fired?.because ?? []) {
      const given = facts[because.field]
      expect(Array.isArray(given) ? given : [given]).toEqual(expect.arrayContaining(Array.isArray(because.value) ? [...because.value] : [because.value]))
    }
  })

  test.each(thresholds)('%s %o: %s %d fires, %d does not', (id, facts, field, firesAt, notAt) => {
    const direction = directionOf(id)
    expect(firedIds({ ...facts, [field]: firesAt }, { direction })).toContain(id)
    const other = weighed({ ...facts, [field]: notAt }, { direction })
    expect(other.fired.map((f) => f.criterion.id)).not.toContain(id)
    expect(other.unanswered.map((u) => u.criterion.id)).not.toContain(id)
  })

  test('every parameter stands at some threshold of this table', () => {
    const used = new Set(
      thresholds.flatMap(([id, facts, field, firesAt]) =>
        weighed({ ...facts, [field]: firesAt }, { direction: directionOf(id) })
          .fired.filter((f) => f.criterion.id === id)
          .flatMap((f) => f.because.map((b) => b.limit?.key)),
      ),
    )
    expect([...used].filter((k) => k !== undefined).toSorted()).toEqual(criteriaParameters.map((p) => p.key).toSorted())
  })

  test('the value, the limit and the relation come with the answer', () => {
    const [first] = weighed({ systolic: 186 }, { direction: 'up' }).fired
    expect(first?.criterion.id).toBe('hypertension.up.severeUncontrolled')
    expect(first?.because).toEqual([
      {
        field: 'systolic',
        value: 186,
        limit: { key: 'referral.severeSystolic', relation: 'atLeast', value: 180, unit: { zh: 'mmHg', en: 'mmHg' } },
      },
    ])
  })

  test.each<[Facts, string, string]>([
    [{ systolic: 186 }, '收缩压 186 mmHg (≥ 180)', 'Systolic pressure 186 mmHg (≥ 180)'],
    [{ symptoms: ['faceDroop', 'limbWeakness'] }, '症状体征 口角歪斜、肢体无力或瘫痪', 'Symptoms and signs Drooping face, Weak or paralyzed limb'],
    [{ pregnant: true, diagnoses: ['O24.400'] }, '妊娠 是', 'Pregnant yes'],
    [{ presentDiagnoses: ['K35.800'] }, '本次诊断 K35.800', "This visit's diagnoses K35.800"],
  ])('%o is said in words', (facts, zh, en) => {
    const [because] = weighed(facts, { direction: 'up' }).fired[0]?.because ?? []
    const said = because && sayBecause(because)
    expect(`${said?.label.zh} ${said?.value.zh}`).toBe(zh)
    expect(`${said?.label.en} ${said?.value.en}`).toBe(en)
  })

  test('the most urgent stands first', () => {
    const fired = weighed({ systolic: 190, symptoms: ['limbWeakness'], diagnoses: ['I10.x09'] }, { direction: 'up' }).fired
    expect(fired[0]?.criterion.urgency).toBe('emergency')
    expect(fired.at(-1)?.criterion.urgency).toBe('urgent')
  })

  test('an infarction of years ago is no new stroke and no acute chest pain', () => {
    const ids = firedIds({ diagnoses: ['I63.900', 'I21.900'], presentDiagnoses: ['Z76.000'], symptoms: [] }, { direction: 'up' })
    expect(ids).toEqual([])
  })

  test("the county's own value replaces the national one", () => {
    const answer = firing(
      { systolic: 172, diastolic: 80 },
      {
        day: today,
        direction: 'up',
        limitOf: (p) => (p.key === parameters.severeSystolic.key ? 170 : valueOn(p, today)),
      },
    )
    expect(answer).not.toBe(noRuleInForce)
    expect(answer === noRuleInForce ? [] : answer.map((f) => f.criterion.id)).toEqual(['hypertension.up.severeUncontrolled'])
  })
})

describe('what is not known', () => {
  test.each(['up', 'down'] as const)('without a fact nothing fires %s, and every criterion names what it misses', (direction) => {
    const { fired, unanswered, toChoose } = weighed({}, { direction })
    expect(fired).toEqual([])
    for (const u of unanswered) expect(u.unknown.length, u.criterion.id).toBeGreaterThan(0)
    expect(unanswered.length + toChoose.length).toBe(criteria.filter((c) => c.direction === direction).length)
  })

  test('one pressure is enough to fire, and not enough to say no', () => {
    expect(firedIds({ diastolic: 112 }, { direction: 'up' })).toContain('hypertension.up.severeUncontrolled')
    const missing = weighed({ diastolic: 80 }, { direction: 'up' }).unanswered
    expect(missing.find((u) => u.criterion.id === 'hypertension.up.severeUncontrolled')?.unknown).toEqual(['systolic'])
  })

  test('one known no settles it, whatever else is unknown', () => {
    const calm: Facts = { systolic: 120, diastolic: 76, diagnoses: [] }
    expect(weighed(calm, { direction: 'up' }).unanswered.map((u) => u.criterion.id)).not.toContain('hypertension.up.young')
  })

  test('an unanswered list of symptoms is unknown, an empty one is a no', () => {
    const asked = weighed({ ...diabetic, symptoms: [], pulse: 80, temperature: 36.6 }, { direction: 'up' })
    expect(asked.unanswered.map((u) => u.criterion.id)).not.toContain('diabetes.up.dangerSigns')
    const open = weighed(diabetic, { direction: 'up' }).unanswered
    expect(open.find((u) => u.criterion.id === 'diabetes.up.dangerSigns')?.unknown).toEqual(['symptoms', 'pulse', 'temperature'])
  })

  test('what only a person can judge is offered, never fired', () => {
    const offered = weighed({}, { direction: 'up' }).toChoose.map((c) => c.id)
    expect(offered).toEqual(expect.arrayContaining(['general.up.needsExamination', 'general.up.needsSpecialist', 'diabetes.up.typeUnclear']))
  })
})

describe('days', () => {
  test('before the first edition no rule is in force', () => {
    expect(criteriaOn('2016-12-31')).toBe(noRuleInForce)
    expect(firing({ systolic: 200 }, { day: '2016-12-31', direction: 'up' })).toBe(noRuleInForce)
    expect(firedIds({ systolic: 200 }, { day: '2017-01-01', direction: 'up' })).toEqual(['hypertension.up.severeUncontrolled'])
    expect(firing(settled, { day: '2019-12-31', direction: 'down' })).toBe(noRuleInForce)
    expect(firing(settled, { day: '2020-01-01', direction: 'down' })).not.toBe(noRuleInForce)
  })

  test.each(criteria.map((c) => [c.id, c] as const))('%s begins and changes on its days', (id, dated) => {
    const [first] = dated.editions
    expect(idsOn(addDays(first.from, -1))).not.toContain(id)
    for (const [i, edition] of dated.editions.entries()) {
      const on = (day: string) => {
        const standing = criteriaOn(day)
        return standing === noRuleInForce ? undefined : standing.find((c) => c.id === id)
      }
      expect(on(edition.from)).toMatchObject(edition)
      expect(on(addDays(edition.from, -1))?.source).toBe(dated.editions[i - 1]?.source)
    }
  })

  test.each(criteriaParameters.map((p) => [p.key, p] as const))('%s has no value before its first day', (_, parameter) => {
    for (const entry of parameter.entries) expect(valueOn(parameter, entry.from)).toBe(entry.value)
    expect(valueOn(parameter, addDays(parameter.entries[0].from, -1))).toBe(noRuleInForce)
  })

  test.each(Object.entries(reaching))('%s finds its numbers from its first day on', (id, facts) => {
    const day = criteria.find((c) => c.id === id)?.editions[0].from ?? ''
    expect(firedIds(facts, { direction: directionOf(id), day })).toContain(id)
  })

  test('the 2025 hypertension edition stands from the adoption of the county', () => {
    const on = (day: string) => {
      const standing = criteriaOn(day)
      return standing === noRuleInForce ? undefined : standing.find((c) => c.id === 'hypertension.up.armDifference')
    }
    expect(on('2025-12-31')).toMatchObject({ source: 'hypertension-2020', status: 'unverified' })
    expect(on('2026-01-01')).toMatchObject({ source: 'hypertension-2025', status: 'local' })
    expect(idsOn('2025-12-31')).not.toContain('hypertension.up.acuteOnset')
    expect(idsOn('2026-01-01')).toContain('hypertension.up.acuteOnset')
  })
})
