import { z } from 'zod'
import { capability, day, moment, page, paging, text } from '#kernel/capability.ts'
import { ageBand, cause, placeKind, quantity, unit } from './labels.ts'

export { ageBand, cause, column, quantity, unit } from './labels.ts'

const roles = ['healthBureau', 'insuranceBureau', 'consortiumManager'] as const
const words = z.object({ zh: z.string(), en: z.string() })

/** What a figure is told apart by: ages for deaths and mid-year population, the cause of death. */
const dims = z.object({ ageBand: ageBand.schema.optional(), cause: cause.schema.optional() })
const place = z.object({ kind: placeKind.schema, placeId: z.string(), name: z.string() })
/** A division's code, or the id of a facility or consortium. */
const placeId = z.string().regex(/^(\d{6}|\d{12}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/)
/** People and places as they are counted, money in fen. */
const value = z.int().min(0).max(9_000_000_000_000)

const figure = z.object({
  reportedId: z.uuid(),
  quantity: quantity.schema,
  unit: unit.schema,
  place,
  from: day,
  /** The first day after the period. */
  until: day,
  value,
  dims,
  source: z.string(),
  note: z.string().nullable(),
  because: z.string().nullable(),
  isCorrected: z.boolean(),
  recordedBy: z.string(),
  recordedAt: moment,
  knownUntil: moment.nullable(),
  version: z.int(),
})

const notYours = { zh: '这个指标由其他部门上报', en: 'This figure is reported by another office' }
const wrongLine = z.object({ line: z.int(), column: words, why: words, fix: words, written: z.string() })

/** Reported figures are few: what is loaded at once is a page or two. */
export const mostLetters = 200_000

export const reportedContract = {
  listReported: capability({
    method: 'GET',
    path: '/reported',
    title: { zh: '上报数据', en: 'Reported figures' },
    access: { roles, basis: 'none' },
    input: z.object({ year: z.coerce.number().int().min(2000).max(2100).optional(), quantity: quantity.schema.optional(), ...paging }),
    output: page(figure).extend({
      year: z.int(),
      places: z.array(place),
      quantities: z.array(
        z.object({
          quantity: quantity.schema,
          unit: unit.schema,
          placeKinds: z.array(placeKind.schema),
          needs: z.array(z.enum(['ageBand', 'cause'])),
          isYours: z.boolean(),
          /** What cannot be computed without it. */
          waits: words,
          /** Standing figures in the year. */
          reported: z.int(),
        }),
      ),
    }),
    refusals: {},
  }),
  recordReported: capability({
    method: 'POST',
    path: '/reported',
    title: { zh: '上报一个数', en: 'Report a figure' },
    access: { roles, basis: 'none' },
    input: z.object({
      quantity: quantity.schema,
      placeKind: placeKind.schema,
      reportedFor: placeId,
      from: day,
      until: day,
      value,
      dims: dims.default({}),
      source: text(200),
      note: text(500).optional(),
    }),
    output: figure,
    refusals: {
      notYours,
      noSuchPlace: { zh: '没有这个地区、医共体或机构', en: 'There is no such division, consortium or facility' },
      notForPlace: { zh: '这个指标不按这一级上报', en: 'This figure is not reported for this kind of place' },
      wrongPeriod: { zh: '时段的结束要在开始之后,开始不能在未来', en: 'A period ends after it begins, and has begun' },
      wrongDims: { zh: '这个指标的年龄段或死因没有填对', en: 'Age band or cause do not fit this figure' },
      alreadyThere: { zh: '这个数已经报过,请用“更正”', en: 'This figure was reported; correct it instead' },
    },
  }),
  correctReported: capability({
    method: 'POST',
    path: '/reported/{reportedId}/correct',
    title: { zh: '更正上报的数', en: 'Correct a reported figure' },
    access: { roles, basis: 'none' },
    input: z.object({ reportedId: z.uuid(), version: z.int(), value, source: text(200), note: text(500).optional(), because: text(200) }),
    output: figure,
    refusals: {
      notYours,
      replaced: { zh: '这个数已被更正,请更正最新的一条', en: 'It was corrected; correct the latest one' },
      nothingChanges: { zh: '与现在的数和来源相同', en: 'Number and source are what they are' },
    },
  }),
  loadReported: capability({
    method: 'POST',
    path: '/reported/load',
    title: { zh: '导入上报表', en: 'Load a table of figures' },
    access: { roles, basis: 'none' },
    input: z.object({
      /** A table with headings: 指标, 地区或机构, 时段, 年龄段, 死因, 数值, 来源, 备注. */
      csv: text(mostLetters),
      /** Why figures that stand are corrected; needed where a line changes one. */
      because: text(200).optional(),
    }),
    output: z.object({ recorded: z.int(), corrected: z.int(), unchanged: z.int() }),
    refusals: {
      notATable: { zh: '这不是 CSV 表格:有引号没有配对', en: 'This is no CSV table: a quote is not closed' },
      noHeadings: { zh: '没有找到表头:至少要有指标、地区或机构、时段、数值、来源五列', en: 'No headings: figure, place, period, value and source are needed' },
      linesWrong: { zh: '有几行不对,一行也没有导入', en: 'Some lines are wrong, and none was loaded', data: z.object({ lines: z.array(wrongLine) }) },
      reasonNeeded: {
        zh: '有几行会更正已报的数,请说明原因',
        en: 'Some lines correct figures that stand; say why',
        data: z.object({ lines: z.array(z.int()) }),
      },
    },
  }),
  listVersions: capability({
    method: 'GET',
    path: '/reported/{reportedId}/versions',
    title: { zh: '上报数据的更正经过', en: 'Versions of a reported figure' },
    access: { roles, basis: 'none' },
    input: z.object({ reportedId: z.uuid() }),
    output: z.object({ items: z.array(figure) }),
    refusals: {},
  }),
}
