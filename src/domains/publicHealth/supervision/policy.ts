import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'

/** Days a facility has to mend what was found, by how grave it is, and days the supervisor has to look again. */
export const rectification = definePolicy({
  key: 'supervision.rectificationDays',
  title: { zh: '督导整改与复核期限', en: 'Days to mend a finding and to check it' },
  unit: { zh: '天', en: 'days' },
  schema: z.object({
    minor: z.int().min(1).max(180),
    major: z.int().min(1).max(90),
    critical: z.int().min(0).max(30),
    check: z.int().min(1).max(30),
  }),
  entries: [{ from: '2020-01-01', value: { minor: 30, major: 15, critical: 3, check: 7 }, source: 'proposal', status: 'unverified' }],
})
