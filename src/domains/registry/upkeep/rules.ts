import { type Moment, minutesBetween } from '#kernel/calendar.ts'
import type { CodeOf } from '#kernel/words.ts'
import type { trouble } from './labels.ts'
import type { Times } from './policy.ts'

export type Attempt = { readonly at: Moment; readonly done: boolean; readonly why: string | null }

/** What is known of the last backups and drills. */
export type State = {
  readonly lastBackup: Attempt | undefined
  readonly lastDrill: Attempt | undefined
  /** The newest that succeeded. */
  readonly backupAt: Moment | undefined
  readonly drillAt: Moment | undefined
  readonly keysCopied: boolean
}

export type Trouble = CodeOf<typeof trouble>

// By day only what was missed for another half of its interval: a machine that is switched off at night is backed up too.
const byDay = 1.5
/** A failed attempt is not repeated every minute. */
const againMinutes = 180

/** Whether a backup or a drill is to be made now. At night when it is due, by day when a night was missed. */
export function dueNow(state: State, at: { now: Moment; times: Times }): { backUp: boolean; drill: boolean } {
  const { now, times } = at
  const night = isNight(now, times)
  const isDue = (succeeded: Moment | undefined, last: Attempt | undefined, every: number) => {
    if (last && !last.done && minutesBetween(last.at, now) < againMinutes) return false
    if (!succeeded) return true
    // Made last night at 01:10 and due again at 01:10: an hour's grace, or it would wander through the night.
    return minutesBetween(succeeded, now) >= (night ? every - 60 : every * byDay)
  }
  return {
    backUp: isDue(state.backupAt, state.lastBackup, times.backupHours * 60),
    drill: state.backupAt !== undefined && isDue(state.drillAt, state.lastDrill, times.drillDays * 1440),
  }
}

function isNight(now: Moment, { nightFrom, nightUntil }: Times): boolean {
  const hour = (new Date(now).getUTCHours() + 8) % 24
  return nightFrom <= nightUntil ? hour >= nightFrom && hour < nightUntil : hour >= nightFrom || hour < nightUntil
}

/** What endangers the data now. `since` is when the platform began: a new one is not blamed for having no past. */
export function troublesOf(state: State, at: { now: Moment; times: Times; since: Moment }): Trouble[] {
  const { now, times, since } = at
  const older = (succeeded: Moment | undefined, minutes: number) => minutesBetween(succeeded ?? since, now) > minutes
  const troubles: Trouble[] = []
  if (state.lastBackup && !state.lastBackup.done) troubles.push('backupFailed')
  if (older(state.backupAt, times.tellBackupHours * 60)) troubles.push(state.backupAt ? 'backupOld' : 'noBackup')
  if (state.lastDrill && !state.lastDrill.done) troubles.push('drillFailed')
  if (older(state.drillAt, times.tellDrillDays * 1440)) troubles.push('drillOld')
  if (!state.keysCopied) troubles.push('keysUncopied')
  return troubles
}
