import type { Job } from '#kernel/jobs.ts'
import { asSystem } from '#kernel/transaction.ts'
import { linkWaiting } from './store/taking.ts'

const portion = 5000

/** Whoever was unknown when their settlement came is registered some day: every two minutes their claims become theirs. */
export const linkClaims: Job = {
  name: 'elsewhere:linkClaims',
  cron: '*/2 * * * *',
  async run(kernel) {
    for (let linked = portion; linked === portion; ) {
      linked = await asSystem(kernel, { name: 'elsewhere', facilities: [], role: 'tongmai_loader' }, (scope) => linkWaiting(scope, portion))
    }
  },
}
