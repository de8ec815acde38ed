import type { Capability, Input, Output, RefusalOf } from '#kernel/capability.ts'
import { isRefused } from '#kernel/refusal.ts'
import type { Words } from '#kernel/words.ts'
import type { Book, Waiting } from '#web/offline/book.ts'
import type { Wire } from '#web/wire/call.ts'
import { WireError } from '#web/wire/problem.ts'

/** What was done, as it will be sent, with the moment by the server's clock. */
export type Done<C extends Capability> = { readonly key: string; readonly at: string; readonly input: Input<C> }

export type Decided<C extends Capability> = {
  readonly answer: Output<C>
  /** Shows it in what the device knows, until the server has it. */
  readonly apply: () => void
  /** As it is to be sent, where the device adds something: the id of what it made. */
  readonly input?: Readonly<Record<string, unknown>>
  /** What the server may decide otherwise, for telling the difference afterwards. */
  readonly predicted?: Readonly<Record<string, unknown>>
  /** Keys of commands that wait and that this one builds upon. */
  readonly dependsOn?: readonly string[]
  /** Whom it is about, where its input does not say so itself. */
  readonly about?: string
}

export type Reader = {
  readonly kind: 'read'
  readonly wire: string
  readonly answer: (book: Book, input: never) => unknown
}
export type Writer = {
  readonly kind: 'write'
  readonly wire: string
  readonly title: Words
  /** The contract with its schemas, to judge the input as the server's door would. */
  readonly judge: () => Promise<{ readonly input: unknown; readonly refusals: unknown }>
  readonly decide: (book: Book, done: never, waiting: readonly Waiting[]) => unknown
}
export type Answerer = Reader | Writer

export function wireOf({ method, path }: Wire): string {
  return `${method} ${path}`
}

/** A question the device answers from what it knows. */
export function reader<C extends Capability>(
  capability: C,
  answer: (book: Book, input: Input<C>) => Output<C>,
): Reader {
  return { kind: 'read', wire: wireOf(capability), answer: answer as Reader['answer'] }
}

/** A command the device decides by the same rules as the server, keeps, and sends later. */
export function writer<C extends Capability>(
  capability: C,
  {
    judge,
    decide,
  }: {
    judge: Writer['judge']
    decide: (book: Book, done: Done<C>, waiting: readonly Waiting[]) => Decided<C> | RefusalOf<C>
  },
): Writer {
  return { kind: 'write', wire: wireOf(capability), title: capability.title, judge, decide: decide as Writer['decide'] }
}

/** Not on this device: the same as not within reach. */
export function notHere(): never {
  throw new WireError({
    kind: 'notFound',
    message: { zh: '离线包里没有,联网后再查', en: 'Not on this device; look again with a network' },
  })
}

/** A refusal of a rule, in the sentence of its contract. */
export function refusedOf(decided: unknown, refusals: unknown): WireError | undefined {
  if (!isRefused(decided)) return undefined
  const { zh, en } = (refusals as Record<string, Words>)[decided.refusal] ?? { zh: '不能这样做', en: 'Not possible' }
  return new WireError({ kind: 'refused', refusal: decided.refusal, message: { zh, en }, data: decided.data ?? null })
}
