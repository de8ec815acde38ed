import { type Reason, reason } from './reasons.ts'

/** What became of one type of resource. Everything that was read is in exactly one of the others. */
export type Count = {
  read: number
  stored: number
  updated: number
  unchanged: number
  readonly unmapped: Partial<Record<Reason, number>>
}

export type Accounting = {
  readonly source: string
  readonly files: {
    read: number
    readonly unreadable: { readonly file: string; readonly reason: Reason; readonly why: string }[]
  }
  readonly types: Record<string, Count>
  /** Small things that were taken with a grain of salt. */
  readonly notes: Record<string, number>
  seconds: number
}

export function emptyAccounting(source: string): Accounting {
  return { source, files: { read: 0, unreadable: [] }, types: {}, notes: {}, seconds: 0 }
}

export function countOf(accounting: Accounting, type: string): Count {
  accounting.types[type] ??= { read: 0, stored: 0, updated: 0, unchanged: 0, unmapped: {} }
  return accounting.types[type]
}

export function addUnmapped(accounting: Accounting, type: string, why: Reason, n = 1): void {
  const { unmapped } = countOf(accounting, type)
  unmapped[why] = (unmapped[why] ?? 0) + n
}

export function unmappedIn({ unmapped }: Count): number {
  return Object.values(unmapped).reduce((a, b) => a + b, 0)
}

/** True where something failed; a type that has no place yet is not a failure. */
export function isPartly({ files, types }: Accounting): boolean {
  const failed = Object.values(types).some(({ unmapped }) => reason.codes.some((r) => r !== 'noPlace' && r !== 'enteredInError' && (unmapped[r] ?? 0) > 0))
  return failed || files.unreadable.length > 0
}

export function totalOf({ types }: Accounting): Omit<Count, 'unmapped'> & { unmapped: number } {
  const total = { read: 0, stored: 0, updated: 0, unchanged: 0, unmapped: 0 }
  for (const count of Object.values(types)) {
    for (const field of ['read', 'stored', 'updated', 'unchanged'] as const) total[field] += count[field]
    total.unmapped += unmappedIn(count)
  }
  return total
}
