import { symptom } from '#care/tieredCare/rules.ts'
import { refuse } from '#kernel/refusal.ts'
import type { Vitals } from '#record/visit/contract.ts'
import { type Vital, vitalSpec } from '#record/visit/labels.ts'
import { possibleVitals, usualPulsePressure, usualVitals } from '#record/visit/policy.ts'
import { type ImpossibleField, impossibleVitals, type UnusualField, unusualVitals } from '#record/visit/rules/vitals.ts'
import type { GivenAnswers, GivenReadings } from '../contract.ts'
import type { AnswerSpec, ReadingSpec } from '../diseases/fields.ts'
import type { Rules, Values } from '../diseases/program.ts'
import { everyField, rangeOf, readingSpec, withUnit } from './form.ts'

export type Given = {
  readonly readings: GivenReadings
  readonly answers: GivenAnswers
  readonly symptoms: readonly string[]
  readonly confirmed: readonly string[]
}
export type On = { readonly age: number; readonly rules: Rules }

const field = (name: string) => `readings.${name}`

/** What was typed, in our units and possible; or why not: another unit, impossible, or rare and not yet confirmed. */
export function readValues(given: Given, on: On) {
  const unknown = unknownFields(given)
  if (unknown.length > 0) return refuse('unknownField', { fields: unknown })
  const values = inOurUnits(given.readings)
  const units = unitQuestions(given, { ...on, values })
  if (units.length > 0) return refuse('unitQuestion', { fields: units })
  const impossible = [...impossibleReadings(values, on), ...impossibleAnswers(given.answers, on)]
  if (impossible.length > 0) return refuse('impossibleValue', { fields: impossible })
  const rare = unusualReadings(values, { ...on, confirmed: given.confirmed })
  if (rare.length > 0) return refuse('pleaseConfirm', { fields: rare })
  return { values }
}

function unknownFields({ readings, answers, symptoms }: Given): string[] {
  const unmeasured = Object.entries(readings).flatMap(([name, { unit }]) => {
    const spec = readingSpec(name)
    return spec && (unit === spec.unit || unit === spec.shown.zh || spec.others.some((o) => o.unit === unit)) ? [] : [field(name)]
  })
  const unasked = Object.entries(answers).flatMap(([name, value]) => {
    const spec = everyField.get(name)
    const fits = spec && spec.kind !== 'reading' && (spec.options ? spec.options.some((o) => o.code === value) : typeof value === 'number')
    return fits ? [] : [`answers.${name}`]
  })
  const signs: readonly string[] = symptom.codes
  return [...unmeasured, ...unasked, ...symptoms.filter((s) => !signs.includes(s)).map((s) => `symptoms.${s}`)]
}

function inOurUnits(readings: GivenReadings): Values {
  return Object.fromEntries(
    Object.entries(readings).flatMap(([name, { value, unit }]) => {
      const spec = readingSpec(name)
      return spec ? [[name, unit === spec.unit || unit === spec.shown.zh ? value : convert(spec, { value, unit })]] : []
    }),
  )
}

function convert(spec: ReadingSpec, { value, unit }: { value: number; unit: string }): number {
  const other = spec.others.find((o) => o.unit === unit)
  return other ? Number((value * other.scale + (other.offset ?? 0)).toFixed(spec.decimals)) : value
}

/** mg/dL for mmol/L, kPa for mmHg: out of the usual in our unit, and usual in the other. */
function unitQuestions(given: Given, on: On & { values: Values }) {
  return Object.entries(on.values).flatMap(([name, value]) => {
    const spec = readingSpec(name)
    const range = spec && rangeOf(spec, on)
    if (!spec || !range || given.confirmed.includes(field(name)) || isWithin(value, range.usual)) return []
    const meant = spec.others.map(({ unit }) => ({ unit, value: convert(spec, { value, unit }) })).find((m) => isWithin(m.value, range.usual))
    if (!meant) return []
    const shown = withUnit(meant.value, spec.shown)
    return [
      {
        field: field(name),
        value,
        unit: spec.unit,
        meant: { ...meant, shown },
        question: {
          zh: `${spec.label.zh} ${value} 像是 ${meant.unit},折合 ${shown.zh},是吗?`,
          en: `${spec.label.en} ${value} looks like ${meant.unit}, that is ${shown.en}. Is it?`,
        },
      },
    ]
  })
}

function isWithin(value: number, { low, high }: { low: number; high: number }): boolean {
  return value >= low && value <= high
}

/** The readings that every visit knows, in the record's own form. */
export function vitalsIn(values: Values): Vitals {
  const known = Object.entries(values).flatMap(([name, value]) => {
    const spec = readingSpec(name)
    return spec && 'vital' in spec ? [[spec.vital, { value, unit: vitalSpec[spec.vital as Vital].unit }] as const] : []
  })
  return Object.fromEntries(known) as Vitals
}

function impossibleReadings(values: Values, on: On): ImpossibleField[] {
  const vitals = impossibleVitals(vitalsIn(values), on.rules.get(possibleVitals).value).map((f) => ({ ...f, field: f.field.replace('vitals.', 'readings.') }))
  const others = Object.entries(values).flatMap(([name, value]) => {
    const spec = readingSpec(name)
    const range = spec && !('vital' in spec) && rangeOf(spec, on)
    return spec && range && !isWithin(value, range.possible) ? [outOfRange(spec, { field: field(name), value, ...range.possible })] : []
  })
  return [...vitals, ...others]
}

function impossibleAnswers(answers: GivenAnswers, on: On): ImpossibleField[] {
  return Object.entries(answers).flatMap(([name, value]) => {
    const spec = everyField.get(name)
    const range = spec && rangeOf(spec, on)
    return spec && range && typeof value === 'number' && !isWithin(value, range.possible)
      ? [outOfRange(spec as AnswerSpec, { field: `answers.${name}`, value, ...range.possible })]
      : []
  })
}

function outOfRange(spec: ReadingSpec | AnswerSpec, at: { field: string; value: number; low: number; high: number }): ImpossibleField {
  const unit = spec.kind === 'reading' ? spec.unit : (spec.shown?.zh ?? '')
  const [zh, en] = [spec.shown?.zh ?? '', spec.shown?.en ?? '']
  return {
    ...at,
    unit,
    why: {
      zh: `${spec.label.zh} ${at.value} ${zh} 不可能,应在 ${at.low}–${at.high} ${zh} 之间`,
      en: `${spec.label.en} ${at.value} ${en} is impossible; it lies between ${at.low} and ${at.high} ${en}`,
    },
    fix: { zh: `请核对数值与单位(${zh})后重填`, en: `Compare the value and its unit (${en}) and enter it again` },
  }
}

function unusualReadings(values: Values, on: On & { confirmed: readonly string[] }): UnusualField[] {
  const confirmed = on.confirmed.map((name) => name.replace('readings.', 'vitals.'))
  const usual = { ranges: on.rules.get(usualVitals).value, pulsePressure: on.rules.get(usualPulsePressure).value, age: on.age, confirmed }
  const vitals = unusualVitals(vitalsIn(values), usual).map((f) => ({ ...f, field: f.field.replace('vitals.', 'readings.') }))
  const others = Object.entries(values).flatMap(([name, value]) => {
    const spec = readingSpec(name)
    const range = spec && !('vital' in spec) && rangeOf(spec, on)
    if (!spec || !range || isWithin(value, range.usual) || on.confirmed.includes(field(name))) return []
    const question = {
      zh: `${spec.label.zh} ${value} ${spec.shown.zh} 少见(常见 ${range.usual.low}–${range.usual.high}),是否无误?`,
      en: `${spec.label.en} ${value} ${spec.shown.en} is unusual (${range.usual.low} to ${range.usual.high}). Is it right?`,
    }
    return [{ field: field(name), value, ...range.usual, unit: spec.unit, question }]
  })
  return [...vitals, ...others]
}
