import type { Job } from '#kernel/jobs.ts'
import { policyOf } from '#kernel/scope.ts'
import { asSystem } from '#kernel/transaction.ts'
import { allPlaces } from '../measures/index.ts'
import { freezeOn } from './policy.ts'
import { freeze } from './reports.ts'
import { dueToFreeze } from './rules/period.ts'

const reach = { name: 'reports', facilities: [] } as const
const frozenKinds = ['prefecture', 'county', 'consortium']

/**
 * Freezes the month, the quarter and the year that ended, for the county and its consortia, some days after the end. It looks every hour: a
 * platform that was off on the day does it when it is back, and what is frozen already stays as it is.
 */
export const freezeEnded: Job = {
  name: 'indicators:freezeEnded',
  cron: '41 * * * *',
  async run(kernel) {
    const due = await asSystem(kernel, reach, async (scope) => {
      const places = (await allPlaces(scope)).filter((p) => frozenKinds.includes(p.kind))
      return dueToFreeze(scope.today, policyOf(scope, freezeOn)).flatMap(({ name }) => places.map(({ id }) => ({ placeId: id, period: name })))
    })
    for (const each of due) await asSystem(kernel, reach, (scope) => freeze(scope, each, { account: null, name: null }))
  },
}
