import { expect, test } from 'vitest'
import { playLoop } from './loop.ts'

test('whatever eight people do to bookings and referrals, and whenever, nothing is oversold, orphaned, doubled or lost', async () => {
  const happened = await playLoop({ seed: 20_261_122, rounds: 80 })
  // A property that never gets anywhere proves nothing: every step of the loop must have succeeded at least once.
  const steps = [
    'referrals',
    'accept',
    'decline',
    'request-more',
    'supply-more',
    'redirect',
    'withdraw',
    'arrive',
    'treat',
    'discharge',
    'send-home',
    'first-contact',
    'settle',
    'bookings',
    'publish',
  ]
  expect(steps.filter((name) => !happened[`${name} 200`])).toEqual([])
}, 240_000)
