import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'

const whole = (min: number, max: number) => z.int().min(min).max(max)

/** How long a sign-in lasts, in hours. */
export const sessionHours = definePolicy({
  key: 'access.sessionHours',
  title: { zh: '登录有效时长', en: 'Length of a sign-in' },
  unit: { zh: '小时', en: 'hours' },
  schema: whole(1, 24),
  entries: [{ from: '2020-01-01', value: 12, source: 'proposal', status: 'unverified' }],
})

/** Wrong passwords from one place before that place has to wait. Never locks the person out elsewhere. */
export const attemptLimit = definePolicy({
  key: 'access.attemptLimit',
  title: { zh: '同一来源允许的密码错误次数', en: 'Wrong passwords allowed from one place' },
  unit: { zh: '次', en: 'attempts' },
  schema: whole(3, 10),
  entries: [{ from: '2020-01-01', value: 5, source: 'gb-t-22239', status: 'unverified' }],
})

/** How long that place waits, in minutes. */
export const attemptPause = definePolicy({
  key: 'access.attemptPause',
  title: { zh: '输错过多后的等待', en: 'Wait after too many attempts' },
  unit: { zh: '分钟', en: 'minutes' },
  schema: whole(1, 1440),
  entries: [{ from: '2020-01-01', value: 15, source: 'gb-t-22239', status: 'unverified' }],
})

/** How long a broken glass stays open, and by when somebody else must have looked at it; both in hours. */
export const breakGlassHours = definePolicy({
  key: 'access.breakGlassHours',
  title: { zh: '紧急调阅时长', en: 'Length of a break-glass' },
  unit: { zh: '小时', en: 'hours' },
  schema: whole(1, 24),
  entries: [{ from: '2020-01-01', value: 4, source: 'proposal', status: 'unverified' }],
})
export const breakGlassReviewHours = definePolicy({
  key: 'access.breakGlassReviewHours',
  title: { zh: '紧急调阅复核时限', en: 'Review of a break-glass' },
  unit: { zh: '小时', en: 'hours' },
  schema: whole(1, 72),
  entries: [{ from: '2021-11-01', value: 24, source: 'pipl', status: 'unverified' }],
})
