import type { Random } from './random.ts'

/**
 * UUIDs of version 7 from the seed instead of the clock and the machine's chance: the same county twice has the same
 * keys. Each lies a millisecond after the one before, so rows come in the order of their primary key.
 */
export function idMaker(random: Random, startsAt: number): () => string {
  let high = Math.floor(startsAt / 65_536)
  let low = startsAt % 65_536
  return () => {
    if (++low === 65_536) {
      low = 0
      high++
    }
    const one = random.bits()
    const two = random.bits()
    const three = random.bits()
    const head = `${quads[high >>> 16]}${quads[high & 0xffff]}-${quads[low]}-${quads[0x7000 | (one & 0xfff)]}-`
    return `${head}${quads[0x8000 | ((one >>> 12) & 0x3fff)]}-${quads[two >>> 16]}${quads[two & 0xffff]}${quads[three >>> 16]}`
  }
}

const quads = Array.from({ length: 65_536 }, (_, i) => i.toString(16).padStart(4, '0'))
