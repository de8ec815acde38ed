import { fillFromWaitList, releaseReserved, settleHolds } from '#care/booking/index.ts'
import { expireUnanswered } from '#care/referral/index.ts'
import { watchSupply } from '#governance/board/index.ts'
import { createPool } from '#kernel/database.ts'
import type { Job } from '#kernel/jobs.ts'
import { createLiveHub } from '#kernel/live.ts'
import { createLog } from '#kernel/log.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { escalateOverdue } from '#registry/duty/index.ts'
import type { TestPlatform } from '#tests/platform.ts'
import { wire } from '../../src/wiring.ts'

/** The jobs of a test platform, run by hand at the moment its clock shows. */
export type JobsByHand = { readonly kernel: Kernel; byName(name: string): Job; runAll(): Promise<void>; fill(): Promise<void>; stop(): Promise<void> }

export async function jobsOf(platform: TestPlatform): Promise<JobsByHand> {
  const pool = createPool(platform.url, { max: 4 })
  const live = createLiveHub({ url: platform.url, log: createLog('silent') })
  const { kernel, jobs } = await wire({ pool, live, vault: platform.vault, clock: platform.clock.now, place: platform.place, uploadMegabytes: 20 })
  async function fill(): Promise<void> {
    const lines = await platform.look<{ department_id: string; kind: string }>("select distinct department_id, kind from booking.wait where status = 'waiting'")
    for (const line of lines) await fillFromWaitList.run(kernel, { departmentId: line.department_id, kind: line.kind })
  }
  return {
    kernel,
    fill,
    byName(name) {
      const job = jobs.find((each) => each.name === name)
      if (!job) throw new Error(`no job ${name}`)
      return job
    },
    async runAll() {
      for (const job of [settleHolds, releaseReserved, expireUnanswered, watchSupply, escalateOverdue]) await job.run(kernel, {})
      await fill()
    },
    async stop() {
      await live.close()
      await pool.end()
    },
  }
}
