import { z } from 'zod'
import { capability, day, file, moment, paging, text } from '#kernel/capability.ts'
import { fileFormat, fileTypes, group, light, placeKind, side, unit, unknown } from './labels.ts'

export { group, light, placeKind, side, unit, unknown } from './labels.ts'

/** 2025, 2025-Q1 or 2025-03. */
export const periodName = z.string().regex(/^20\d\d(-Q[1-4]|-(0[1-9]|1[0-2]))?$/)
const words = z.object({ zh: z.string(), en: z.string() })
const placeId = z.int()
export const place = z.object({ placeId, kind: placeKind.schema, name: z.string(), level: z.string().nullable() })
export type PlaceCard = z.infer<typeof place>
const span = z.object({ name: periodName, from: day, until: day, isRunning: z.boolean() })

/** A value with what it was computed from. Money in fen. Where there is none, why. */
export const value = z.object({
  value: z.number().nullable(),
  unknown: unknown.schema.nullable(),
  numerator: z.number().nullable(),
  denominator: z.number().nullable(),
})
export type Value = z.infer<typeof value>

const countedIn = z.enum(['count', 'fen'])
/** What numerator and denominator are counted in. */
const counted = z.object({ numerator: countedIn, denominator: countedIn })

const target = z.object({
  is: z.enum(['atLeast', 'atMost']),
  value: z.number(),
  source: z.string(),
  status: z.enum(['verified', 'unverified', 'local']),
  from: day,
})

const targetLevel = z.enum(['county', 'consortium', 'facility'])

/** One figure of a page. `previous` is the same time a year before; the trend ends with the period itself, month by month or year by year. */
export const figure = value.extend({
  id: z.string(),
  group: group.schema,
  national: z.string().nullable(),
  name: words,
  kind: z.string(),
  levels: z.array(placeKind.schema),
  unit: unit.schema,
  counted,
  better: z.enum(['higher', 'lower', 'neither']),
  status: z.enum(['verified', 'unverified', 'local']),
  edition: z.string().nullable(),
  target: target.nullable(),
  light: light.schema.nullable(),
  previous: value,
  trend: z.array(z.object({ period: z.string(), value: z.number().nullable() })),
  rank: z.object({ at: z.int(), of: z.int() }).nullable(),
  waitsFor: words.nullable(),
})
export type Figure = z.infer<typeof figure>

export const cockpit = z.object({
  place,
  /** From the widest the reader may see down to the place itself. */
  path: z.array(place),
  period: span,
  /** Until when the figures hold what was recorded, and the version they stand on. */
  countedUntil: moment.nullable(),
  figures: z.array(figure),
  /** What stands under the place, with the same figures: a column each, in the order of `figures`; each against the target it is held to itself. */
  under: z.array(z.object({ place, values: z.array(z.number().nullable()), lights: z.array(light.schema.nullable()) })),
})
export type Cockpit = z.infer<typeof cockpit>

const edition = z.object({ id: z.string(), name: words, numerator: z.string().nullable(), denominator: z.string().nullable(), isInForce: z.boolean() })
const term = z.object({ measure: z.string(), title: words, unit: z.string(), side: side.schema, canBeOpened: z.boolean() })

export const definition = z.object({
  id: z.string(),
  group: group.schema,
  national: z.string().nullable(),
  name: words,
  meaning: words,
  unit: unit.schema,
  better: z.enum(['higher', 'lower', 'neither']),
  kind: z.string(),
  levels: z.array(placeKind.schema),
  grains: z.array(z.enum(['year', 'quarter', 'month'])),
  source: z.object({ id: z.string(), status: z.enum(['verified', 'unverified', 'local']) }),
  editions: z.array(edition),
  terms: z.array(term),
  /** Every target there was, the newest first. */
  targets: z.array(
    target.extend({
      /** For whom it was set; nothing where the nation did. */
      scope: z.object({ level: targetLevel, name: z.string().nullable() }).nullable(),
      reason: z.string().nullable(),
      /** Who set it, by name, and when. */
      by: z.string().nullable(),
      at: moment.nullable(),
    }),
  ),
  waitsFor: words.nullable(),
})
export type Definition = z.infer<typeof definition>

const grade = z.enum(['A', 'B', 'C'])
const evidence = z.array(z.object({ title: text(200), where: text(300) }))
const graded = z.object({ gradeId: z.uuid(), year: z.int(), grade, evidence, note: z.string().nullable(), by: z.string(), at: moment })
export type Graded = z.infer<typeof graded>

export const opened = z.object({
  place,
  path: z.array(place),
  period: span,
  countedUntil: moment.nullable(),
  definition,
  figure,
  /** The same figure as it was known at the end of a day, or by another edition, beside today's. */
  compared: value.extend({ asOf: day, edition: z.string().nullable() }).nullable(),
  under: z.array(z.object({ place, value, previous: value, light: light.schema.nullable() })),
  /** Every township below, with the consortium it belongs to: the map. */
  townships: z.array(
    z.object({ place, within: z.string().nullable(), value: z.number().nullable(), unknown: unknown.schema.nullable(), light: light.schema.nullable() }),
  ),
  /** For whom a target can be set from here: the county, and the consortium and the township of the place. `key` is what a rule names it by. */
  targetScopes: z.array(z.object({ level: targetLevel, key: z.uuid().nullable(), place })),
  /** What was judged here, the newest first; only of what is graded. */
  grades: z.array(graded),
})
export type Opened = z.infer<typeof opened>

export const behindRow = z.object({
  rowId: z.string(),
  on: day,
  person: z.object({ name: z.string(), sex: z.enum(['male', 'female', 'unknown']), age: z.int().nullable(), village: z.string().nullable() }).nullable(),
  /** Only where the reader may open the record. */
  residentId: z.uuid().nullable(),
  facility: z.string().nullable(),
  what: words.nullable(),
  value: z.number(),
})
export type BehindRow = z.infer<typeof behindRow>
const behind = z.object({
  place,
  period: span,
  measure: z.string(),
  title: words,
  unit: z.string(),
  counted: z.number(),
  items: z.array(behindRow),
  cursor: z.string().nullable(),
})
export type Behind = z.infer<typeof behind>

const noSuchPeriod = { zh: '这段时间还没有开始', en: 'That time has not begun' }
const noRows = { zh: '这个数没有明细可看', en: 'This number has no rows to open' }
const stillRunning = { zh: '这段时间还没有结束,结束后才能定稿', en: 'That time has not ended; it can be frozen when it has' }

/** Those who see the whole county; a manager of a consortium sees the county's figures and opens the own consortium's rows. */
const county = { roles: ['consortiumManager', 'healthBureau', 'insuranceBureau'], basis: 'scope', county: true } as const
const facility = { roles: ['hospitalManager', 'townshipManager', 'familyDoctor', 'publicHealthWorker'], basis: 'scope' } as const
const at = { placeId: z.coerce.number().int().optional(), period: periodName.optional() }
const rows = { id: z.string().max(60), measure: z.string().max(60), ...at, asOf: day.optional(), ...paging }
const language = z.enum(['zh', 'en']).default('zh')
const sheet = z.object({ fileName: z.string(), csv: z.string() })
const tooMany = { zh: '行数太多,请缩小范围后再导出', en: 'Too many rows; narrow it', data: z.object({ most: z.int() }) }

const report = z.object({
  reportId: z.uuid(),
  place,
  period: span,
  frozenAt: moment,
  frozenOn: day,
  by: z.string().nullable(),
  figures: z.array(figure),
  /** What is good and what is not, in sentences computed from the figures. */
  findings: z.array(z.object({ tone: z.enum(['good', 'bad', 'plain']), text: words })),
})
export type Report = z.infer<typeof report>
const restatement = z.object({
  reportId: z.uuid(),
  place,
  period: periodName,
  id: z.string(),
  name: words,
  kind: z.string(),
  unit: unit.schema,
  counted,
  frozen: value,
  now: value,
  frozenOn: day,
})
export type Restatement = z.infer<typeof restatement>

export const indicatorsContract = {
  openCockpit: capability({
    method: 'GET',
    path: '/cockpit',
    title: { zh: '驾驶舱', en: 'Cockpit' },
    access: county,
    input: z.object(at),
    output: cockpit,
    refusals: { noSuchPeriod },
  }),
  openIndicator: capability({
    method: 'GET',
    path: '/cockpit/indicators/{id}',
    title: { zh: '指标', en: 'Indicator' },
    access: county,
    input: z.object({ id: z.string().max(60), ...at, asOf: day.optional(), edition: z.string().max(40).optional() }),
    output: opened,
    refusals: { noSuchPeriod },
  }),
  listCounted: capability({
    method: 'GET',
    path: '/cockpit/indicators/{id}/rows',
    title: { zh: '指标的明细', en: 'Rows behind an indicator' },
    access: county,
    input: z.object(rows),
    output: behind,
    refusals: { noSuchPeriod, noRows },
  }),
  exportCounted: capability({
    method: 'GET',
    path: '/cockpit/indicators/{id}/rows/export',
    title: { zh: '导出指标明细', en: 'Export the rows behind an indicator' },
    access: county,
    input: z.object({ ...rows, language }).omit({ limit: true, cursor: true }),
    output: sheet,
    refusals: { noSuchPeriod, noRows, tooMany },
  }),
  openOwnCockpit: capability({
    method: 'GET',
    path: '/own-cockpit',
    title: { zh: '本机构驾驶舱', en: 'Figures of our facility' },
    access: facility,
    input: z.object(at),
    output: cockpit,
    refusals: { noSuchPeriod },
  }),
  openOwnIndicator: capability({
    method: 'GET',
    path: '/own-cockpit/indicators/{id}',
    title: { zh: '本机构指标', en: 'An indicator of our facility' },
    access: facility,
    input: z.object({ id: z.string().max(60), ...at, asOf: day.optional(), edition: z.string().max(40).optional() }),
    output: opened,
    refusals: { noSuchPeriod },
  }),
  listOwnCounted: capability({
    method: 'GET',
    path: '/own-cockpit/indicators/{id}/rows',
    title: { zh: '本机构指标的明细', en: "Rows behind our facility's indicator" },
    access: facility,
    input: z.object(rows),
    output: behind,
    refusals: { noSuchPeriod, noRows },
  }),
  exportOwnCounted: capability({
    method: 'GET',
    path: '/own-cockpit/indicators/{id}/rows/export',
    title: { zh: '导出本机构明细', en: "Export the rows behind our facility's indicator" },
    access: facility,
    input: z.object({ ...rows, language }).omit({ limit: true, cursor: true }),
    output: sheet,
    refusals: { noSuchPeriod, noRows, tooMany },
  }),
  listReports: capability({
    method: 'GET',
    path: '/reports',
    title: { zh: '定稿的报告', en: 'Frozen reports' },
    access: county,
    input: z.object({ placeId: at.placeId, ...paging }),
    output: z.object({ items: z.array(report.omit({ figures: true, findings: true })), cursor: z.string().nullable() }),
    refusals: {},
  }),
  openReport: capability({
    method: 'GET',
    path: '/reports/{reportId}',
    title: { zh: '报告', en: 'Report' },
    access: county,
    input: z.object({ reportId: z.uuid() }),
    output: report.extend({ restated: z.array(restatement) }),
    refusals: {},
  }),
  openReportFile: capability({
    method: 'GET',
    path: '/reports/{reportId}/file',
    title: { zh: '下载报告', en: 'Download a report' },
    access: county,
    input: z.object({ reportId: z.uuid(), format: fileFormat.schema.default('pdf'), language }),
    output: file(
      'kept',
      Object.values(fileTypes).map(({ type }) => type),
    ),
    refusals: {},
  }),
  freezeReport: capability({
    method: 'POST',
    path: '/reports',
    title: { zh: '定稿一期报告', en: 'Freeze a report' },
    access: { roles: ['consortiumManager', 'healthBureau'], basis: 'scope' },
    input: z.object({ placeId, period: periodName }),
    output: z.object({ reportId: z.uuid() }),
    refusals: { stillRunning, alreadyFrozen: { zh: '这一期已经定稿', en: 'That period is frozen already', data: z.object({ reportId: z.uuid() }) } },
  }),
  listRestatements: capability({
    method: 'GET',
    path: '/restatements',
    title: { zh: '定稿之后的变动', en: 'What changed after freezing' },
    access: county,
    input: z.object({ placeId: at.placeId }),
    output: z.object({ items: z.array(restatement) }),
    refusals: {},
  }),
  recordGrade: capability({
    method: 'POST',
    path: '/cockpit/indicators/{id}/grades',
    title: { zh: '评定定性指标', en: 'Grade an indicator' },
    access: { roles: ['consortiumManager', 'healthBureau'], basis: 'scope' },
    input: z.object({
      id: z.string().max(60),
      placeId,
      year: z.int().min(2020).max(2100),
      grade,
      evidence: evidence.min(1).max(20),
      note: text(1000).optional(),
    }),
    output: z.object({ gradeId: z.uuid() }),
    refusals: { notGraded: { zh: '这个指标由数据算出,不作评定', en: 'This indicator is computed, not graded' } },
  }),
}
