import type { Words } from '#kernel/words.ts'

/** How a cell is understood. */
export type Reading =
  | { readonly as: 'text'; readonly max: number }
  | { readonly as: 'name'; readonly max: number }
  | { readonly as: 'day'; readonly past?: true }
  /** Written in one way in the whole file, or refused. */
  | { readonly as: 'strictDay' }
  | { readonly as: 'moment' }
  | { readonly as: 'yuan' }
  | { readonly as: 'whole'; readonly min: number; readonly max: number }
  | { readonly as: 'time' }
  | { readonly as: 'digits'; readonly max: number }
  | { readonly as: 'phone' }
  | { readonly as: 'nationalId' }
  | { readonly as: 'yesNo' }
  | { readonly as: 'weekdays' }
  | { readonly as: 'choice' | 'choices'; readonly of: Readonly<Record<string, readonly string[]>> }

/** A column of a register: its heading, what else it is called in the files that go around, and how its cells are read. */
export type Field = {
  readonly key: string
  readonly name: Words
  readonly needed?: true
  /** Other headings, as people write them. */
  readonly says: readonly string[]
  readonly reading: Reading
  readonly example: string
  readonly hint: Words
}

/** What a coded list may be called in a cell: its labels in both languages, its code, and what people write besides. */
export function choicesOf(labels: Readonly<Record<string, Words>>, more: Readonly<Record<string, readonly string[]>> = {}): Record<string, readonly string[]> {
  return Object.fromEntries(Object.entries(labels).map(([code, { zh, en }]) => [code, [zh, en, code, ...(more[code] ?? [])]]))
}
