import { nationalIdMaker } from '#county/numbers.ts'
import { randomOf } from '#county/random.ts'
import { asCsv } from '#tests/spreadsheets.ts'

/** The headings of a settlement file as the bureau writes them. */
export const claimHeadings = [
  '结算单号',
  '身份证号',
  '姓名',
  '就诊机构',
  '机构编码',
  '就医地区划',
  '就诊类型',
  '就诊日期',
  '出院日期',
  '诊断编码',
  '诊断名称',
  '总费用',
  '基金支付',
  '个人负担',
  '结算状态',
  '原结算单号',
  '结算时间',
  '更新时间',
] as const
export type ClaimCells = Partial<Record<(typeof claimHeadings)[number], string>>

const usual: ClaimCells = {
  姓名: '李秀兰',
  就诊机构: '某市第一人民医院',
  就医地区划: '310101',
  就诊类型: '住院',
  就诊日期: '2026-03-01',
  出院日期: '2026-03-08',
  诊断名称: '不稳定性心绞痛',
  总费用: '8650.40',
  基金支付: '5200.00',
  个人负担: '3450.40',
  结算时间: '2026-03-08 10:20:00',
}

/** One row of a settlement file: a stay in a hospital elsewhere, but for what is said. */
export function claimRow(cells: ClaimCells): string[] {
  const all = { ...usual, ...cells }
  return claimHeadings.map((heading) => all[heading] ?? '')
}

export function claimCsv(rows: readonly ClaimCells[]): string {
  return asCsv([claimHeadings, ...rows.map(claimRow)])
}

/** Identity numbers of nobody. */
export function newNumbers(count: number, seed = 1): string[] {
  const random = randomOf('settlements', seed)
  const make = nationalIdMaker()
  return Array.from({ length: count }, () => make({ birthDate: '1960-01-01', sex: random.chance(0.5) ? 'male' : 'female' }))
}
