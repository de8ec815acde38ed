import { z } from 'zod'
import { capability, day, moment, text } from '#kernel/capability.ts'
import { everyRole, role } from '#registry/access/roles.ts'
import { body, power } from './labels.ts'

const words = z.object({ zh: z.string(), en: z.string() })

const line = z.object({
  lineId: z.uuid(),
  body: body.schema,
  owner: role.schema,
  basis: z.string(),
  source: z.string(),
  reason: z.string(),
  from: day,
  until: day.nullable(),
  by: z.string(),
  at: moment,
})

const keepers = ['healthBureau', 'administrator'] as const

export const authorityContract = {
  listPowers: capability({
    method: 'GET',
    path: '/powers',
    title: { zh: '权责清单', en: 'List of powers' },
    access: { roles: everyRole, basis: 'none' },
    input: z.object({}),
    output: z.object({
      items: z.array(
        z.object({
          power: power.schema,
          body: body.schema,
          owner: role.schema,
          /** Whether a line of the county is in force; without one everybody whom the contract names may. */
          isCounty: z.boolean(),
          basis: words,
          capabilities: z.array(words),
          /** Who could hold it: roles that every capability of it names. */
          possible: z.array(role.schema),
          history: z.array(line),
        }),
      ),
    }),
    refusals: {},
  }),
  setPower: capability({
    method: 'POST',
    path: '/powers/{power}',
    title: { zh: '确定权责归属', en: 'Name the owner of a power' },
    access: { roles: keepers, basis: 'none' },
    input: z.object({ power: power.schema, owner: role.schema, body: body.schema, basis: text(300), source: text(200), reason: text(500), from: day }),
    output: z.object({ lineId: z.uuid() }),
    refusals: {
      notPossible: {
        zh: '这个岗位没有相应的功能权限,权责清单只能收窄,不能扩大',
        en: 'This role has not all of it by the contract; the list takes away and never adds',
      },
      inThePast: { zh: '生效日期不能早于今天', en: 'It cannot take effect before today' },
      notLater: { zh: '已有同日或更晚生效的归属', en: 'A line that begins that day or later is on record' },
    },
  }),
  endPower: capability({
    method: 'POST',
    path: '/powers/{power}/end',
    title: { zh: '取消本地权责归属', en: "End the county's line" },
    access: { roles: keepers, basis: 'none' },
    input: z.object({ power: power.schema, on: day }),
    output: z.object({ ended: z.int() }),
    refusals: {
      noLine: { zh: '没有生效中的本地归属', en: 'The county has no line in force' },
      inThePast: { zh: '结束日期应晚于生效日期,且不早于今天', en: 'The end must be after the beginning and not before today' },
    },
  }),
}
