/** A stream of chance that is the same for the same seed, on every machine and for ever. */
export type Random = {
  /** 0 <= x < 1 */
  next(): number
  /** 32 bits, unsigned. */
  bits(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  chance(probability: number): boolean
  pick<T>(list: readonly T[]): T
  normal(mean: number, deviation: number): number
  poisson(mean: number): number
}

/** sfc32, seeded by name: adding a draw to one stream moves nothing in another. */
export function randomOf(...seed: readonly (string | number)[]): Random {
  const scatter = scatterOf(seed.join('\0'))
  let a = scatter()
  let b = scatter()
  let c = scatter()
  let counter = 1
  for (let turn = 0; turn < 12; turn++) bits()

  function bits(): number {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return sum >>> 0
  }
  function next(): number {
    return bits() / 4_294_967_296
  }
  function between(low: number, high: number): number {
    return low + Math.floor(next() * (high - low + 1))
  }
  return {
    next,
    bits,
    between,
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)] as never,
    normal: (mean, deviation) => mean + deviation * Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    poisson(mean) {
      const limit = Math.exp(-mean)
      let count = 0
      for (let product = next(); product > limit; product *= next()) count++
      return count
    },
  }
}

function scatterOf(text: string): () => number {
  let state = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) state = Math.imul(state ^ byte, 0x01000193)
  return () => {
    state = (state + 0x9e3779b9) | 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return mixed ^ (mixed >>> 15)
  }
}

/** A list to draw from, each thing as often as its weight says. */
export function weighted<T>(entries: readonly (readonly [thing: T, weight: number])[]): (random: Random) => T {
  const ends: number[] = []
  let total = 0
  for (const [, weight] of entries) {
    total += weight
    ends.push(total)
  }
  return (random) => {
    const at = random.next() * total
    let low = 0
    let high = ends.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) > at) high = middle
      else low = middle + 1
    }
    return (entries[low] as readonly [T, number])[0]
  }
}

/** Splits a whole number by weights so that the parts add up to it exactly (largest remainders). */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  const parts = exact.map(Math.floor)
  const missing = total - parts.reduce((a, b) => a + b, 0)
  const order = exact.map((value, i) => ({ i, rest: value - Math.floor(value) })).sort((a, b) => b.rest - a.rest || a.i - b.i)
  for (const { i } of order.slice(0, missing)) parts[i] = (parts[i] ?? 0) + 1
  return parts
}

/** The same things in an order of chance. */
export function shuffled<T>(list: readonly T[], random: Random): T[] {
  const result = [...list]
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.between(0, i)
    const moved = result[i] as T
    result[i] = result[j] as T
    result[j] = moved
  }
  return result
}
