import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'

export type Times = {
  readonly backupHours: number
  readonly drillDays: number
  /** Hours of the day in Asia/Shanghai in which it disturbs nobody. */
  readonly nightFrom: number
  readonly nightUntil: number
  /** Somebody is told when nothing succeeded for so long. */
  readonly tellBackupHours: number
  readonly tellDrillDays: number
}

const hour = z.int().min(0).max(24)

/** How often the product backs itself up and proves that the backup can be used. */
export const times = definePolicy<Times>({
  key: 'upkeep.times',
  title: { zh: '备份与恢复演练的间隔', en: 'How often backups and restore drills are made' },
  schema: z.object({
    backupHours: z.int().min(1).max(168),
    drillDays: z.int().min(1).max(92),
    nightFrom: hour,
    nightUntil: hour,
    tellBackupHours: z.int().min(2).max(336),
    tellDrillDays: z.int().min(2).max(184),
  }),
  outOfBounds: ({ backupHours, drillDays, tellBackupHours, tellDrillDays }) =>
    tellBackupHours <= backupHours || tellDrillDays <= drillDays
      ? { zh: '提醒的时间应长于间隔', en: 'the time after which somebody is told must be longer than the interval' }
      : undefined,
  entries: [
    {
      from: '2020-01-01',
      source: 'proposal',
      status: 'unverified',
      value: { backupHours: 24, drillDays: 7, nightFrom: 1, nightUntil: 5, tellBackupHours: 50, tellDrillDays: 16 },
    },
  ],
})

export type Kept = { readonly days: number; readonly weeks: number; readonly months: number }

/** How long backups are kept: the newest of so many days, weeks and months. */
export const kept = definePolicy<Kept>({
  key: 'upkeep.kept',
  title: { zh: '备份保留多久', en: 'How long backups are kept' },
  schema: z.object({ days: z.int().min(1).max(60), weeks: z.int().min(0).max(60), months: z.int().min(0).max(120) }),
  entries: [{ from: '2020-01-01', source: 'proposal', status: 'unverified', value: { days: 7, weeks: 4, months: 6 } }],
})
