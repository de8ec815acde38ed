import { z } from 'zod'
import type { Clock } from '#kernel/calendar.ts'
import { definePolicy } from '#kernel/policy.ts'

/** How long a device may work without having met the server; each contact begins it anew. */
export const leaseDays = definePolicy<number>({
  key: 'pack.leaseDays',
  title: { zh: '离线包有效期', en: 'Days a device may work without contact' },
  unit: { zh: '天', en: 'days' },
  schema: z.int().min(1).max(14),
  entries: [{ from: '2020-01-01', value: 7, source: 'proposal', status: 'unverified' }],
})

/** A device's clock may differ by so much between queuing and sending before anybody asks which of its times is right. */
export const clockTolerance = definePolicy<number>({
  key: 'pack.clockToleranceMinutes',
  title: { zh: '离线记录的时钟允许误差', en: "Tolerance for a device's clock" },
  unit: { zh: '分钟', en: 'minutes' },
  schema: z.int().min(1).max(720),
  entries: [{ from: '2020-01-01', value: 10, source: 'proposal', status: 'unverified' }],
})

/** By when whoever did the work settles what could not be taken. */
export const settleClock = definePolicy<Clock>({
  key: 'pack.settleClock',
  title: { zh: '待处理差异的处理期限', en: 'Time to settle what came back' },
  schema: z.object({ minutes: z.int().min(60).max(43200), counts: z.enum(['always', 'workingDays']) }),
  entries: [{ from: '2020-01-01', value: { minutes: 2880, counts: 'workingDays' }, source: 'proposal', status: 'unverified' }],
})

/** So many duties and terms of each kind a device takes along. */
export const mostDuties = 500
