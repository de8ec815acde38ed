import { addDays, startOf } from '#kernel/calendar.ts'
import { openDuty } from '#kernel/duty.ts'
import { type Job, queueJob } from '#kernel/jobs.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { findFacility } from '#registry/facility/index.ts'
import { dutyFor } from './duties.ts'
import { endOne } from './ending.ts'
import { enrollmentDays } from './policy.ts'
import * as agreements from './store/agreement.ts'
import * as enrollments from './store/enrollment.ts'

/** A term that ends soon is somebody's turn: to speak with the household about the next one. */
export const tellRenewals: Job = {
  name: 'enrollment:tellRenewals',
  cron: '23 5 * * *',
  async run(kernel) {
    const found = await county(kernel, (scope) => agreements.endingSoon(scope, addDays(scope.today, policyOf(scope, enrollmentDays).toRenew), 5000))
    for (const row of found) {
      await asSystem(kernel, { name: 'enrollment', facilities: [row.home_facility_id, row.facility_id, row.made_at_id] }, async (scope) => {
        if (!(await agreements.markTold(scope, row.id))) return
        const home = await findFacility(scope, row.home_facility_id)
        const role = home?.kind === 'villageClinic' ? 'villageDoctor' : 'familyDoctor'
        const owner = { facilityId: row.home_facility_id, role }
        const due = startOf(addDays(row.until_day, 1))
        await openDuty(scope, dutyFor(row, { kind: 'renewAgreement', from: home?.short_name ?? '', due, owner }), { isNext: true })
      })
    }
  },
}

/** A death ends the enrollment, and the household's agreement with its last member. */
export const endForDeath: Job = {
  name: 'enrollment:endForDeath',
  async run(kernel, payload) {
    const { residentId, diedOn } = payload as { residentId: string; diedOn: string }
    for (const found of await county(kernel, (scope) => enrollments.openOfDead(scope, residentId))) {
      await asSystem(kernel, { name: 'enrollment', facilities: [found.home_facility_id, found.facility_id, found.made_at_id] }, async (scope) => {
        const row = await enrollments.findEnrollment(scope, found.id)
        if (!row || (row.status !== 'enrolled' && row.status !== 'waiting')) return
        await endOne(scope, row, { status: row.status === 'waiting' ? 'withdrawn' : 'died', until: addDays(diedOn, 1), reason: '' })
      })
    }
  },
}

/** Heard in the transaction that records the death, by whoever has the record open: the rows may be out of their reach. */
export async function endOnDeath(scope: Scope, died: { residentId: string; diedOn: string }): Promise<void> {
  await queueJob(scope, endForDeath, died)
}

function county<T>(kernel: Kernel, work: (scope: Scope) => Promise<T>): Promise<T> {
  return asSystem(kernel, { name: 'enrollment', facilities: [], role: 'tongmai_county' }, work)
}
