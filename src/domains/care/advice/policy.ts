import { z } from 'zod'
import type { Clock } from '#kernel/calendar.ts'
import { definePolicy } from '#kernel/policy.ts'

const clock = z.object({ minutes: z.int().min(1).max(43200), counts: z.enum(['always', 'workingDays']) })
type Clocks = { readonly emergency: Clock; readonly urgent: Clock; readonly routine: Clock }

/** By when the specialist must answer a question asked before referral. */
export const answerClock = definePolicy<Clocks>({
  key: 'advice.answerClock',
  title: { zh: '转诊前咨询的答复时限', en: 'Time to answer a question before referral' },
  schema: z.object({ emergency: clock, urgent: clock, routine: clock }),
  entries: [
    {
      from: '2020-01-01',
      source: 'proposal',
      status: 'unverified',
      value: { emergency: { minutes: 10, counts: 'always' }, urgent: { minutes: 240, counts: 'always' }, routine: { minutes: 2880, counts: 'workingDays' } },
    },
  ],
})

/** How long the question opens the record to whoever answers it, and the asker's time to act on the answer; days. */
export const adviceDays = definePolicy({
  key: 'advice.days',
  title: { zh: '咨询的调阅与处理天数', en: 'Days of an advice' },
  unit: { zh: '天', en: 'days' },
  schema: z.object({ open: z.int().min(1).max(90), toAct: z.int().min(1).max(30) }),
  entries: [{ from: '2020-01-01', value: { open: 30, toAct: 3 }, source: 'proposal', status: 'unverified' }],
})
