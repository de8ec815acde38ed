import type { RoleName } from '#registry/access/roles.ts'

const strangers: readonly RoleName[] = ['publicHealthWorker', 'consortiumManager', 'capacityManager']

/** Who may open a referral; the others see the duty and whom to ask. */
export function readsReferrals(role: RoleName): boolean {
  return !strangers.includes(role)
}
