import { apportion } from '../random.ts'

/** What stands in the prefecture: the counts of S-206, invented names. */
export const divisions = [
  { code: '690131', name: '青川县(合成)', short: '青川', consortia: 2 },
  { code: '690132', name: '安平县(合成)', short: '安平', consortia: 2 },
  { code: '690133', name: '云阳区(合成)', short: '云阳', consortia: 3 },
  { code: '690134', name: '临溪县(合成)', short: '临溪', consortia: 2 },
  { code: '690135', name: '长宁县(合成)', short: '长宁', consortia: 2 },
  { code: '690136', name: '北河县(合成)', short: '北河', consortia: 1 },
] as const
export const cityDivision = { code: '690102', name: '同安市(合成)' } as const

export const counted = { consortia: 12, townships: 91, villages: 1220, residents: 4_130_500, visits: 45_000_000 } as const

/** One consortium: where it lies and how much stands in it. */
export type ConsortiumShape = {
  readonly division: (typeof divisions)[number]
  readonly nth: number
  readonly townships: number
  readonly villages: number
  readonly residents: number
}

/** The same facilities at every scale; people and visits by the scale. */
export type Shape = { readonly visits: number; readonly residents: number; readonly consortia: readonly ConsortiumShape[] }

export function shapeOf(visits: number): Shape {
  const residents = Math.round((counted.residents * visits) / counted.visits)
  const places = divisions.flatMap((division) => Array.from({ length: division.consortia }, (_, nth) => ({ division, nth })))
  // A county with one consortium is a large one.
  const weights = places.map(({ division, nth }, i) => (division.consortia === 1 ? 1.6 : 0.8 + ((i * 5 + nth) % 7) * 0.07))
  const townships = apportion(counted.townships, weights)
  const villages = apportion(counted.villages, townships)
  const people = apportion(residents, villages)
  return {
    visits,
    residents,
    consortia: places.map((place, i) => ({ ...place, townships: townships[i] ?? 0, villages: villages[i] ?? 0, residents: people[i] ?? 0 })),
  }
}
