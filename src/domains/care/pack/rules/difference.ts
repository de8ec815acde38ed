export type Row = { readonly key: string; readonly hash: string }
export type Difference<R> = {
  readonly changed: readonly R[]
  /** Places in the list of what the device said it has. */
  readonly gone: readonly number[]
}

/** What a device that has some rows still needs, and which of its rows are no longer so. */
export function differenceOf<R extends Row>(rows: readonly R[], known: readonly string[]): Difference<R> {
  const has = new Set(known)
  const stand = new Set(rows.map((row) => row.hash))
  return { changed: rows.filter((row) => !has.has(row.hash)), gone: known.flatMap((hash, i) => (stand.has(hash) ? [] : [i])) }
}

/** Characters of a hash. Twelve of base64url are 72 bits. */
export const hashLength = 12

/** The hashes a device sends, one after the other without a mark between. */
export function readHashes(packed: string): string[] {
  return Array.from({ length: Math.floor(packed.length / hashLength) }, (_, i) => packed.slice(i * hashLength, (i + 1) * hashLength))
}
