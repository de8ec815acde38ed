// Estimates the weights of the resident index anew from the generated people: log2(m / u) for every level of every part.
// m: between two lines of one person. u: between lines of two people drawn at random.
// node bench/weights.ts [registrations]
import { type Levels, levelsOf, type Traits, traitsOf } from '#registry/residentIndex/rules.ts'
import { registrationsOf } from '../src/county/duplicates.ts'
import { randomOf } from '../src/county/random.ts'

const count = Number(process.argv[2] ?? 50_000)
const lines = [...registrationsOf({ count, seed: 'weights', today: '2026-11-23' })]
const people = lines.map(traitsOf)
const byTruth = new Map<number, number[]>()
for (const [i, line] of lines.entries()) byTruth.set(line.truth, [...(byTruth.get(line.truth) ?? []), i])

type Tally = Record<string, number>
const fields = ['name', 'sex', 'birthDate', 'number', 'phone', 'place'] as const
const alike: Record<string, Tally> = {}
const apart: Record<string, Tally> = {}
const [pairsAlike, pairsApart] = [tallyOf(truePairs(), alike), tallyOf(otherPairs(), apart)]

for (const field of fields) {
  const levels = [...new Set([...Object.keys(alike[field] ?? {}), ...Object.keys(apart[field] ?? {})])]
  console.log(field)
  for (const level of levels) {
    // One is added to both, so that a level nobody was seen at has a weight that can be written down.
    const m = ((alike[field]?.[level] ?? 0) + 1) / (pairsAlike + 1)
    const u = ((apart[field]?.[level] ?? 0) + 1) / (pairsApart + 1)
    console.log(`  ${level.padEnd(14)} m ${m.toExponential(1)}  u ${u.toExponential(1)}  ${Math.log2(m / u).toFixed(1)} bits`)
  }
}
console.log({ pairsAlike, pairsApart })

function* truePairs(): Generator<readonly [Traits, Traits]> {
  for (const group of byTruth.values()) {
    for (const [n, i] of group.entries()) for (const j of group.slice(n + 1)) yield [people[i] as Traits, people[j] as Traits]
  }
}

/** Any two people, two million times. */
function* otherPairs(): Generator<readonly [Traits, Traits]> {
  const random = randomOf('weights', 'pairs')
  for (let n = 0; n < 2_000_000; n++) {
    const [i, j] = [random.between(0, lines.length - 1), random.between(0, lines.length - 1)]
    if (lines[i]?.truth !== lines[j]?.truth) yield [people[i] as Traits, people[j] as Traits]
  }
}

function tallyOf(pairs: Iterable<readonly [Traits, Traits]>, into: Record<string, Tally>): number {
  let seen = 0
  for (const [a, b] of pairs) {
    seen++
    const levels: Levels = levelsOf(a, b)
    for (const field of fields) {
      into[field] ??= {}
      const tally = into[field]
      tally[levels[field]] = (tally[levels[field]] ?? 0) + 1
    }
  }
  return seen
}
