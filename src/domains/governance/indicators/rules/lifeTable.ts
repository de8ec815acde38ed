/** Ages of the eight bands of five years from 30 to 69. */
const bands = [30, 35, 40, 45, 50, 55, 60, 65] as const

/**
 * The probability of dying between 30 and 70 from the causes counted: deaths and people by the first age of each band. Null where a band has
 * nobody. Standards 2.1, indicator 14: 5qx = 5·5Mx / (1 + 2.5·5Mx), 40q30 = 1 - Π(1 - 5qx).
 */
export function lifeTable(deaths: ReadonlyMap<number, number>, people: ReadonlyMap<number, number>): number | null {
  let surviving = 1
  for (const age of bands) {
    const alive = people.get(age)
    if (!alive) return null
    const rate = (deaths.get(age) ?? 0) / alive
    surviving *= 1 - (5 * rate) / (1 + 2.5 * rate)
  }
  return 1 - surviving
}
