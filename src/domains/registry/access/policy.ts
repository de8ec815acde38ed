import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'
import { type RoleName, role } from './roles.ts'

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

/** How long there is to follow up a break-glass that was found wrong, in days. */
export const breakGlassFollowUpDays = definePolicy({
  key: 'access.breakGlassFollowUpDays',
  title: { zh: '不当调阅追究时限', en: 'Follow-up of an unjustified break-glass' },
  unit: { zh: '天', en: 'days' },
  schema: whole(1, 60),
  entries: [{ from: '2020-01-01', value: 15, source: 'proposal', status: 'unverified' }],
})

/** Who signs in with a code of an authenticator beside the password. A county may ask it of more, never of fewer than these two. */
export const secondFactorRoles = definePolicy<readonly RoleName[]>({
  key: 'access.secondFactorRoles',
  title: { zh: '须双因素登录的岗位', en: 'Posts that sign in with a second factor' },
  schema: z.array(role.schema).max(20),
  outOfBounds: (roles) =>
    roles.includes('administrator') && roles.includes('auditor')
      ? undefined
      : { zh: '系统管理员和审计员必须使用双因素登录', en: 'Administrators and auditors always need a second factor' },
  entries: [
    {
      from: '2020-01-01',
      value: ['administrator', 'auditor', 'consortiumManager', 'hospitalManager', 'healthBureau', 'insuranceBureau'],
      source: 'gb-t-22239',
      status: 'unverified',
    },
  ],
})

/** After this long without a sign of life a sign-in is over, in minutes. A village doctor's phone is locked by itself. */
export const idleMinutes = definePolicy<{ readonly everyone: number; readonly byRole?: Partial<Record<RoleName, number>> | undefined }>({
  key: 'access.idleMinutes',
  title: { zh: '无操作自动退出', en: 'Idle limit of a sign-in' },
  unit: { zh: '分钟', en: 'minutes' },
  schema: z.object({ everyone: whole(5, 1440), byRole: z.partialRecord(role.schema, whole(5, 1440)).optional() }),
  entries: [
    { from: '2020-01-01', value: { everyone: 60, byRole: { administrator: 30, auditor: 30, villageDoctor: 720 } }, source: 'gb-t-22239', status: 'unverified' },
  ],
})
