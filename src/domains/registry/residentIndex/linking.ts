import { isValidNumber, type Match, numberVariants, scorePair, soundKeyOf, type Traits, type Weights, wholeNumber } from './rules.ts'

export type Linked = {
  /** For each description the first one of its person. */
  readonly person: Int32Array
  /** Pairs somebody must look at, one for each two people. */
  readonly doubtful: readonly { readonly a: number; readonly b: number; readonly match: Match }[]
  /** How many pairs were compared. */
  readonly compared: number
}

/** More than so many of one key say nothing (a phone of the village office, the first of January): their other keys find them. */
const largestBlock = 120

/**
 * Links any number of descriptions from scratch, in memory: each key brings together those who may be one person, strongest first. Two people
 * with two valid numbers are never joined through a third line that fits both.
 */
export function linkAll(people: readonly Traits[], weights: Weights): Linked {
  const clusters = clustersOf(people)
  const doubts = new Map<number, { a: number; b: number; match: Match }>()
  let compared = 0
  for (const key of keys) {
    for (const [a, b] of pairsOf(people, key)) {
      if (clusters.rootOf(a) === clusters.rootOf(b)) continue
      compared++
      const match = scorePair(people[a] as Traits, people[b] as Traits, weights)
      if (match.verdict === 'different') continue
      if (match.verdict === 'same' && clusters.join(a, b)) continue
      doubts.set(a * people.length + b, { a, b, match })
    }
  }
  return { person: Int32Array.from(people, (_, i) => clusters.rootOf(i)), doubtful: stillDoubtful([...doubts.values()], clusters), compared }
}

type Clusters = { rootOf(i: number): number; join(a: number, b: number): boolean; numberOf(i: number): string | null }

function clustersOf(people: readonly Traits[]): Clusters {
  const above = Int32Array.from(people, (_, i) => i)
  const numbers = people.map((p) => {
    const whole = wholeNumber(p.nationalId())
    return whole && isValidNumber(whole) ? whole : null
  })
  function rootOf(i: number): number {
    let at = i
    while (above[at] !== at) at = above[at] = above[above[at] as number] as number
    return at
  }
  return {
    rootOf,
    numberOf: (i) => numbers[rootOf(i)] ?? null,
    join(a, b) {
      const [x, y] = [rootOf(a), rootOf(b)]
      const [first, second] = [numbers[x] ?? null, numbers[y] ?? null]
      if (first && second && first !== second) return false
      const [root, other] = x < y ? [x, y] : [y, x]
      above[other] = root
      numbers[root] = first ?? second
      return true
    },
  }
}

/** A doubt ends where both lines have found their person meanwhile; what is left is asked once for each two people. */
function stillDoubtful(doubts: readonly { a: number; b: number; match: Match }[], clusters: Clusters) {
  const asked = new Map<string, { a: number; b: number; match: Match }>()
  for (const doubt of doubts) {
    const [x, y] = [clusters.rootOf(doubt.a), clusters.rootOf(doubt.b)].toSorted((p, q) => p - q)
    if (x === y) continue
    const [first, second] = [clusters.numberOf(doubt.a), clusters.numberOf(doubt.b)]
    const isSettled = first && second && first !== second && doubt.match.levels.number !== 'otherValid' && doubt.match.caution !== 'numberUsedByTwo'
    if (isSettled) continue
    const known = asked.get(`${x} ${y}`)
    if (!known || known.match.score < doubt.match.score) asked.set(`${x} ${y}`, doubt)
  }
  return [...asked.values()]
}

type Key = (person: Traits) => readonly string[]

/** What brings two descriptions together. Keys with a birth date or a number hold few; a name with its year or village a few more. */
const keys: readonly Key[] = [
  (p) => {
    const number = wholeNumber(p.nationalId())
    if (!number) return []
    // A wrong number also stands with the right ones it may have been meant for.
    return (isValidNumber(number) ? [number] : numberVariants(number, { every: false })).map((n) => (wholeNumber(n) ?? n).slice(0, 17))
  },
  (p) => (p.birthDate ? [`${soundKeyOf(p.name)} ${p.birthDate}`] : []),
  (p) => (p.phoneKey ? [p.phoneKey] : []),
  (p) => (p.birthDate && p.village ? [`${p.birthDate} ${p.village}`] : []),
  (p) => (p.village ? [`${soundKeyOf(p.name)} ${p.village}`] : []),
  (p) => (p.birthDate ? [`${soundKeyOf(p.name)} ${p.birthDate.slice(0, 4)}`] : []),
]

/** All pairs under one key. Keys are hashed and sorted, so that a county of lines takes eight bytes for each instead of a map. */
function* pairsOf(people: readonly Traits[], key: Key): Generator<readonly [number, number]> {
  const entries: number[] = []
  for (const [i, person] of people.entries()) for (const text of key(person)) entries.push(hashOf(text) * 2 ** 21 + i)
  const sorted = Float64Array.from(entries).sort()
  for (let start = 0; start < sorted.length; ) {
    const hash = Math.floor((sorted[start] as number) / 2 ** 21)
    let end = start + 1
    while (end < sorted.length && Math.floor((sorted[end] as number) / 2 ** 21) === hash) end++
    if (end - start <= largestBlock) {
      for (let i = start; i < end; i++) for (let j = i + 1; j < end; j++) yield [(sorted[i] as number) % 2 ** 21, (sorted[j] as number) % 2 ** 21]
    }
    start = end
  }
}

/** FNV-1a, 32 bits. Two keys of one hash only cost a comparison. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
