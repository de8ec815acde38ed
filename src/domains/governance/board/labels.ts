import { type CodeOf, coded, type Words } from '#kernel/words.ts'

/** Every figure of the board. What each counts is in `store/parts.ts`; what that means to a reader is `definition`. */
export const figure = coded({
  submitted: { zh: '转诊', en: 'Referrals' },
  accepted: { zh: '已接收', en: 'Accepted' },
  arrived: { zh: '已到', en: 'Arrived' },
  closed: { zh: '已结案', en: 'Closed' },
  acceptTime: { zh: '接收用时', en: 'Time to accept' },
  answeredInTime: { zh: '按时答复率', en: 'Answered in time' },
  declined: { zh: '婉拒率', en: 'Declined' },
  declinedWithoutAdvice: { zh: '婉拒未给出路', en: 'Declined without a way on' },
  unanswered: { zh: '到时无人答复', en: 'Not answered in time' },
  outShare: { zh: '转县外占比', en: 'Sent out of the county' },
  summaryComplete: { zh: '病情资料完整率', en: 'Summary complete' },
  criterionMet: { zh: '符合转诊指征', en: 'Criterion met' },
  firstContactInTime: { zh: '回家后按时首访', en: 'First contact in time' },
  outcomeRecorded: { zh: '14 天结果登记率', en: '14-day outcome recorded' },
  downGrowth: { zh: '下转年均增长', en: 'Growth of returns a year' },
  offered: { zh: '放出号位', en: 'Units offered' },
  reserved: { zh: '为基层预留', en: 'Units reserved' },
  released: { zh: '预留未用已释放', en: 'Reserved units released' },
  held: { zh: '占用中', en: 'Units held' },
  used: { zh: '已使用', en: 'Units used' },
  usedShare: { zh: '号位使用率', en: 'Units used of those offered' },
  noShow: { zh: '爽约率', en: 'No-shows' },
})
export type FigureKey = CodeOf<typeof figure>

/** How a figure is worked out and read. */
export const form = coded({
  count: { zh: '计数', en: 'Count' },
  share: { zh: '占比', en: 'Share' },
  quantile: { zh: '分位数', en: 'Quantile' },
  growth: { zh: '年均增长', en: 'Annual growth' },
})
export type Form = CodeOf<typeof form>

export const part = coded({
  numerator: { zh: '计入的', en: 'Counted' },
  denominator: { zh: '全部', en: 'Out of' },
})
export type PartName = CodeOf<typeof part>

export const level = coded({
  county: { zh: '全县', en: 'County' },
  consortium: { zh: '医共体', en: 'Consortium' },
  hospital: { zh: '医院', en: 'Hospital' },
  township: { zh: '乡镇', en: 'Township' },
})
export type Level = CodeOf<typeof level>

/** Why a figure is not known. Nought is a figure; these are not. */
export const unknown = coded({
  nothingCounted: { zh: '本期没有可计算的记录', en: 'Nothing to count in this period' },
  noDataThen: { zh: '当时还没有数据', en: 'There were no data then' },
  noYearBefore: { zh: '缺少去年同期的完整数据', en: 'No whole data for the same months a year earlier' },
  noneTheYearBefore: { zh: '去年同期没有下转,无从计算增长', en: 'No returns in the same months a year earlier, so no growth' },
})
export type Unknown = CodeOf<typeof unknown>

/** What each figure means, in the words of the county; it stands beside the number. */
export const definition: Readonly<Record<FigureKey, Words>> = {
  submitted: { zh: '本期提交的转诊单;改转他处的算在最后去的地方', en: 'Submitted in the period; a redirected one counts where it went' },
  accepted: { zh: '本期提交、已被接收的', en: 'Submitted in the period and accepted' },
  arrived: { zh: '本期提交、患者已到(下转为已首次联系)的', en: 'Submitted in the period, the patient is there (a return: contacted)' },
  closed: { zh: '本期提交、已走完全程的', en: 'Submitted in the period and gone the whole way' },
  acceptTime: {
    zh: '从提交到接收,普通转诊按工作日计时,急诊和加急不停表;上转与平转',
    en: 'From submission to acceptance; routine ones by working days, others round the clock; up and lateral',
  },
  answeredInTime: {
    zh: '在时限内接收、婉拒、改转或请补充的 ÷ 已答复或已超时的(上转与平转)',
    en: 'Accepted, declined, redirected or asked for more within the limit, of all answered or past it (up and lateral)',
  },
  declined: { zh: '被婉拒的 ÷ 提交的(上转与平转)', en: 'Declined, of those submitted (up and lateral)' },
  declinedWithoutAdvice: {
    zh: '婉拒时没有写明怎么办的 ÷ 已有结论的(上转与平转);患者不愿来的不算',
    en: 'Declined without saying what to do, of those decided (up and lateral); a patient who would not come does not count',
  },
  unanswered: {
    zh: '失效退回的和超过时限仍无答复的 ÷ 已答复或已超时的(上转与平转)',
    en: 'Expired, or past the limit without an answer, of all answered or past it (up and lateral)',
  },
  outShare: { zh: '转县外 ÷ (上转 + 转县外)', en: 'Out of the county, of up and out together' },
  summaryComplete: {
    zh: '附有病情摘要、接收方没有要求补充的 ÷ 提交的(上转与平转)',
    en: 'With a summary and never sent back for more, of those submitted (up and lateral)',
  },
  criterionMet: { zh: '按转诊指征提交的 ÷ 上转', en: 'Submitted on a referral criterion, of all sent up' },
  firstContactInTime: { zh: '在时限内首次联系的 ÷ 已联系或已超时的下转', en: 'Contacted within the limit, of returns contacted or past it' },
  outcomeRecorded: { zh: '已登记结果的 ÷ 已登记或已满期限的下转', en: 'With an outcome, of returns recorded or past the limit' },
  downGrowth: {
    zh: '本年 1 月至本期末的下转,与最早一年同期相比的年均增长',
    en: 'Returns from January to the end of the period, beside the same months of the first year, as growth a year',
  },
  offered: { zh: '本期开始的号、床日和检查时段的数量,停诊除外', en: 'Slots, bed-days and examinations that begin in the period, cancelled ones left out' },
  reserved: { zh: '其中发布时为基层转诊预留的', en: 'Of these, reserved for the base when published' },
  released: { zh: '预留而未用、按释放日历放开的', en: 'Reserved, not used and opened by the release calendar' },
  held: { zh: '为人保留或已确认、尚未使用的', en: 'Kept or confirmed for somebody and not used yet' },
  used: { zh: '已登记到来的', en: 'Somebody came' },
  usedShare: { zh: '已使用 ÷ 已开始时段的号位', en: 'Used, of the units whose time has begun' },
  noShow: { zh: '未到的 ÷ 未到的与已使用的', en: 'No-shows, of no-shows and used units' },
}
