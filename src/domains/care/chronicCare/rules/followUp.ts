import { ageOn, type Day, dayOf, type Moment } from '#kernel/calendar.ts'
import { isRefused, refuse } from '#kernel/refusal.ts'
import type { Words } from '#kernel/words.ts'
import { clockSkewMinutes, lateDays } from '#record/visit/policy.ts'
import { checkMoment } from '#record/visit/rules/visit.ts'
import type { FollowUpResult, GivenAnswers, Medication } from '../contract.ts'
import { diseaseOf } from '../diseases/index.ts'
import type { Rules, Values, VisitFacts } from '../diseases/program.ts'
import type { FollowUpMode, ReadingSource } from '../labels.ts'
import { earlyDays } from '../policy.ts'
import { adviceFor, isAtGoal, lifestyleFor, strictestGoals } from './advice.ts'
import { isDueOn, type Judged, judge } from './classes.ts'
import { everyField, mergedFields } from './form.ts'
import { managedPrograms, type Patient, type ProgramState } from './patient.ts'
import { referralFor } from './referral.ts'
import { type Given, readValues } from './values.ts'

export type Told = Given & {
  readonly at: Moment
  readonly lateReason?: string | undefined
  readonly mode: FollowUpMode
  readonly source?: ReadingSource | undefined
  readonly answersUnchanged: boolean
  readonly medicationsUnchanged: boolean
  readonly medications: readonly Medication[]
  readonly nextDueOn?: Day | undefined
}
export type Decided = Pick<FollowUpResult, 'results' | 'nextDueOn' | 'advice' | 'lifestyle' | 'referral' | 'counts'> & {
  readonly facts: VisitFacts
  readonly readings: Values
  readonly answers: GivenAnswers
  readonly medications: readonly Medication[]
  readonly programs: readonly ProgramState[]
}

/**
 * One follow-up for all diseases of a person. The same on the server and on a device without a network;
 * `rules` are those of the day it happened, whenever it is decided.
 */
export function decideFollowUp(patient: Patient, on: { told: Told; rules: Rules; now: Moment }) {
  const { told, rules, now } = on
  const day = dayOf(told.at)
  const limits = { skewMinutes: rules.get(clockSkewMinutes).value, lateDays: rules.get(lateDays).value }
  const wrongTime = checkMoment(told, { now, birthDate: patient.birthDate, died: patient.isDead }, limits)
  if (wrongTime) return wrongTime
  const managed = managedPrograms(patient.programs)
  if (managed.length === 0) return refuse('notManaged')
  const age = ageOn(patient.birthDate, day)
  const read = readValues(told, { age, rules })
  if (isRefused(read)) return read
  const due = managed.filter((p) => isDueOn(p, { day, earlyDays: rules.get(earlyDays).value })).map((p) => p.disease)
  const missing = missingFields({ patient, managed, due, values: read.values, told })
  if (missing.length > 0) return refuse('fieldsMissing', { fields: missing })
  const complete = completed(patient, told)
  const facts = factsOf(patient, { day, age, told, values: read.values, answers: complete.answers })
  const judged = managed.flatMap((state) => judge(state, { facts, before: facts.before.readings, rules }) ?? [])
  const counted = judged.filter((j) => due.includes(j.program.code) || j.result.reportClass !== null)
  return settle({ patient, told, rules, facts, due, judged, counted, ...complete, values: read.values })
}

type Settling = {
  readonly patient: Patient
  readonly told: Told
  readonly rules: Rules
  readonly facts: VisitFacts
  readonly due: readonly string[]
  readonly judged: readonly Judged[]
  readonly counted: readonly Judged[]
  readonly answers: GivenAnswers
  readonly medications: readonly Medication[]
  readonly values: Values
}

function settle({ patient, told, rules, facts, due, judged, counted, answers, medications, values }: Settling) {
  const latest = judged.map((j) => j.result.nextDueOn).toSorted()[0] ?? facts.on
  if (told.nextDueOn !== undefined && told.nextDueOn > latest) return refuse('nextTooLate', { latest })
  const sooner = told.nextDueOn !== undefined && told.nextDueOn > facts.on ? told.nextDueOn : latest
  const programs = judged.map((j) => j.program)
  const held = strictestGoals(programs, { facts, rules })
  const results = counted.map((j) => ({ ...j.result, nextDueOn: earlierOf(j.result.nextDueOn, sooner), atCareGoal: isAtGoal(j.program, held) }))
  const after = judged.map((j) => ({ ...j.state, nextDueOn: j.state.nextDueOn && told.nextDueOn ? earlierOf(j.state.nextDueOn, sooner) : j.state.nextDueOn }))
  return {
    facts,
    readings: values,
    answers,
    medications,
    results,
    nextDueOn: sooner,
    advice: adviceFor(programs, { facts, rules, held, classes: results }),
    lifestyle: lifestyleFor(programs, { facts, rules }),
    referral: referralFor(counted, { facts, medications, rules }),
    counts: countsAs({ mode: told.mode, due, values, answers, medications }),
    programs: patient.programs.map((p) => after.find((a) => a.disease === p.disease) ?? p),
  } satisfies Decided
}

function earlierOf(a: Day, b: Day): Day {
  return a < b ? a : b
}

type Asked = { patient: Patient; managed: readonly ProgramState[]; due: readonly string[]; values: Values; told: Told }

/** What a due disease cannot do without. By phone nobody is measured, and nothing then counts as measured. */
function missingFields({ patient, managed, due, values, told }: Asked): { field: string; label: Words }[] {
  const programs = managed.flatMap((p) => diseaseOf(p.disease) ?? [])
  return mergedFields(programs, { sex: patient.sex, due }).flatMap(({ spec, isRequired }) => {
    if (!isRequired) return []
    const isThere = spec.kind === 'reading' ? values[spec.name] !== undefined || told.mode === 'phone' : told.answers[spec.name] !== undefined
    return isThere ? [] : [{ field: `${spec.kind === 'reading' ? 'readings' : 'answers'}.${spec.name}`, label: spec.label }]
  })
}

/** What was said last time stands where it was said to be unchanged. Findings of this visit are never taken over. */
function completed(patient: Patient, told: Told): { answers: GivenAnswers; medications: readonly Medication[] } {
  const kept = told.answersUnchanged ? Object.entries(patient.lastAnswers).filter(([name]) => everyField.get(name)?.kind === 'answer') : []
  return {
    answers: { ...Object.fromEntries(kept), ...told.answers },
    medications: told.medicationsUnchanged && told.medications.length === 0 ? patient.medications : told.medications,
  }
}

function factsOf(patient: Patient, on: { day: Day; age: number; told: Told; values: Values; answers: GivenAnswers }): VisitFacts {
  const before = Object.fromEntries(Object.entries(patient.lastReadings).map(([name, { value }]) => [name, value]))
  // A grown person's height does not change between visits; nothing else is taken from last time.
  const height = on.values.height ?? before.height
  return {
    on: on.day,
    age: on.age,
    sex: patient.sex,
    diagnoses: patient.diagnoses,
    source: on.told.source ?? (on.told.mode === 'phone' ? 'home' : 'office'),
    readings: height === undefined ? on.values : { ...on.values, height },
    symptoms: on.told.symptoms,
    answers: on.answers,
    before: { failsInRow: 0, readings: before },
  }
}

/** Whether the norm counts it: face to face, measured, drugs and habits asked. */
function countsAs(on: { mode: FollowUpMode; due: readonly string[]; values: Values; answers: GivenAnswers; medications: readonly Medication[] }) {
  const needed = on.due.flatMap((code) => diseaseOf(code)?.needed ?? [])
  const isMeasured = needed.every((name) => on.values[name] !== undefined)
  const asksHabits = Object.keys(on.answers).some((name) => name !== 'medicationAdherence' && everyField.get(name)?.kind === 'answer')
  const says: [boolean, Words][] = [
    [on.mode === 'phone', { zh: '不是面对面随访', en: 'Not face to face' }],
    [!isMeasured, { zh: '缺少测量值', en: 'Not measured' }],
    [on.medications.length === 0 && on.answers.medicationAdherence === undefined, { zh: '没有用药情况', en: 'Nothing about drugs' }],
    [!asksHabits, { zh: '没有生活方式', en: 'Nothing about habits' }],
  ]
  const missing = says.flatMap(([isMissing, text]) => (isMissing ? [text] : []))
  return { isValid: missing.length === 0, missing }
}

/** Where the person stands after a list of follow-ups in the order they happened: late arrivals and new rules change the same fold. */
export function replay(start: readonly ProgramState[], followUps: readonly Replayed[], on: { rulesOf: (day: Day) => Rules }): ProgramState[] {
  let states = [...start]
  let before: Values = {}
  for (const { facts, nextDueOn } of followUps) {
    const rules = on.rulesOf(facts.on)
    states = states.map((state) => {
      if (state.status !== 'managed') return state
      const after = judge(state, { facts, before, rules })?.state ?? state
      const sooner = nextDueOn && after.nextDueOn && nextDueOn < after.nextDueOn && after.lastOn === facts.on ? nextDueOn : after.nextDueOn
      return sooner === after.nextDueOn ? after : { ...after, nextDueOn: sooner }
    })
    before = { ...before, ...facts.readings }
  }
  return states
}
/** A follow-up as it was stored; `nextDueOn` where the doctor chose a sooner day. */
export type Replayed = { readonly facts: Omit<VisitFacts, 'before'>; readonly nextDueOn: Day | null }
