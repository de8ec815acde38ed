import { addMinutes } from '#kernel/calendar.ts'
import type { Job } from '#kernel/jobs.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { end, note } from './loop.ts'
import { expiryDays } from './policy.ts'
import { isOpen, openStatuses, waitingStatuses } from './rules.ts'
import * as store from './store.ts'

/** Referrals nobody answered go back to their sender, who then has the turn: nothing drops off a list unseen. */
export const expireUnanswered: Job = {
  name: 'referral:expireUnanswered',
  cron: '*/10 * * * *',
  async run(kernel) {
    const due = await county(kernel, (scope) => store.longOverdue(scope, addMinutes(scope.now, -policyOf(scope, expiryDays) * 1440)))
    for (const found of due) {
      await onEach(kernel, found, (scope, row) => {
        if (row.status !== 'submitted' && row.status !== 'moreRequested') return undefined
        return end(scope, row, { action: 'expire', status: 'expired', note: 'noAnswer', unit: 'released' })
      })
    }
  },
}

/** A death closes every open referral and gives its unit back. */
export const closeForDeath: Job = {
  name: 'referral:closeForDeath',
  async run(kernel, payload) {
    const { residentId } = payload as { residentId: string }
    const open = await county(kernel, (scope) => store.openOfDead(scope, residentId))
    for (const found of open) {
      await onEach(kernel, found, (scope, row) => {
        if (!isOpen({ status: row.status, settled: row.settled_at !== null })) return undefined
        // What came back and was never settled keeps its state: only the settling is over.
        const status = openStatuses.includes(row.status) ? 'diedBefore' : row.status
        return end(scope, row, { action: 'die', status, note: 'died', unit: 'released', change: { settled_at: scope.now } })
      })
    }
  },
}

/**
 * The person took the consent back. Who still waits is not sent: the unit goes to others, the receiver's basis ends, and the
 * sender has the turn to say how care goes on. Who is there already is being treated: both sides read it in the history.
 */
export const endForConsent: Job = {
  name: 'referral:endForConsent',
  async run(kernel, payload) {
    const { referralId } = payload as { referralId: string }
    for (const found of await county(kernel, (scope) => store.sidesOf(scope, referralId))) {
      await onEach(kernel, found, async (scope, row) => {
        if (waitingStatuses.includes(row.status)) {
          await end(scope, row, { action: 'withdrawConsent', status: 'declined', note: 'consentWithdrawn', unit: 'released' })
        } else if (isOpen({ status: row.status, settled: row.settled_at !== null })) {
          await note(scope, row, { action: 'withdrawConsent', note: 'consentWithdrawn' })
        }
      })
    }
  },
}

type Found = { id: string; from_facility_id: string; to_facility_id: string }

function county<T>(kernel: Kernel, work: (scope: Scope) => Promise<T>): Promise<T> {
  return asSystem(kernel, { name: 'referral', facilities: [], role: 'tongmai_county' }, work)
}

async function onEach(kernel: Kernel, found: Found, work: (scope: Scope, row: store.ReferralRow) => Promise<void> | undefined): Promise<void> {
  await asSystem(kernel, { name: 'referral', facilities: [found.to_facility_id, found.from_facility_id] }, async (scope) => {
    const row = await store.lockReferral(scope, found.id)
    if (row) await work(scope, row)
  })
}
