import { addMinutes } from '#kernel/calendar.ts'
import { closeDuties, nextDuty, openDuty } from '#kernel/duty.ts'
import type { Job } from '#kernel/jobs.ts'
import { policyOf } from '#kernel/scope.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { facilitiesWith } from '#registry/access/index.ts'
import { type Kept, kept, times } from './policy.ts'
import { dueNow } from './rules.ts'
import { type KeyMark, readState } from './state.ts'

/** What takes more rights than the application has; answers whether it succeeded. */
type Hands = { readonly backUp: (keep: Kept) => Promise<boolean>; readonly drill: () => Promise<boolean>; readonly keyMark: KeyMark }

// One loop for the whole platform: its safety.
const subject = { kind: 'upkeep', id: '00000000-0000-7000-8000-000000000001' } as const
const toMendMinutes = 1440

/** Looks every ten minutes whether a backup or a drill is due, and sees to it that an administrator hears of trouble. */
export function keepSafe(hands: Hands): Job {
  return {
    name: 'upkeep:keepSafe',
    cron: '*/10 * * * *',
    async run(kernel) {
      const look = () =>
        asSystem(kernel, { name: 'upkeep', facilities: [] }, async (scope) => {
          const { state, troubles } = await readState(scope, hands.keyMark)
          return { due: dueNow(state, { now: scope.now, times: policyOf(scope, times) }), keep: policyOf(scope, kept), troubles }
        })
      const { due, keep } = await look()
      if (due.backUp) await hands.backUp(keep)
      // After the backup: the drill is of the newest one.
      if ((await look()).due.drill) await hands.drill()
      await settle(kernel, (await look()).troubles)
    },
  }
}

/** One duty while anything is wrong, with what is wrong on its card; none when all is well again. */
async function settle(kernel: Kernel, troubles: readonly string[]): Promise<void> {
  const [facilityId] = await asSystem(kernel, { name: 'upkeep', facilities: [] }, (scope) => facilitiesWith(scope, 'administrator'))
  if (!facilityId) return
  await asSystem(kernel, { name: 'upkeep', facilities: [facilityId] }, async (scope) => {
    const open = await nextDuty(scope, subject)
    const same = open && JSON.stringify(open.card.troubles) === JSON.stringify(troubles)
    if (same || (!open && troubles.length === 0)) return
    if (open) await closeDuties(scope, subject, { outcome: troubles.length === 0 ? 'mended' : 'changed' })
    if (troubles.length === 0) return
    const owner = { facilityId, role: 'administrator' }
    const duty = { kind: 'mendUpkeep', subject, owner, due: addMinutes(scope.now, toMendMinutes), involved: [facilityId], card: { troubles } }
    await openDuty(scope, duty, { isNext: true })
  })
}
