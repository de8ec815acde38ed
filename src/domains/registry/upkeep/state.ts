import { policyOf, type Scope } from '#kernel/scope.ts'
import { times } from './policy.ts'
import { type State, type Trouble, troublesOf } from './rules.ts'
import { lastBackups, lastDrills, platformFacts } from './store.ts'

/** Tells the keys in use from others; undefined where nobody told this process. */
export type KeyMark = () => string | undefined

/** What is known, and what it means today. */
export async function readState(scope: Scope, keyMark: KeyMark): Promise<{ state: State; troubles: Trouble[]; keyCopyConfirmedAt: string | null }> {
  const [backups, drills, facts] = await Promise.all([lastBackups(scope), lastDrills(scope), platformFacts(scope)])
  const keysCopied = facts.copied !== undefined && facts.copied.mark === keyMark()
  const state = { lastBackup: backups.last, backupAt: backups.doneAt, lastDrill: drills.last, drillAt: drills.doneAt, keysCopied }
  const troubles = troublesOf(state, { now: scope.now, times: policyOf(scope, times), since: facts.since })
  return { state, troubles, keyCopyConfirmedAt: keysCopied ? (facts.copied?.at ?? null) : null }
}
