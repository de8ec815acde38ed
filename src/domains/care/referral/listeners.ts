import { confirmUnit } from '#care/booking/index.ts'
import { queueJob } from '#kernel/jobs.ts'
import type { Scope } from '#kernel/scope.ts'
import { closeForDeath } from './jobs.ts'
import { note } from './loop.ts'
import * as store from './store.ts'

type Because = { readonly kind: string; readonly id: string }

/** The unit ran out or its session was cancelled: both sides read it in the history; whoever has the turn keeps it. */
export async function onHoldLost(scope: Scope, lost: { because: Because; why: string; waiting: boolean }): Promise<void> {
  await noteOn(scope, lost.because, { action: lost.why === 'expired' ? 'holdExpired' : 'sessionCancelled', note: lost.waiting ? 'waiting' : '' })
}

export async function onHoldGiven(scope: Scope, given: { because: Because; why: string; startsAt: string; resource: string }): Promise<void> {
  const row = await noteOn(scope, given.because, { action: given.why, note: `${given.resource} ${given.startsAt}` })
  // Accepted while it stood in line: nobody will answer it again, so the unit is firm at once.
  if (row?.status === 'accepted') await confirmUnit(scope, given.because)
}

/** The dead person's referrals may lie with facilities the doctor cannot see: a job goes through them. */
export async function onResidentDied(scope: Scope, died: { residentId: string }): Promise<void> {
  await queueJob(scope, closeForDeath, { residentId: died.residentId })
}

async function noteOn(scope: Scope, because: Because, line: { action: string; note: string }): Promise<store.ReferralRow | undefined> {
  if (because.kind !== 'referral') return undefined
  const row = await store.lockReferral(scope, because.id)
  if (row) await note(scope, row, line)
  return row
}
