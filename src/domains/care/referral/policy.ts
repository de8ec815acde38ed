import { z } from 'zod'
import type { Clock } from '#kernel/calendar.ts'
import { definePolicy } from '#kernel/policy.ts'
import { type RoleName, role } from '#registry/access/roles.ts'

const clock = z.object({ minutes: z.int().min(1).max(43200), counts: z.enum(['always', 'workingDays']) })

export type Clocks = {
  readonly emergency: Clock
  readonly urgent: Clock
  readonly routine: Clock
}

/** By when the receiver must answer a referral (standards 9.1). */
export const acceptClock = definePolicy<Clocks>({
  key: 'referral.acceptClock',
  title: { zh: '转诊接收时限', en: 'Time to answer a referral' },
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

export type StepClocks = {
  readonly supplyMore: Clock
  readonly arrive: Clock
  readonly treat: Clock
  readonly discharge: Clock
  readonly sendHome: Clock
  readonly acceptReturn: Clock
  readonly firstContact: Clock
  readonly outcome: Clock
  readonly settle: Clock
  readonly approve: Clock
}

/** Every other step of the loop: how long whoever has the turn may take (standards 9.1; the 14 days are the national norm's). */
export const stepClock = definePolicy<StepClocks>({
  key: 'referral.stepClock',
  title: { zh: '转诊各环节时限', en: 'Time for each step of a referral' },
  schema: z.object({
    supplyMore: clock,
    arrive: clock,
    treat: clock,
    discharge: clock,
    sendHome: clock,
    acceptReturn: clock,
    firstContact: clock,
    outcome: clock,
    settle: clock,
    approve: clock,
  }),
  entries: [
    {
      from: '2020-01-01',
      source: 'standards-9.1',
      status: 'unverified',
      value: {
        supplyMore: { minutes: 1440, counts: 'workingDays' },
        arrive: { minutes: 10080, counts: 'always' },
        treat: { minutes: 1440, counts: 'always' },
        discharge: { minutes: 20160, counts: 'always' },
        sendHome: { minutes: 1440, counts: 'always' },
        acceptReturn: { minutes: 2880, counts: 'always' },
        firstContact: { minutes: 10080, counts: 'always' },
        outcome: { minutes: 20160, counts: 'always' },
        settle: { minutes: 1440, counts: 'workingDays' },
        approve: { minutes: 1440, counts: 'workingDays' },
      },
    },
  ],
})

/** Who approves a referral out of the county (S-118, S-215). */
export const approverRole = definePolicy<RoleName>({
  key: 'referral.outOfCountyApprover',
  title: { zh: '县外转诊审批岗位', en: 'Who approves a referral out of the county' },
  schema: role.schema,
  entries: [{ from: '2020-01-01', value: 'hospitalManager', source: 'seed-001', status: 'local' }],
})

/** Days an unanswered referral stays open past its due time before it goes back to its sender as expired. */
export const expiryDays = definePolicy({
  key: 'referral.expiryDays',
  title: { zh: '未答复转诊的失效天数', en: 'Days until an unanswered referral goes back' },
  unit: { zh: '天', en: 'days' },
  schema: z.int().min(1).max(60),
  entries: [{ from: '2020-01-01', value: 7, source: 'proposal', status: 'unverified' }],
})

/** How long a referral opens the record to its receiver at most, and how long after its end; days. */
export const basisDays = definePolicy({
  key: 'referral.basisDays',
  title: { zh: '转诊调阅依据的天数', en: 'Days a referral opens the record' },
  unit: { zh: '天', en: 'days' },
  schema: z.object({ open: z.int().min(1).max(366), afterEnd: z.int().min(0).max(90) }),
  entries: [{ from: '2020-01-01', value: { open: 180, afterEnd: 14 }, source: 'proposal', status: 'unverified' }],
})
