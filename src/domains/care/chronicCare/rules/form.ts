import type { Day } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import { possibleVitals, usualVitals } from '#record/visit/policy.ts'
import type { FormFieldShown, GivenAnswers } from '../contract.ts'
import type { AnswerSpec, FieldSpec, ReadingSpec } from '../diseases/fields.ts'
import { diseases } from '../diseases/index.ts'
import type { DiseaseProgram, Measured, Rules, Sex } from '../diseases/program.ts'
import type { FieldRange } from '../diseases/ranges.ts'

export type LastReading = { readonly value: number; readonly on: Day }

/** Every field that any disease of the list knows. */
export const everyField: ReadonlyMap<string, FieldSpec> = new Map(diseases.flatMap((d) => d.fields.map((f) => [f.name, f] as const)).toReversed())

export function readingSpec(name: string): ReadingSpec | undefined {
  const spec = everyField.get(name)
  return spec?.kind === 'reading' ? spec : undefined
}

/** The fields of several diseases, each name once: required where one of those that are due requires it. */
export function mergedFields(programs: readonly DiseaseProgram[], on: { sex: Sex; due: readonly string[] }) {
  const merged = new Map<string, { spec: FieldSpec; diseases: string[]; isRequired: boolean }>()
  for (const program of programs) {
    for (const spec of program.fields) {
      if (spec.kind !== 'reading' && spec.onlyFor && spec.onlyFor !== on.sex) continue
      const known = merged.get(spec.name) ?? { spec, diseases: [], isRequired: false }
      known.diseases.push(program.code)
      known.isRequired ||= spec.isRequired && on.due.includes(program.code)
      merged.set(spec.name, known)
    }
  }
  return [...merged.values()]
}

export function rangeOf(spec: FieldSpec, on: { age: number; rules: Rules }): FieldRange | null {
  if (spec.kind !== 'reading') return spec.range ? on.rules.get(spec.range).value : null
  if (!('vital' in spec)) return on.rules.get(spec.range).value
  const usual = on.rules.get(usualVitals).value
  return { possible: on.rules.get(possibleVitals).value[spec.vital], usual: (on.age >= usual.adultFrom ? usual.adult : usual.child)[spec.vital] }
}

type Shown = {
  readonly age: number
  readonly sex: Sex
  readonly due: readonly string[]
  readonly rules: Rules
  readonly lastReadings: Readonly<Record<string, LastReading>>
  readonly lastAnswers: GivenAnswers
  readonly lastOn: Day | null
}

/** The merged form as it is shown: readings with the last one to look at, answers with what was said. */
export function showForm(programs: readonly DiseaseProgram[], on: Shown): FormFieldShown[] {
  return mergedFields(programs, on).map(({ spec, diseases: of, isRequired }) => {
    const range = rangeOf(spec, on)
    const common = {
      name: spec.name,
      kind: spec.kind,
      label: spec.label,
      diseases: of,
      isRequired,
      possible: range?.possible ?? null,
      usual: range?.usual ?? null,
    }
    return spec.kind === 'reading' ? { ...common, ...readingPart(spec, on) } : { ...common, ...answerPart(spec, on) }
  })
}

function readingPart(spec: ReadingSpec, { lastReadings }: Shown) {
  const last = lastReadings[spec.name]
  return {
    unit: spec.unit,
    shownUnit: spec.shown,
    otherUnits: spec.others.map((o) => o.unit),
    decimals: spec.decimals,
    options: null,
    none: null,
    carriesOver: false,
    last: last ? { value: last.value, shown: withUnit(last.value, spec.shown), on: last.on } : null,
  }
}

function answerPart(spec: AnswerSpec, { lastAnswers, lastOn }: Shown) {
  const value = lastAnswers[spec.name]
  return {
    unit: null,
    shownUnit: spec.shown ?? null,
    otherUnits: [],
    decimals: 0,
    options: spec.options ? [...spec.options] : null,
    none: spec.none ?? null,
    carriesOver: spec.kind === 'answer',
    last: value === undefined || !lastOn ? null : { value, shown: sayAnswer(spec, value), on: lastOn },
  }
}

export function sayAnswer(spec: AnswerSpec, value: string | number): Words {
  const option = spec.options?.find((o) => o.code === value)
  if (option) return option.label
  return withUnit(value, spec.shown)
}

/** 0 支/天, 98 %: the value with its unit as people write it, in each language. */
export function withUnit(value: string | number, unit: Words | undefined): Words {
  return unit ? { zh: `${value} ${unit.zh}`, en: `${value} ${unit.en}` } : { zh: String(value), en: String(value) }
}

/** The latest of every reading, for looking at. */
export function latestIn(measured: readonly Measured[]): Record<string, LastReading> {
  return Object.fromEntries(measured.flatMap((m) => Object.entries(m.values).map(([name, value]) => [name, { value, on: m.on }])))
}
