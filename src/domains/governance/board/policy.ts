import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'

/** Returns from the hospital are to grow by so much a year on average (S-154, S-323). */
export const downGrowthTarget = definePolicy({
  key: 'board.downGrowthTarget',
  title: { zh: '下转人次年均增长目标', en: 'Target growth of returns a year' },
  unit: { zh: '%', en: '%' },
  schema: z.int().min(0).max(200),
  entries: [{ from: '2020-01-01', value: 10, source: 'seed-004', status: 'verified' }],
})

export type Targets = {
  readonly answeredInTime: number
  readonly summaryComplete: number
  readonly firstContactInTime: number
  readonly outcomeRecorded: number
  readonly noShowAtMost: number
}

const percent = z.int().min(0).max(100)

/** What the two sides of a referral are held to on the board (S-326). */
export const twoWayTargets = definePolicy<Targets>({
  key: 'board.twoWayTargets',
  title: { zh: '双向考核目标值', en: 'Targets of the two-way assessment' },
  unit: { zh: '%', en: '%' },
  schema: z.object({ answeredInTime: percent, summaryComplete: percent, firstContactInTime: percent, outcomeRecorded: percent, noShowAtMost: percent }),
  entries: [
    {
      from: '2020-01-01',
      source: 'proposal',
      status: 'unverified',
      value: { answeredInTime: 95, summaryComplete: 90, firstContactInTime: 90, outcomeRecorded: 90, noShowAtMost: 10 },
    },
  ],
})

export type SupplyWatch = {
  /** How far ahead reserved units are looked at, today included. */
  readonly daysAhead: number
  /** Weeks whose pace is taken for the coming days. */
  readonly paceWeeks: number
  /** At this share left or less of what was reserved there, it is called low whatever the pace. */
  readonly percentLeft: number
}

/** When reserved units are called low, before they are gone. */
export const supplyWatch = definePolicy<SupplyWatch>({
  key: 'board.supplyWatch',
  title: { zh: '预留号位不足预警', en: 'Early warning of reserved units' },
  schema: z.object({ daysAhead: z.int().min(2).max(30), paceWeeks: z.int().min(1).max(12), percentLeft: z.int().min(0).max(90) }),
  entries: [{ from: '2020-01-01', value: { daysAhead: 7, paceWeeks: 4, percentLeft: 20 }, source: 'proposal', status: 'unverified' }],
})
