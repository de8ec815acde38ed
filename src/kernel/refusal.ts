/** A business "no": a value that travels from a rule to the person, never an exception. */
export type Refused<K extends string = string, D = unknown> = { readonly refusal: K; readonly data: D }

/** One `Refused` for each code, so that a union of codes is a union of refusals. */
export type Refusal<K extends string, D> = K extends string ? Refused<K, D> : never

/** Makes a refusal. `refuse('bedTaken', { alternatives })`. */
export function refuse<const K extends string>(refusal: K): Refusal<K, undefined>
export function refuse<const K extends string, D>(refusal: K, data: D): Refusal<K, D>
export function refuse(refusal: string, data?: unknown): Refused {
  return { refusal, data }
}

export function isRefused(value: unknown): value is Refused {
  return typeof value === 'object' && value !== null && 'refusal' in value && 'data' in value
}
