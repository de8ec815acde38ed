import { expect, test } from 'vitest'
import { hears } from '#web/wire/queries.ts'

const queue = { queryKey: ['GET /referrals', { status: 'waiting' }], meta: { live: ['referral', 'duty'] } }
const card = { queryKey: ['GET /referrals/{referralId}', { referralId: 'r1' }], meta: { live: [] } }

test('a list hears every thing of the kind it named', () => {
  expect(hears(queue, 'referral:r1')).toBe(true)
  expect(hears(queue, 'duty')).toBe(true)
  expect(hears(queue, 'visit:r1')).toBe(false)
})

test('what was asked about one thing hears that thing without naming it', () => {
  expect(hears(card, 'referral:r1')).toBe(true)
  expect(hears(card, 'referral:r2')).toBe(false)
  expect(hears(card, 'duty')).toBe(false)
})
