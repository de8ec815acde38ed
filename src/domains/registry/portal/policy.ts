import { z } from 'zod'
import { definePolicy } from '#kernel/policy.ts'

const whole = (min: number, max: number) => z.int().min(min).max(max)
const minutes = { zh: '分钟', en: 'minutes' } as const
const times = { zh: '次', en: 'times' } as const
const proposed = { source: 'proposal', status: 'unverified' } as const
const protectedBaseline = { source: 'gb-t-22239', status: 'unverified' } as const

/** How long a code that was sent may be used. */
export const codeMinutes = definePolicy({
  key: 'portal.codeMinutes',
  title: { zh: '登录验证码有效时长', en: 'Life of a sign-in code' },
  unit: minutes,
  schema: whole(1, 15),
  entries: [{ from: '2026-01-01', value: 5, ...proposed }],
})

/** Tries of one code, wrong or right. */
export const codeTries = definePolicy({
  key: 'portal.codeTries',
  title: { zh: '一个验证码可试的次数', en: 'Tries of one code' },
  unit: times,
  schema: whole(3, 10),
  entries: [{ from: '2026-01-01', value: 5, ...protectedBaseline }],
})

/** Codes an hour for one phone: six digits, five tries and five codes leave a guesser 25 in a million. */
export const codesPerPhone = definePolicy({
  key: 'portal.codesPerPhone',
  title: { zh: '同一手机号每小时可要的验证码', en: 'Codes an hour for one phone' },
  unit: times,
  schema: whole(1, 20),
  entries: [{ from: '2026-01-01', value: 5, ...proposed }],
})

/** Codes an hour asked for from one place. A county whose residents share one address sets it higher. */
export const codesPerPlace = definePolicy({
  key: 'portal.codesPerPlace',
  title: { zh: '同一来源每小时可要的验证码', en: 'Codes an hour from one place' },
  unit: times,
  schema: whole(5, 10_000),
  entries: [{ from: '2026-01-01', value: 60, ...proposed }],
})

/** Wrong codes an hour from one place, whatever phones they were for. */
export const wrongPerPlace = definePolicy({
  key: 'portal.wrongPerPlace',
  title: { zh: '同一来源每小时可输错的次数', en: 'Wrong codes an hour from one place' },
  unit: times,
  schema: whole(5, 1000),
  entries: [{ from: '2026-01-01', value: 20, ...protectedBaseline }],
})

/** How long a sign-in picture shown by staff works. */
export const passMinutes = definePolicy({
  key: 'portal.passMinutes',
  title: { zh: '机构出示的登录码有效时长', en: 'Life of the sign-in picture of a facility' },
  unit: minutes,
  schema: whole(1, 30),
  entries: [{ from: '2026-01-01', value: 10, ...proposed }],
})

/** A phone that lies on the table is signed out after this long, and every sign-in after so many hours. */
export const idleMinutes = definePolicy({
  key: 'portal.idleMinutes',
  title: { zh: '居民登录闲置时限', en: "A resident's sign-in ends unused after" },
  unit: minutes,
  schema: whole(5, 240),
  entries: [{ from: '2026-01-01', value: 30, ...protectedBaseline }],
})
export const sessionHours = definePolicy({
  key: 'portal.sessionHours',
  title: { zh: '居民登录最长时长', en: "A resident's sign-in lasts at most" },
  unit: { zh: '小时', en: 'hours' },
  schema: whole(1, 72),
  entries: [{ from: '2026-01-01', value: 12, ...proposed }],
})

/** From this age on the screens begin in large type. */
export const largeTypeAge = definePolicy({
  key: 'portal.largeTypeAge',
  title: { zh: '默认大字的年龄', en: 'Age from which large type is the default' },
  unit: { zh: '岁', en: 'years' },
  schema: whole(40, 90),
  entries: [{ from: '2026-01-01', value: 60, ...proposed }],
})

/** A guardian acts for a child until this birthday. */
export const guardianUntilAge = definePolicy({
  key: 'portal.guardianUntilAge',
  title: { zh: '监护人代办到几岁', en: 'A guardian acts until the age of' },
  unit: { zh: '岁', en: 'years' },
  schema: whole(14, 18),
  entries: [{ from: '2021-01-01', value: 18, source: 'civil-code', status: 'unverified' }],
})

/** An elder's word is asked for anew after this long at most. */
export const elderProxyMonths = definePolicy({
  key: 'portal.elderProxyMonths',
  title: { zh: '家人代办最长期限', en: 'A proxy of an elder lasts at most' },
  unit: { zh: '个月', en: 'months' },
  schema: whole(1, 36),
  entries: [{ from: '2026-01-01', value: 12, ...proposed }],
})

/** How the person who looked is named to the resident: the facility and the role always are. */
export const staffNames = definePolicy<'full' | 'surname' | 'none'>({
  key: 'portal.staffNames',
  title: { zh: '查看记录里怎样称呼医务人员', en: 'How staff are named to the resident whose record they opened' },
  schema: z.enum(['full', 'surname', 'none']),
  entries: [{ from: '2021-11-01', value: 'surname', ...proposed }],
})

/** Days in which a facility answers a resident who does not know a look at their record. */
export const objectionDays = definePolicy({
  key: 'portal.objectionDays',
  title: { zh: '答复居民查看异议的时限', en: 'Answer to an objection to a look' },
  unit: { zh: '天', en: 'days' },
  schema: whole(1, 30),
  outOfBounds: (value) => (value > 30 ? { zh: '不得超过 30 天', en: 'must not be over 30 days' } : undefined),
  entries: [{ from: '2020-10-01', value: 15, source: 'gb-t-35273', status: 'unverified' }],
})

/** How often a message is tried before it is given up. */
export const messageTries = definePolicy({
  key: 'portal.messageTries',
  title: { zh: '短信发送最多尝试次数', en: 'Tries of a message' },
  unit: times,
  schema: whole(1, 20),
  entries: [{ from: '2026-01-01', value: 5, ...proposed }],
})
