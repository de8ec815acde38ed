import type { Job } from '#kernel/jobs.ts'
import { asSystem } from '#kernel/transaction.ts'
import { accountOfStaff, closeAccount } from '#registry/access/index.ts'
import { dueDepartures, settle } from './store.ts'

/** Closes the accounts of people whose last day was announced and has come. */
export const settleDepartures: Job = {
  name: 'movement:settleDepartures',
  cron: '2 * * * *',
  async run(kernel) {
    await asSystem(kernel, { name: 'departures', facilities: [] }, async (scope) => {
      for (const { id, staff_id } of await dueDepartures(scope)) {
        const accountId = await accountOfStaff(scope, staff_id)
        if (accountId) await closeAccount(scope, accountId)
        await settle(scope, id)
      }
    })
  },
}
