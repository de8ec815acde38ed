import { setTimeout as pause } from 'node:timers/promises'
import { type CountingPhase, personProviders, rebuildMeasures, refreshMeasures } from '#governance/measures/index.ts'
import { createPool } from '#kernel/database.ts'
import type { Log } from '#kernel/log.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import type { Kernel } from '#kernel/transaction.ts'

/** Counts everything there is: after a county was made, before anybody opens a page. */
export async function countFigures(url: string, tell?: (phase: CountingPhase) => void): Promise<void> {
  const pool = createPool(url, { max: 2 })
  try {
    await rebuildMeasures(await kernelOver(pool), personProviders, tell)
  } finally {
    await pool.end()
  }
}

/** What work at the machine needs of the kernel: nobody asks, nobody listens. */
export async function kernelOver(pool: ReturnType<typeof createPool>, clock: () => Date = () => new Date()): Promise<Kernel> {
  const rules = createRuleBook(pool)
  await rules.refresh()
  return { pool, rules, clock, live: { announce: () => undefined } as unknown as Kernel['live'], openingOf: async () => ({ ids: [], basis: null }) }
}

/** Every so often; a figure follows the visit that changes it within this and the time of counting. */
const pauseMs = 1500

/** Keeps the figures at the rows until it is stopped. Several processes may do so; one counts at a time. */
export function keepFigures(kernel: Kernel, log: Log): { stop(): Promise<void> } {
  const ending = new AbortController()
  const running = keep(kernel, log, ending.signal)
  return {
    async stop() {
      ending.abort()
      await running
    },
  }
}

async function keep(kernel: Kernel, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const taken = await refreshMeasures(kernel, personProviders).catch((error: unknown) => {
      if (!signal.aborted) log.error({ err: error }, 'the figures could not be counted and will be tried again')
      return 0
    })
    // A batch that was full is followed by the next at once.
    if (taken === 0) await pause(pauseMs, undefined, { signal }).catch(() => undefined)
  }
}
