/** Without a target: how far up among the others, 0 to 1. */
export function shareOf(value: number | null, all: readonly (number | null)[]): number | null {
  const known = all.flatMap((each) => (each === null ? [] : [each]))
  if (value === null || known.length < 2) return null
  const [low, high] = [Math.min(...known), Math.max(...known)]
  return high === low ? 0.5 : (value - low) / (high - low)
}
