import { z } from 'zod'
import { minutesBetween } from '#kernel/calendar.ts'
import { type Duty, handOver, lateDuties, openDuty, ownersOfOpen, raiseEscalation } from '#kernel/duty.ts'
import { type Job, queueJob } from '#kernel/jobs.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { asSystem } from '#kernel/transaction.ts'
import { findConsortiumOf, findFacility } from '#registry/facility/index.ts'
import { escalation } from './policy.ts'
import { managerOf, stepReached } from './rules.ts'

/** Tells those above that a duty is late, once for each step of the policy. The duty itself stays where it is. */
export const escalateOverdue: Job = {
  name: 'duty:escalateOverdue',
  cron: '* * * * *',
  async run(kernel) {
    const late = await asSystem(kernel, { name: 'escalate', facilities: [], role: 'tongmai_county' }, (scope) =>
      lateDuties(scope, { belowStep: policyOf(scope, escalation).length, limit: 500 }),
    )
    for (const duty of late) {
      await asSystem(kernel, { name: 'escalate', facilities: [duty.owner.facilityId] }, (scope) => escalateOne(scope, duty))
    }
  },
}

/**
 * Leave and departure: what belonged to somebody who is not there any more goes to whoever stands in. Whatever changes hands says so at
 * once (`handOverAt`); this looks at everybody, for posts and leaves that begin or end with the day.
 */
export const handOverDuties: Job = {
  name: 'duty:handOver',
  cron: '1 * * * *',
  async run(kernel) {
    const owners = await asSystem(kernel, { name: 'handOver', facilities: [], role: 'tongmai_county' }, (scope) => ownersOfOpen(scope))
    for (const owner of owners) await asSystem(kernel, { name: 'handOver', facilities: [owner.facilityId] }, (scope) => handOver(scope, owner))
  },
}

const places = z.object({ facilityId: z.uuid() })

/** The same for one facility, queued in the transaction that ended a post, began a leave or closed an account. */
export const handOverAt: Job = {
  name: 'duty:handOverAt',
  async run(kernel, payload) {
    const { facilityId } = places.parse(payload)
    await asSystem(kernel, { name: 'handOver', facilities: [facilityId] }, async (scope) => {
      for (const owner of await ownersOfOpen(scope, facilityId)) await handOver(scope, owner)
    })
  },
}

/** Hears that hands changed at these facilities. */
export async function onHandsChanged(scope: Scope, { facilityIds }: { facilityIds: readonly string[] }): Promise<void> {
  for (const facilityId of new Set(facilityIds)) await queueJob(scope, handOverAt, { facilityId }, { key: `handOver ${facilityId}` })
}

async function escalateOne(scope: Scope, duty: Duty): Promise<void> {
  const steps = policyOf(scope, escalation, { place: { facilityId: duty.owner.facilityId } })
  const reached = stepReached(minutesBetween(duty.dueAt, scope.now), steps)
  if (reached <= duty.escalation || !(await raiseEscalation(scope, duty, reached))) return
  const late = await findFacility(scope, duty.owner.facilityId)
  for (const step of steps.slice(duty.escalation, reached)) {
    const consortium = step.to === 'consortium' ? await findConsortiumOf(scope, duty.owner.facilityId, scope.today) : undefined
    const owner = consortium
      ? { facilityId: consortium.lead_id, role: 'referralDesk' }
      : { facilityId: duty.owner.facilityId, role: managerOf(duty.owner.role) }
    const card = {
      ...duty.card,
      lateKind: duty.kind,
      lateRole: duty.owner.role,
      lateAt: late?.short_name ?? '',
      lateSince: duty.dueAt,
      lateSubject: duty.subject,
    }
    // Whoever may move the loop on closes this with it.
    const involved = [...duty.involved, duty.owner.facilityId]
    const about = { kind: 'lateDuty', subject: { kind: 'duty', id: duty.id }, owner, due: scope.now, involved, residentId: duty.residentId }
    await openDuty(scope, { ...about, risk: duty.risk, card }, { isNext: false })
  }
}
