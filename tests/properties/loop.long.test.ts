import { expect, test } from 'vitest'
import { playLoop } from './loop.ts'

test.each([1, 2, 3, 4, 5])(
  'ten times as long, from seed %i',
  async (seed) => {
    const happened = await playLoop({ seed, rounds: 120 })
    expect(happened['send-home 200']).toBeGreaterThan(0)
  },
  900_000,
)
