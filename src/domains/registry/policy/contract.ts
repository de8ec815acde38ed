import { z } from 'zod'
import { capability, day, text } from '#kernel/capability.ts'
import { everyRole } from '#registry/access/roles.ts'

export type { SourceId } from './labels.ts'

const words = z.object({ zh: z.string(), en: z.string() })
const level = z.enum(['county', 'consortium', 'facility'])

export const policyContract = {
  listPolicies: capability({
    method: 'GET',
    path: '/policies',
    title: { zh: '规则一览', en: 'Rules in force' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({ on: day.optional() }),
    output: z.object({
      on: day,
      items: z.array(
        z.object({
          key: z.string(),
          title: words,
          unit: words.nullable(),
          inForce: z.unknown(),
          from: day.nullable(),
          source: z.string().nullable(),
          status: z.enum(['verified', 'unverified', 'local']).nullable(),
          level: z.enum(['nation', 'county', 'consortium', 'facility']).nullable(),
          national: z.array(z.object({ from: day, value: z.unknown(), source: z.string(), status: z.string() })),
        }),
      ),
    }),
    refusals: {},
  }),
  setPolicy: capability({
    method: 'POST',
    path: '/policies/{key}',
    title: { zh: '设定本地规则', en: 'Set a local value' },
    access: { roles: ['consortiumManager', 'healthBureau'], basis: 'none' },
    input: z.object({
      key: z.string().max(100),
      level,
      placeId: z.uuid().optional(),
      from: day,
      until: day.optional(),
      value: z.unknown(),
      source: text(200),
      reason: text(500),
    }),
    output: z.object({ id: z.uuid() }),
    refusals: {
      unknownPolicy: { zh: '没有这条规则', en: 'There is no such rule' },
      wrongShape: { zh: '数值的形式不对', en: 'The value has the wrong shape', data: z.object({ why: z.string() }) },
      outOfBounds: { zh: '超出国家允许的范围', en: 'Outside what the nation allows', data: words },
      inThePast: { zh: '生效日期不能早于今天', en: 'It cannot take effect before today' },
      placeMissing: { zh: '请指定医共体或机构', en: 'Name the consortium or the facility' },
      emptyPeriod: { zh: '失效日期应晚于生效日期', en: 'The end must be after the beginning' },
    },
  }),
}
