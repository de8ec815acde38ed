import type { Capability, RefusalOf } from '#kernel/capability.ts'
import type { Refused } from '#kernel/refusal.ts'
import type { Words } from '#kernel/words.ts'

/** One field that did not pass the border: why, and how to mend it. `path` is `readings.0.systolic`. */
export type FieldProblem = { readonly path: string; readonly why: Words; readonly fix: Words }

type RefusedProblem<R> =
  R extends Refused<infer K, infer D>
    ? { readonly kind: 'refused'; readonly refusal: K; readonly message: Words; readonly data: D }
    : never

/** Everything that may stand between a person and the answer. Each kind has its sentence and its next step. */
export type Problem<C extends Capability = Capability> =
  | RefusedProblem<RefusalOf<C>>
  | { readonly kind: 'invalid'; readonly fields: readonly FieldProblem[] }
  | { readonly kind: 'notFound'; readonly message: Words | undefined }
  | { readonly kind: 'role'; readonly message: Words | undefined }
  | { readonly kind: 'signedOut' }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'busy'; readonly retryAfterSeconds: number }
  | { readonly kind: 'offline' }
  | { readonly kind: 'fault'; readonly id: string | undefined }

/** What any screen can show without knowing which capability was asked. */
export type AnyProblem =
  | { readonly kind: 'refused'; readonly refusal: string; readonly message: Words; readonly data: unknown }
  | Exclude<Problem, { readonly kind: 'refused' }>

/** Carries a problem through code that only knows thrown errors. */
export class WireError extends Error {
  readonly problem: AnyProblem
  constructor(problem: AnyProblem) {
    super(problem.kind === 'refused' ? `refused: ${problem.refusal}` : problem.kind)
    this.name = 'WireError'
    this.problem = problem
  }
}

/** Anything thrown that is not the wire's own is a mistake in the page; it is shown as a fault without an id. */
export function problemOf(error: unknown): AnyProblem {
  return error instanceof WireError ? error.problem : { kind: 'fault', id: undefined }
}

/** Nothing is known of what the server did: asking again, with the same key, is right. */
export function mayAskAgain(problem: AnyProblem): boolean {
  return problem.kind === 'offline' || problem.kind === 'busy'
}

/** The server judged this submission; the same input sent again is a new submission. */
export function isSettled(problem: AnyProblem): boolean {
  return (
    problem.kind === 'refused' || problem.kind === 'invalid' || problem.kind === 'notFound' || problem.kind === 'role'
  )
}

/** Reads what came back instead of the answer. */
export function readProblem(status: number, body: unknown, retryAfter: string | null): AnyProblem {
  const said = isRecord(body) ? body : {}
  // Mostly 409, but a refusal may have a status of its own: 401 for a wrong password, 429 for too many attempts.
  if (typeof said.refusal === 'string' && isWords(said.message)) {
    return { kind: 'refused', refusal: said.refusal, message: said.message, data: said.data }
  }
  if (status === 400 && Array.isArray(said.fields))
    return { kind: 'invalid', fields: said.fields.filter(isFieldProblem) }
  const message = isWords(said.message) ? said.message : undefined
  if (status === 401) return { kind: 'signedOut' }
  if (status === 403) return { kind: 'role', message }
  if (status === 404) return { kind: 'notFound', message }
  if (status === 413) return { kind: 'tooLarge' }
  if (status === 429 || status === 503) return { kind: 'busy', retryAfterSeconds: Number(retryAfter) || 5 }
  // A proxy in front of the server that cannot reach it: for the person the same as no network.
  if (status === 502 || status === 504) return { kind: 'offline' }
  return { kind: 'fault', id: typeof said.id === 'string' ? said.id : undefined }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isWords(value: unknown): value is Words {
  return isRecord(value) && typeof value.zh === 'string' && typeof value.en === 'string'
}

function isFieldProblem(value: unknown): value is FieldProblem {
  return isRecord(value) && typeof value.path === 'string' && isWords(value.why) && isWords(value.fix)
}
