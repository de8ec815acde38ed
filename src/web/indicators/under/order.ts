type Sorted = { readonly at: number; readonly from: 'best' | 'worst' }
type Line = { readonly values: readonly (number | null)[] }

/** Members by one figure; what is not known comes last whichever way. */
export function inOrder<T extends Line>(
  lines: readonly T[],
  { at, from }: Sorted,
  better: 'higher' | 'lower' | 'neither',
): T[] {
  const sign = (better === 'lower') === (from === 'best') ? 1 : -1
  return lines.toSorted((a, b) => {
    const [one, other] = [a.values[at] ?? null, b.values[at] ?? null]
    if (one === null || other === null) return one === other ? 0 : one === null ? 1 : -1
    return sign * (one - other)
  })
}
