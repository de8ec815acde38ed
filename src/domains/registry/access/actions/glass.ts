import { actions } from '#kernel/action.ts'
import { addDays, addMinutes, startOf } from '#kernel/calendar.ts'
import { type NewDuty, openDuty, passOn } from '#kernel/duty.ts'
import { refuse } from '#kernel/refusal.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { notFound } from '#kernel/transaction.ts'
import { residentExists } from '#registry/resident/index.ts'
import { glassContract } from '../contract.ts'
import { accountNames } from '../names.ts'
import { breakGlassFollowUpDays, breakGlassHours, breakGlassReviewHours } from '../policy.ts'
import { reviewerOf } from '../rules.ts'
import * as store from '../store/glass.ts'
import { endBasis, facilitiesWith, grantBasis } from '../store.ts'

const subject = (id: string) => ({ kind: 'breakGlass', id })

export const glassActions = actions(glassContract, {
  async breakGlass({ scope, input }) {
    const { residentId, reason } = input
    if (!(await residentExists(scope, residentId))) return refuse('noSuchResident')
    const until = addMinutes(scope.now, policyOf(scope, breakGlassHours) * 60)
    const id = await store.insertBreakGlass(scope, { residentId, reason, until })
    const { facilityId, role, name } = scope.actor
    await grantBasis(scope, { residentId, facilityId, kind: 'breakGlass', because: id, until })
    const due = addMinutes(scope.now, policyOf(scope, breakGlassReviewHours) * 60)
    const owner = { facilityId, role: reviewerOf(role) }
    const duty = { kind: 'reviewBreakGlass', subject: subject(id), owner, due, involved: [facilityId], residentId, card: { by: name, reason } }
    await openDuty(scope, duty, { isNext: true })
    return { id, residentId, until }
  },

  async reviewBreakGlass({ scope, input }) {
    const { finding, note } = input
    const glass = (await store.findBreakGlass(scope, input.breakGlassId)) ?? notFound()
    if (glass.reviewed_at) return refuse('alreadyReviewed')
    if (glass.account_id === scope.actor.accountId) return refuse('ownAccess')
    const next = finding === 'unjustified' ? await toFollowUp(scope, glass, note) : null
    await store.reviewBreakGlass(scope, glass.id, { finding: [finding, note].filter(Boolean).join(': '), followUpAt: next?.owner.facilityId ?? null })
    // Without need there is nothing to read any more either.
    if (next) await endBasis(scope, { residentId: glass.resident_id, kind: 'breakGlass', because: glass.id })
    await passOn(scope, subject(glass.id), { outcome: finding, next })
    return { id: glass.id }
  },

  async followUpBreakGlass({ scope, input }) {
    const glass = (await store.findBreakGlass(scope, input.breakGlassId)) ?? notFound()
    if (!glass.follow_up_facility_id) return refuse('notUnjustified')
    if (glass.followed_up_at) return refuse('alreadyFollowedUp')
    if (glass.account_id === scope.actor.accountId) return refuse('ownAccess')
    await store.followUpBreakGlass(scope, glass.id, input)
    await passOn(scope, subject(glass.id), { outcome: input.measure, next: null })
    return { id: glass.id }
  },
})

type Glass = NonNullable<Awaited<ReturnType<typeof store.findBreakGlass>>>

/** The auditor's turn, who answers to no facility; where the county has none, whoever reviewed it goes on. */
async function toFollowUp(scope: Scope, glass: Glass, note: string | undefined): Promise<NewDuty> {
  const [office] = await facilitiesWith(scope, 'auditor')
  const owner = office ? { facilityId: office, role: 'auditor' } : { facilityId: glass.facility_id, role: scope.actor.role }
  const names = await accountNames(scope, [glass.account_id])
  const card = { by: names.get(glass.account_id) ?? '', reason: glass.reason, reviewedBy: scope.actor.name, note: note ?? '' }
  const due = startOf(addDays(scope.today, policyOf(scope, breakGlassFollowUpDays) + 1))
  const involved = [glass.facility_id, owner.facilityId]
  return { kind: 'followUpBreakGlass', subject: subject(glass.id), owner, due, involved, residentId: glass.resident_id, card }
}
