import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Capability } from '#kernel/capability.ts'
import { contracts } from '../../src/contracts.ts'

/** Valid requests for every capability, made from its schema alone: a new capability is covered without new code. */

export type Asked = { readonly domain: string; readonly name: string; readonly capability: Capability }

export const everyCapability: readonly Asked[] = Object.entries(contracts).flatMap(([domain, contract]) =>
  Object.entries(contract).map(([name, capability]) => ({ domain, name, capability: capability as Capability })),
)

/** Real ids by the name of their field, and whatever else a field of that name must hold. */
export type Plants = Readonly<Record<string, unknown>>

/** The part of JSON Schema that contracts use. */
export type Shape = {
  readonly type?: string
  readonly format?: string
  readonly pattern?: string
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly minimum?: number
  readonly maximum?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly items?: Shape
  readonly properties?: Readonly<Record<string, Shape>>
  readonly required?: readonly string[]
  readonly anyOf?: readonly Shape[]
}

export function shapeOf(capability: Capability): Shape {
  return z.toJSONSchema(capability.input, { io: 'input', unrepresentable: 'any' }) as Shape
}

export type Want = { readonly plants: Plants; readonly optional: 'none' | 'ids' | 'all' }

/** A valid input. `optional` says which fields that may be left out are filled: none, those with a planted id, or all. */
export function requestFor(capability: Capability, want: Want): Record<string, unknown> {
  return sampleOf(shapeOf(capability), want, capability.path) as Record<string, unknown>
}

const today = new Date().toISOString().slice(0, 10)
/** Tried in this order where a field asks for a form of its own. */
const forms = ['一段文字', '690121', 'sample.person', '08:00', '2026-11', 'I10.x00', '13900000000', 'A', '1', '1234', 'sample-of-a-secret-token', 'headache']

function sampleOf(shape: Shape, want: Want, at: string): unknown {
  const field = at.slice(at.lastIndexOf('.') + 1)
  if (Object.hasOwn(want.plants, field) && takes(shape, want.plants[field])) return want.plants[field]
  if (shape.const !== undefined) return shape.const
  if (shape.enum) return shape.enum[0]
  if (shape.anyOf) return sampleOf(shape.anyOf[0] ?? {}, want, at)
  switch (shape.type) {
    case 'object':
      return objectOf(shape, want, at)
    case 'array':
      return Array.from({ length: shape.minItems ?? (want.optional === 'all' ? 1 : 0) }, () => sampleOf(shape.items ?? {}, want, `${at}.item`))
    case 'integer':
    case 'number':
      return Math.max(shape.minimum ?? 1, Math.min(1, shape.maximum ?? 1))
    case 'boolean':
      return true
    case 'string':
      return textOf(shape, at)
    default:
      return 1
  }
}

/** A planted value belongs to the field of its name unless another contract gives that name another type. */
function takes({ type, format, enum: choices }: Shape, value: unknown): boolean {
  if (choices) return choices.some((choice) => choice === value)
  if (type === 'integer' || type === 'number') return typeof value === 'number'
  if (format === 'uuid' && !z.uuid().safeParse(value).success) return false
  return type === 'string' ? typeof value === 'string' : true
}

function objectOf(shape: Shape, want: Want, at: string): Record<string, unknown> {
  const required = new Set(shape.required ?? [])
  const chosen = Object.entries(shape.properties ?? {}).filter(
    ([name, inner]) =>
      required.has(name) || want.optional === 'all' || (want.optional === 'ids' && Object.hasOwn(want.plants, name) && takes(inner, want.plants[name])),
  )
  return Object.fromEntries(chosen.map(([name, inner]) => [name, sampleOf(inner, want, `${at}.${name}`)]))
}

function textOf(shape: Shape, at: string): string {
  // The number of a command is made by whoever asks.
  if (shape.format === 'uuid' && at.endsWith('.key')) return randomUUID()
  if (shape.format === 'uuid') throw new Error(`${at} takes an id: plant a row of that name in tests/guards/plants.ts`)
  if (shape.format === 'date') return today
  if (shape.format === 'date-time') return new Date().toISOString()
  const found = forms.find((text) => text.length <= (shape.maxLength ?? 1e6) && (!shape.pattern || new RegExp(shape.pattern, 'u').test(text)))
  if (found === undefined) throw new Error(`no sample fits ${at} (${shape.pattern}): add one to tests/guards/requests.ts`)
  return found.padEnd(shape.minLength ?? 0, '字')
}

/** Every place of a shape where a value stands, with its own shape: `diagnosis.code`, `summary.0.text`. */
export function leavesOf(shape: Shape, path: readonly (string | number)[] = []): { path: readonly (string | number)[]; shape: Shape }[] {
  const inner = shape.anyOf ? shape.anyOf.slice(0, 1).flatMap((s) => leavesOf(s, path)) : []
  const fields = Object.entries(shape.properties ?? {}).flatMap(([name, s]) => leavesOf(s, [...path, name]))
  const items = shape.items ? leavesOf(shape.items, [...path, 0]) : []
  return [...(path.length > 0 ? [{ path, shape }] : []), ...inner, ...fields, ...items]
}

/** The same input with one value replaced; undefined where the way there is not taken by this input. */
export function replaced(input: unknown, path: readonly (string | number)[], value: unknown): unknown {
  const [head, ...rest] = path
  if (head === undefined) return value
  if (typeof input !== 'object' || input === null) return undefined
  const copy: Record<string | number, unknown> = Array.isArray(input) ? ([...input] as never) : { ...input }
  const next = replaced(copy[head] ?? (rest.length > 0 ? undefined : null), rest, value)
  if (next === undefined && value !== undefined) return undefined
  copy[head] = next
  return copy
}
