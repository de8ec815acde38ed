import { z } from 'zod'
import { definePolicy, type Policy } from '#kernel/policy.ts'
import { indicators } from './definitions/index.ts'

/** A county's own target of an indicator is set here, as a dated act with a reason, like every other rule. */
export const targetPolicies: ReadonlyMap<string, Policy<number>> = new Map(
  indicators.flatMap(({ id, name, target }) => {
    if (!target) return []
    const policy = definePolicy({
      key: `indicator.${id}.target`,
      title: { zh: `${name.zh}:目标值`, en: `${name.en}: target` },
      unit: { zh: '%', en: '%' },
      schema: z.number().min(-100).max(1000),
      entries: [{ from: '2018-01-01', value: target.value, source: target.source, status: target.status }],
    })
    return [[id, policy] as const]
  }),
)

/** Which edition of a definition is in force, where there are several. */
export const editionPolicies: ReadonlyMap<string, Policy<string>> = new Map(
  indicators.flatMap(({ id, name, editions }) => {
    const [first] = editions
    if (!first || editions.length < 2) return []
    const policy = definePolicy({
      key: `indicator.${id}.edition`,
      title: { zh: `${name.zh}:采用的口径`, en: `${name.en}: edition in force` },
      schema: z.enum(editions.map((e) => e.id) as [string, ...string[]]),
      entries: [{ from: '2018-01-01', value: first.id, source: 'proposal', status: 'unverified' }],
    })
    return [[id, policy] as const]
  }),
)

/** How far from its target a figure is still called near: a share of the target. */
export const nearTarget = definePolicy({
  key: 'indicator.nearTarget',
  title: { zh: '指标灯:距目标多少以内为接近', en: 'Lights: how far from the target is near' },
  unit: { zh: '%', en: '%' },
  schema: z.number().min(0).max(50),
  entries: [{ from: '2018-01-01', value: 5, source: 'proposal', status: 'unverified' }],
})

/** How many points the share that stays in the county may lose in a year before it becomes somebody's duty. */
export const shareFall = definePolicy({
  key: 'indicator.shareFall',
  title: { zh: '县域内占比同比下降多少个百分点即预警', en: 'Fall of a share within the county that raises an alarm' },
  unit: { zh: '个百分点', en: 'points' },
  schema: z.number().min(0).max(20),
  entries: [{ from: '2018-01-01', value: 1, source: 'proposal', status: 'unverified' }],
})

/** On which day after a time has ended its report is frozen by itself: what is late by a few days still comes in. */
export const freezeOn = definePolicy({
  key: 'report.freezeOn',
  title: { zh: '报告定稿:结束后第几天', en: 'Reports: frozen on which day after the end' },
  unit: { zh: '天', en: 'days' },
  schema: z.int().min(1).max(60),
  entries: [{ from: '2018-01-01', value: 5, source: 'proposal', status: 'unverified' }],
})

/** When units that were reserved for the base are called unused: below this share, over these days, where at least so many were reserved (S-150). */
export const reservedUnused = definePolicy({
  key: 'indicator.reservedUnused',
  title: { zh: '预留号位闲置预警', en: 'Alarm of reserved units that go unused' },
  schema: z.object({ overDays: z.int().min(7).max(366), leastPercent: z.int().min(0).max(100), fewest: z.int().min(1).max(10_000) }),
  entries: [{ from: '2018-01-01', value: { overDays: 28, leastPercent: 50, fewest: 10 }, source: 'proposal', status: 'unverified' }],
})

/** Within how many days the same examination at another facility is a repeat, and how many of a month a facility may have (S-092). */
export const repeatedExams = definePolicy({
  key: 'indicator.repeatedExams',
  title: { zh: '重复检查预警', en: 'Alarm of repeated examinations' },
  schema: z.object({ withinDays: z.int().min(1).max(365), most: z.int().min(0).max(10_000) }),
  entries: [{ from: '2018-01-01', value: { withinDays: 14, most: 5 }, source: 'proposal', status: 'unverified' }],
})
