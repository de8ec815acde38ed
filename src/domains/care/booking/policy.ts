import { z } from 'zod'
import type { Clock } from '#kernel/calendar.ts'
import { definePolicy } from '#kernel/policy.ts'

/** Share of expert slots, beds and booked examinations kept for referrals from the base (S-157, S-311). */
export const reservedPercent = definePolicy({
  key: 'booking.reservedPercent',
  title: { zh: '为基层转诊预留的比例', en: 'Share reserved for referrals from the base' },
  unit: { zh: '%', en: '%' },
  schema: z.int().min(0).max(100),
  outOfBounds: (value) => (value < 20 ? { zh: '不得低于 20 %', en: 'must not be below 20 %' } : undefined),
  entries: [{ from: '2020-01-01', value: 20, source: 'seed-004', status: 'verified' }],
})

export type Release = { readonly hoursBefore: number; readonly percentOfUnused: number }

/** When unused reserved units are opened to everybody (G-06), the earliest step first. */
export const releaseCalendar = definePolicy<readonly Release[]>({
  key: 'booking.releaseCalendar',
  title: { zh: '预留号位的释放日历', en: 'Release calendar of reserved units' },
  schema: z
    .array(z.object({ hoursBefore: z.int().min(1).max(720), percentOfUnused: z.int().min(1).max(100) }))
    .min(1)
    .max(5),
  entries: [
    {
      from: '2020-01-01',
      source: 'standards-9.1',
      status: 'unverified',
      value: [
        { hoursBefore: 48, percentOfUnused: 50 },
        { hoursBefore: 24, percentOfUnused: 100 },
      ],
    },
  ],
})

export type Urgency = 'emergency' | 'urgent' | 'routine'

const clock = z.object({ minutes: z.int().min(1).max(20160), counts: z.enum(['always', 'workingDays']) })

/** How long a unit is kept for somebody who has not been accepted yet; it never outlives the session's start. */
export const holdLimit = definePolicy<Readonly<Record<Urgency, Clock>>>({
  key: 'booking.holdLimit',
  title: { zh: '号位保留时限', en: 'How long a unit is held' },
  schema: z.object({ emergency: clock, urgent: clock, routine: clock }),
  entries: [
    {
      from: '2020-01-01',
      source: 'standards-9.1',
      status: 'unverified',
      value: { emergency: { minutes: 10, counts: 'always' }, urgent: { minutes: 120, counts: 'always' }, routine: { minutes: 1440, counts: 'workingDays' } },
    },
  ],
})
