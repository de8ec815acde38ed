import { queueJob } from '#kernel/jobs.ts'
import { idsOf, type Scope } from '#kernel/scope.ts'
import { endForConsent } from './jobs.ts'
import * as store from './store.ts'

export type OwnReferral = Pick<
  store.ReferralRow,
  | 'id'
  | 'direction'
  | 'urgency'
  | 'status'
  | 'from_facility_id'
  | 'to_facility_id'
  | 'to_department_id'
  | 'external_place'
  | 'submitted_at'
  | 'due_at'
  | 'accepted_at'
  | 'arrived_at'
  | 'treated_at'
  | 'discharged_at'
  | 'discharge'
  | 'first_contact_at'
  | 'ended_at'
  | 'settled_at'
>

/** A person's referrals, the latest first. */
export async function referralsOf(scope: Scope, residentId: string): Promise<OwnReferral[]> {
  return store.referralsOfResident(scope, idsOf(scope, residentId))
}

/** The person takes the consent back: the rows belong to facilities the person cannot write, so a job of both sides ends it. */
export async function withdrawForConsent(scope: Scope, referralId: string): Promise<void> {
  await queueJob(scope, endForConsent, { referralId })
}
