import { z } from 'zod'
import type { Refused } from './refusal.ts'
import type { Words } from './words.ts'

/**
 * What the registry teaches the kernel: the closed list of roles.
 * `registry/access/contract.ts` augments it, so a misspelt role is a compile error everywhere.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface Register {}
export type Role = Register extends { role: infer R extends string } ? R : string

/**
 * How the rows behind a capability are reached.
 * - `none`: no person's data is touched
 * - `self`: only what belongs to the signed-in account
 * - `scope`: rows of the acting facility and those under it
 * - `record`: one named resident's record, opened by a basis; the input carries `residentId`
 */
export type Reach = 'none' | 'self' | 'scope' | 'record'

/** Who may ask. There is no default and no empty list; opening to all needs its written reason. */
export type Access = { readonly roles: readonly [Role, ...Role[]]; readonly basis: Reach; readonly county?: true } | { readonly open: string }

/** `status` is 409 unless the wire has a word of its own for it: 401 wrong password, 429 too many attempts. */
export type RefusalSpec = Words & { readonly data?: z.ZodType; readonly status?: 401 | 403 | 429 }

export type CapabilitySpec<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
  R extends Record<string, RefusalSpec> = Record<string, RefusalSpec>,
> = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE'
  /** Without the `/api` prefix; `{name}` takes the input field of that name. */
  readonly path: `/${string}`
  readonly title: Words
  readonly access: Access
  readonly input: I
  readonly output: O
  /** Every way this may be refused, with the sentence the person reads. `{}` where nothing can be refused. */
  readonly refusals: R
  /** A POST that only asks: what is typed into it (a number, a phone) must not stand in an address. */
  readonly reads?: true
  /** Writes that may be repeated without a key (signing in). Every other command asks for an Idempotency-Key. */
  readonly unkeyed?: true
  /** A password or a token travels in it: what is kept of it for a repeat is sealed. */
  readonly secret?: true
  /** The body is a file and travels as it is; the other fields stand in path and query. At most so many bytes at once. */
  readonly bodyFile?: { readonly limit: number }
  /** A device without a network may keep it and send it later; its input names the moment it was done (`occurredAt`). */
  readonly offline?: true
  /** Signing in hands the browser its cookie (`token` of the answer), signing out takes it back. */
  readonly cookie?: 'set' | 'clear'
}

export type Capability<
  I extends z.ZodObject = z.ZodObject,
  O extends z.ZodType = z.ZodType,
  R extends Record<string, RefusalSpec> = Record<string, RefusalSpec>,
> = CapabilitySpec<I, O, R>

/** Declares one thing that may be asked of the server: its words, its wire, who may ask and how it may be refused. */
export function capability<const I extends z.ZodObject, const O extends z.ZodType, const R extends Record<string, RefusalSpec>>(
  spec: CapabilitySpec<I, O, R>,
): Capability<I, O, R> {
  return spec
}

/** Changes nothing: no key, and a line of reading in the trail. */
export function isRead(capability: Pick<Capability, 'method' | 'reads'>): boolean {
  return capability.method === 'GET' || capability.reads === true
}

export type Contract = Readonly<Record<string, Capability>>

/** What the caller sends. */
export type Input<C extends Capability> = z.input<C['input']>
/** What the action receives, after parsing. */
export type Parsed<C extends Capability> = z.output<C['input']>
export type Output<C extends Capability> = z.output<C['output']>

type DataOf<S extends RefusalSpec> = S['data'] extends z.ZodType ? z.output<S['data']> : undefined

/** Every refusal a capability declares, plus `stale`, which any command on an existing row may answer. */
export type RefusalOf<C extends Capability> =
  | { [K in keyof C['refusals'] & string]: Refused<K, DataOf<C['refusals'][K]>> }[keyof C['refusals'] & string]
  | Refused<'stale', unknown>

/** Said by any command whose `version` is not the row's; the current row comes with it. */
export const stale = {
  zh: '内容已被他人更新,请看最新内容后再操作',
  en: 'Someone changed this meanwhile; look at the latest and try again',
} as const satisfies Words

/** Paging of every list: `limit` and an opaque `cursor` from the previous answer. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(500).optional(),
}

export function page<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), cursor: z.string().nullable() })
}

/** Text typed by a person: trimmed, without NUL or other control characters, of bounded length. */
export function text(max: number, min = 1) {
  return (
    z
      .string()
      .trim()
      .min(min)
      .max(max)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
      .regex(/^[^\u0000-\u0008\u000b\u000c\u000e-\u001f]*$/u, 'control characters')
  )
}

// What Windows takes for a device, whatever ends the name.
const device = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/** The name of a file without its folders. It is shown and given back, and never becomes a place on the server. */
export function fileName(max: number) {
  return text(max)
    .refine((name) => !/[/\\\t\n\r]/.test(name) && !/^\.+$/.test(name), '不能含有路径 | holds a path')
    .refine((name) => !device.test(name), '是系统设备的名称 | is the name of a device')
}

/** `type` is one of those the contract names. `residentId` is whose file it is, for the trail; it does not travel. */
const about = { name: z.string(), type: z.string(), residentId: z.uuid().optional() }
const fileAnswer = z.union([
  /** Made in memory. */
  z.object({ ...about, bytes: z.instanceof(Uint8Array) }),
  /** Written down on the server; it is removed once it was sent. */
  z.object({ ...about, path: z.string() }),
])
export type FileAnswer = z.infer<typeof fileAnswer>

/** How a file is answered: shown by the browser itself, or kept under its name; as one of these media types. */
export type FileForm = { readonly as: 'shown' | 'kept'; readonly types: readonly string[] }

/** The output of a capability that answers with a file instead of JSON. */
export function file(as: FileForm['as'], types: FileForm['types']): typeof fileAnswer {
  return fileAnswer.meta({ file: { as, types } satisfies FileForm })
}

/** How the capability answers a file; undefined where it answers JSON. */
export function fileFormOf(capability: Pick<Capability, 'output'>): FileForm | undefined {
  return capability.output.meta()?.file as FileForm | undefined
}

/** A calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export const day = z.iso.date()
/** A moment, RFC 3339. */
export const moment = z.iso.datetime({ offset: true })
/** Whole fen as a JSON integer. */
export const fen = z.int().min(-9_000_000_000_000).max(9_000_000_000_000)
