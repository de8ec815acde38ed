import type { Words } from '#kernel/words.ts'
import type { Facts, Field, Symptom } from './facts.ts'
import { type NoRuleInForce, noRuleInForce, type Parameter } from './parameters.ts'

/** A value that made a criterion fire, and the number it was held against. */
export type Because = {
  readonly field: Field
  readonly value: NonNullable<Facts[Field]>
  readonly limit?: { readonly key: string; readonly relation: Relation; readonly value: number; readonly unit: Words }
}
export type Relation = 'atLeast' | 'atMost' | 'above' | 'below'

/** Three answers: it holds, it does not (`unknown` is empty), or it cannot be said without these fields. */
export type Verdict = { readonly holds: true; readonly because: readonly Because[] } | { readonly holds: false; readonly unknown: readonly Field[] }

export type Known = { readonly facts: Facts; readonly limitOf: (parameter: Parameter) => number | NoRuleInForce }
export type Condition = (known: Known) => Verdict

type FieldOf<T> = { [F in Field]-?: Required<Facts>[F] extends T ? F : never }[Field]
type NumberField = FieldOf<number>

const denied: Verdict = { holds: false, unknown: [] }

const holdsBetween: Record<Relation, (value: number, limit: number) => boolean> = {
  atLeast: (value, limit) => value >= limit,
  atMost: (value, limit) => value <= limit,
  above: (value, limit) => value > limit,
  below: (value, limit) => value < limit,
}

function compared(relation: Relation, on: { field: NumberField; parameter: Parameter }): Condition {
  return ({ facts, limitOf }) => {
    const value = facts[on.field]
    const limit = limitOf(on.parameter)
    if (value === undefined || limit === noRuleInForce) return { holds: false, unknown: [on.field] }
    if (!holdsBetween[relation](value, limit)) return denied
    const { key, unit } = on.parameter
    return { holds: true, because: [{ field: on.field, value, limit: { key, relation, value: limit, unit } }] }
  }
}

export function atLeast(field: NumberField, parameter: Parameter): Condition {
  return compared('atLeast', { field, parameter })
}
export function atMost(field: NumberField, parameter: Parameter): Condition {
  return compared('atMost', { field, parameter })
}
export function above(field: NumberField, parameter: Parameter): Condition {
  return compared('above', { field, parameter })
}
export function below(field: NumberField, parameter: Parameter): Condition {
  return compared('below', { field, parameter })
}

export function yes(field: FieldOf<boolean>): Condition {
  return ({ facts }) => matched(field, facts[field], (value) => value === true)
}

export function no(field: FieldOf<boolean>): Condition {
  return ({ facts }) => matched(field, facts[field], (value) => value === false)
}

export function oneOf<F extends 'diuretic' | 'pregnancyRisk'>(field: F, values: readonly NonNullable<Facts[F]>[]): Condition {
  return ({ facts }) => matched(field, facts[field], (value) => values.includes(value as NonNullable<Facts[F]>))
}

/** At least one of these signs is present. */
export function has(...signs: readonly Symptom[]): Condition {
  return ({ facts }) => present('symptoms', facts.symptoms, (sign) => signs.includes(sign))
}

/** At least one diagnosis, standing or new, begins with one of these codes. */
export function diagnosed(...prefixes: readonly string[]): Condition {
  return ({ facts }) => present('diagnoses', facts.diagnoses, (code) => prefixes.some((p) => code.startsWith(p)))
}

/** At least one diagnosis of this visit begins with one of these codes. */
export function newlyDiagnosed(...prefixes: readonly string[]): Condition {
  return ({ facts }) => present('presentDiagnoses', facts.presentDiagnoses, (code) => prefixes.some((p) => code.startsWith(p)))
}

export function any(...conditions: readonly Condition[]): Condition {
  return (known) => {
    const { held, unknown } = weighed(conditions, known)
    return held.length > 0 ? { holds: true, because: held.flatMap((v) => v.because) } : { holds: false, unknown }
  }
}

/** One known "no" settles it, whatever else is unknown. */
export function all(...conditions: readonly Condition[]): Condition {
  return (known) => {
    const { held, unknown, isDenied } = weighed(conditions, known)
    if (held.length === conditions.length) return { holds: true, because: held.flatMap((v) => v.because) }
    return isDenied ? denied : { holds: false, unknown }
  }
}

function weighed(conditions: readonly Condition[], known: Known) {
  const verdicts = conditions.map((condition) => condition(known))
  const failed = verdicts.filter((v) => !v.holds)
  return {
    held: verdicts.filter((v) => v.holds),
    unknown: [...new Set(failed.flatMap((v) => v.unknown))],
    isDenied: failed.some((v) => v.unknown.length === 0),
  }
}

function matched<V extends NonNullable<Facts[Field]>>(field: Field, value: V | undefined, fits: (value: V) => boolean): Verdict {
  if (value === undefined) return { holds: false, unknown: [field] }
  return fits(value) ? { holds: true, because: [{ field, value }] } : denied
}

function present<V extends string>(
  field: 'symptoms' | 'diagnoses' | 'presentDiagnoses',
  values: readonly V[] | undefined,
  fits: (value: V) => boolean,
): Verdict {
  if (values === undefined) return { holds: false, unknown: [field] }
  const found = values.filter(fits)
  return found.length > 0 ? { holds: true, because: [{ field, value: found }] } : denied
}
