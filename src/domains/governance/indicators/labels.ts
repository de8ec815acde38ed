import { type CodeOf, coded } from '#kernel/words.ts'

export const group = coded({
  integration: { zh: '紧密型', en: 'Integration' },
  sameness: { zh: '同质化', en: 'Same quality everywhere' },
  division: { zh: '促分工', en: 'Division of work' },
  efficiency: { zh: '提效能', en: 'Efficiency' },
  health: { zh: '保健康', en: 'Health' },
  enrollment: { zh: '家庭医生签约', en: 'Enrollment' },
  publicHealth: { zh: '基本公共卫生', en: 'Public health' },
  referral: { zh: '双向转诊', en: 'Two-way referral' },
  cost: { zh: '费用', en: 'Cost' },
})
export type Group = CodeOf<typeof group>

export const placeKind = coded({
  prefecture: { zh: '全市', en: 'Prefecture' },
  county: { zh: '全县', en: 'County' },
  consortium: { zh: '医共体', en: 'Consortium' },
  township: { zh: '乡镇', en: 'Township' },
  facility: { zh: '机构', en: 'Facility' },
  unlinked: { zh: '未关联到居民', en: 'Not linked to a resident' },
})

export const unit = coded({
  percent: { zh: '百分比', en: '%' },
  perTenThousand: { zh: '每万人', en: 'per 10,000' },
  fen: { zh: '元', en: 'yuan' },
  ratio: { zh: '比', en: 'ratio' },
  count: { zh: '人次', en: 'cases' },
  grade: { zh: '等级', en: 'grade' },
})
export type UnitOf = CodeOf<typeof unit>

/** Why there is no number, said instead of nought or 100 %. */
export const unknown = coded({
  nothingToCount: { zh: '分母为零', en: 'Nothing to divide by' },
  noSettlement: { zh: '没有导入这段时间的医保结算文件,县外就诊未知', en: 'No settlement file covers this time, so visits elsewhere are unknown' },
  noReport: { zh: '没有登记所需的人口或上报数据', en: 'The population or figure it needs has not been reported' },
  noLastYear: { zh: '没有上年同期可比', en: 'Nothing of the same time last year' },
  byYearOnly: { zh: '按年统计,请选择年度', en: 'Counted by the year; choose a year' },
  notAtThisLevel: { zh: '不在这一级统计', en: 'Not counted at this level' },
  noData: { zh: '本平台还没有这项数据', en: 'This platform holds no such data yet' },
  notGraded: { zh: '还没有评定', en: 'Not graded yet' },
})
export type Unknown = CodeOf<typeof unknown>

export const light = coded({
  met: { zh: '达标', en: 'Met' },
  near: { zh: '接近', en: 'Near' },
  missed: { zh: '未达标', en: 'Missed' },
})
export type Light = CodeOf<typeof light>

export const side = coded({ numerator: { zh: '分子', en: 'Numerator' }, denominator: { zh: '分母', en: 'Denominator' } })
export const fileFormat = coded({
  pdf: { zh: 'PDF', en: 'PDF' },
  xlsx: { zh: 'Excel 表格', en: 'Excel workbook' },
  csv: { zh: 'CSV 表格', en: 'CSV table' },
  fhir: { zh: 'FHIR 数据包', en: 'FHIR bundle' },
})
export type FileFormat = CodeOf<typeof fileFormat>

/** As what each of them travels. */
export const fileTypes: Readonly<Record<FileFormat, { readonly type: string; readonly ending: string }>> = {
  pdf: { type: 'application/pdf', ending: 'pdf' },
  xlsx: { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', ending: 'xlsx' },
  csv: { type: 'text/csv', ending: 'csv' },
  fhir: { type: 'application/fhir+json', ending: 'fhir.json' },
}
