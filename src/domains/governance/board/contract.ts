import { z } from 'zod'
import { capacityKind, holdStatus } from '#care/booking/contract.ts'
import { declineReason, direction, status, urgency } from '#care/referral/contract.ts'
import { capability, day, moment, paging } from '#kernel/capability.ts'
import { figure, form, level, part, unknown } from './labels.ts'

export { definition, type FigureKey, type Form, figure, level, part, type Unknown, unknown } from './labels.ts'

const month = z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
const place = z.object({ level: level.schema, placeId: z.uuid().nullable(), name: z.string().nullable() })
const period = z.object({ from: day, until: day })

/** A value with what it was counted from; unknown is said with its reason, never nought or 100 %. */
const side = z.object({ value: z.number().nullable(), unknown: unknown.schema.nullable(), numerator: z.int(), denominator: z.int().nullable() })
const counted = side.extend({ p95: z.int().nullable() })

export const boardFigure = counted.extend({
  key: figure.schema,
  form: form.schema,
  direction: direction.schema.nullable(),
  previous: side,
  lastYear: side,
  target: z
    .object({ value: z.number(), is: z.enum(['atLeast', 'atMost']), source: z.string(), status: z.enum(['verified', 'unverified', 'local']) })
    .nullable(),
  /** Twelve months, the last one is the month shown. */
  trend: z.array(z.number().nullable()),
  baseYear: z.int().nullable(),
})
export type BoardFigure = z.infer<typeof boardFigure>

const cell = counted.extend({ key: figure.schema, form: form.schema })
/** One line of a table: whose it is, and its figures. */
const line = z.object({ facilityId: z.uuid().nullable(), facility: z.string().nullable(), cells: z.array(cell) })
export type BoardLine = z.infer<typeof line>

const supply = z.object({
  facilityId: z.uuid(),
  facility: z.string(),
  departmentId: z.uuid(),
  department: z.string(),
  kind: capacityKind.schema,
  reserved: z.int(),
  left: z.int(),
  perWeek: z.number(),
  /** Over how many weeks the pace was read. */
  weeks: z.int(),
  days: z.array(day),
  goneAt: moment.nullable(),
})
export type SupplyLow = z.infer<typeof supply>

export const board = z.object({
  month,
  isRunning: z.boolean(),
  asOf: moment,
  place,
  places: z.array(place),
  /** The first day anything was recorded here; null in a county that has nothing yet. */
  firstDay: day.nullable(),
  comparedWith: z.object({ previous: period, lastYear: period }),
  figures: z.array(boardFigure),
  changes: z.array(z.object({ key: figure.schema, form: form.schema, direction: direction.schema.nullable(), before: z.number(), now: z.number() })),
  byUrgency: z.array(line.extend({ urgency: urgency.schema })),
  byDepartment: z.array(line.extend({ departmentId: z.uuid(), department: z.string() })),
  declines: z.array(z.object({ reason: declineReason.schema, counted: z.int() })),
  flow: z.array(
    z.object({ senderId: z.uuid(), sender: z.string(), receiverId: z.uuid(), receiver: z.string(), direction: direction.schema, cells: z.array(cell) }),
  ),
  senders: z.array(line),
  receivers: z.array(line),
  capacity: z.array(line.extend({ kind: capacityKind.schema })),
  supply: z.array(supply),
})
export type Board = z.infer<typeof board>

export const figureRow = z.object({
  rowId: z.uuid(),
  person: z.object({ name: z.string(), sex: z.enum(['male', 'female', 'unknown']), age: z.int().nullable(), village: z.string().nullable() }).nullable(),
  from: z.string().nullable(),
  to: z.string(),
  department: z.string().nullable(),
  direction: direction.schema.nullable(),
  urgency: urgency.schema.nullable(),
  status: status.schema.nullable(),
  holdStatus: holdStatus.schema.nullable(),
  kind: capacityKind.schema.nullable(),
  resource: z.string().nullable(),
  reason: declineReason.schema.nullable(),
  amount: z.int(),
  at: moment,
  answeredAt: moment.nullable(),
  arrivedAt: moment.nullable(),
  endedAt: moment.nullable(),
  minutes: z.int().nullable(),
})
export type FigureRow = z.infer<typeof figureRow>

/** Which number: the figure, which side of it, when, where, and what it was told apart by. */
const which = {
  figure: figure.schema,
  part: part.schema.default('numerator'),
  month: month.optional(),
  direction: direction.schema.optional(),
  urgency: urgency.schema.optional(),
  reason: declineReason.schema.optional(),
  kind: capacityKind.schema.optional(),
  departmentId: z.uuid().optional(),
  facilityId: z.uuid().optional(),
  senderId: z.uuid().optional(),
  receiverId: z.uuid().optional(),
}
const anywhere = { placeId: z.uuid().optional() }

const opened = z.object({
  figure: figure.schema,
  part: part.schema,
  month,
  place,
  period,
  /** The number itself: the sum of `amount` over all rows. */
  counted: z.int(),
  rows: z.int(),
  items: z.array(figureRow),
  cursor: z.string().nullable(),
})

/** More rows than a spreadsheet is good for are asked for month by month and place by place. */
export const mostExported = 20_000
const exported = z.object({ fileName: z.string(), csv: z.string() })

const notBegun = { zh: '这个月还没有开始', en: 'That month has not begun' }
const noSuchPart = { zh: '这个数没有分母可看', en: 'This number has no rows of that kind' }
const tooMany = {
  zh: '行数太多,请缩小到一个机构或一个月再导出',
  en: 'Too many rows; narrow it to a facility or a month',
  data: z.object({ rows: z.int(), most: z.int() }),
}
const language = z.enum(['zh', 'en']).default('zh')

const county = { roles: ['consortiumManager', 'healthBureau'], basis: 'scope', county: true } as const
const facility = { roles: ['hospitalManager', 'townshipManager'], basis: 'scope' } as const

export const boardContract = {
  openBoard: capability({
    method: 'GET',
    path: '/board',
    title: { zh: '运行看板', en: 'Board' },
    access: county,
    input: z.object({ month: month.optional(), ...anywhere }),
    output: board,
    refusals: { notBegun },
  }),
  openFigure: capability({
    method: 'GET',
    path: '/board/figures/{figure}',
    title: { zh: '看板数字的明细', en: 'Rows behind a number' },
    access: county,
    input: z.object({ ...which, ...anywhere, ...paging }),
    output: opened,
    refusals: { notBegun, noSuchPart },
  }),
  exportFigure: capability({
    method: 'GET',
    path: '/board/figures/{figure}/export',
    title: { zh: '导出看板明细', en: 'Export the rows behind a number' },
    access: county,
    input: z.object({ ...which, ...anywhere, language }),
    output: exported,
    refusals: { notBegun, noSuchPart, tooMany },
  }),
  openFacilityBoard: capability({
    method: 'GET',
    path: '/facility-board',
    title: { zh: '本机构看板', en: 'Board of our facility' },
    access: facility,
    input: z.object({ month: month.optional() }),
    output: board,
    refusals: { notBegun },
  }),
  openFacilityFigure: capability({
    method: 'GET',
    path: '/facility-board/figures/{figure}',
    title: { zh: '本机构数字的明细', en: "Rows behind our facility's number" },
    access: facility,
    input: z.object({ ...which, ...paging }),
    output: opened,
    refusals: { notBegun, noSuchPart },
  }),
  exportFacilityFigure: capability({
    method: 'GET',
    path: '/facility-board/figures/{figure}/export',
    title: { zh: '导出本机构明细', en: "Export the rows behind our facility's number" },
    access: facility,
    input: z.object({ ...which, language }),
    output: exported,
    refusals: { notBegun, noSuchPart, tooMany },
  }),
}
