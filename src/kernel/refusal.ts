/** A business "no": a value that travels from a rule to the person, never an exception. */
export type Refused<K extends string = string, D = unknown> = { readonly refusal: K; readonly data: D }

/** Makes a refusal. `refuse('bedTaken', { alternatives })`. */
export function refuse<const K extends string>(refusal: K): Refused<K, undefined>
export function refuse<const K extends string, const D>(refusal: K, data: D): Refused<K, D>
export function refuse(refusal: string, data?: unknown): Refused {
  return { refusal, data }
}

export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'refusal' in value && 'data' in value
}
