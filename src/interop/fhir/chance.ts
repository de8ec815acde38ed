/** A stream of chance that is the same for the same seed, with the few things a sample draws from it. */
export type Random = {
  next(): number
  below(n: number): number
  pick<T>(from: readonly T[]): T
  uuid(): string
  name(): string
}

/** Mulberry32: small, and the same everywhere. */
export function chance(seed: number): Random {
  let state = seed >>> 0
  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (n: number) => Math.floor(next() * n)
  const hex = (n: number) => Array.from({ length: n }, () => below(16).toString(16)).join('')
  return {
    next,
    below,
    pick: (from) => from[below(from.length)] as never,
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${hex(12)}`,
    name: () => {
      const word = Array.from({ length: 2 + below(2) }, () => syllables[below(syllables.length)]).join('')
      return word.charAt(0).toUpperCase() + word.slice(1)
    },
  }
}

const syllables = ['ba', 'do', 'fi', 'gu', 'ka', 'lo', 'mi', 'nu', 'pa', 'ro', 'si', 'tu', 'va', 'wo', 'xi', 'zu']
