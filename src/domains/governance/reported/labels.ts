import { type CodeOf, coded } from '#kernel/words.ts'

/** Figures that no row of the platform yields. A closed list: whatever is counted from rows is not reported. */
export const quantity = coded({
  residentPopulation: { zh: '常住人口', en: 'Resident population' },
  insuredPopulation: { zh: '基本医保参保人数', en: 'Insured population' },
  population65: { zh: '65 岁及以上常住人口', en: 'Population of 65 and over' },
  population0to6: { zh: '0–6 岁儿童数', en: 'Children of 0 to 6' },
  priorityPopulation: { zh: '重点人群人数', en: 'Priority groups' },
  staffIncome: { zh: '职工年收入总额', en: 'Income of staff in the year' },
  staffCount: { zh: '职工人数', en: 'Staff' },
  ecgClinics: { zh: '配备心电设备的村卫生室', en: 'Village clinics with an ECG device' },
  villageClinics: { zh: '村卫生室总数', en: 'Village clinics' },
  secondedSixMonths: { zh: '派驻基层满 6 个月的中级以上医师', en: 'Mid-level doctors seconded for over six months' },
  remoteReads: { zh: '远程影像诊断人次', en: 'Remote readings' },
  chronicDeaths: { zh: '四类慢性病死亡人数', en: 'Deaths of four chronic causes' },
  midYearPopulation: { zh: '年中人口', en: 'Mid-year population' },
})
export type Quantity = CodeOf<typeof quantity>

export const unit = coded({
  people: { zh: '人', en: 'people' },
  yuan: { zh: '元', en: 'yuan' },
  clinics: { zh: '个', en: 'clinics' },
  readings: { zh: '人次', en: 'readings' },
})
export type Unit = CodeOf<typeof unit>

export const placeKind = coded({
  division: { zh: '行政区划', en: 'Division' },
  consortium: { zh: '医共体', en: 'Consortium' },
  facility: { zh: '机构', en: 'Facility' },
})
export type PlaceKind = CodeOf<typeof placeKind>

/** The ages by which premature death is counted. */
export const ageBand = coded({
  '30-34': { zh: '30–34 岁', en: '30 to 34' },
  '35-39': { zh: '35–39 岁', en: '35 to 39' },
  '40-44': { zh: '40–44 岁', en: '40 to 44' },
  '45-49': { zh: '45–49 岁', en: '45 to 49' },
  '50-54': { zh: '50–54 岁', en: '50 to 54' },
  '55-59': { zh: '55–59 岁', en: '55 to 59' },
  '60-64': { zh: '60–64 岁', en: '60 to 64' },
  '65-69': { zh: '65–69 岁', en: '65 to 69' },
})

export const cause = coded({
  cardiovascular: { zh: '心脑血管病', en: 'Cardiovascular' },
  cancer: { zh: '癌症', en: 'Cancer' },
  respiratory: { zh: '慢性呼吸系统疾病', en: 'Chronic respiratory' },
  diabetes: { zh: '糖尿病', en: 'Diabetes' },
})

/** The columns of the table that may be loaded. */
export const column = coded({
  quantity: { zh: '指标', en: 'Figure' },
  place: { zh: '地区或机构', en: 'Place' },
  period: { zh: '时段', en: 'Period' },
  ageBand: { zh: '年龄段', en: 'Age band' },
  cause: { zh: '死因', en: 'Cause' },
  value: { zh: '数值', en: 'Value' },
  source: { zh: '来源', en: 'Source' },
  note: { zh: '备注', en: 'Note' },
})
export type Column = CodeOf<typeof column>

/** What is wrong with a line, and what to do about it. */
export const wrong = {
  missing: [
    { zh: '是空的', en: 'is empty' },
    { zh: '请填写', en: 'fill it in' },
  ],
  unknownQuantity: [
    { zh: '不是要上报的指标', en: 'is no figure that is reported' },
    { zh: '请用本页列出的指标名称', en: 'use a name of the list on this page' },
  ],
  unknownPlace: [
    { zh: '没有这个地区、医共体或机构', en: 'no division, consortium or facility is called so' },
    { zh: '请填“全县”、区划代码、医共体名称、机构简称或机构编码', en: 'write 全县, a division code, or the name or code of a facility' },
  ],
  twoPlaces: [
    { zh: '有不止一处叫这个名字', en: 'several places are called so' },
    { zh: '请改填代码', en: 'use the code' },
  ],
  notForPlace: [
    { zh: '这个指标不按这一级上报', en: 'is not reported for this kind of place' },
    { zh: '请改成指标要求的级别', en: 'use the kind of place the figure asks for' },
  ],
  notAPeriod: [
    { zh: '不是时段', en: 'is no period' },
    { zh: '请写成 2025、2025-Q1 或 2025-03', en: 'write 2025, 2025-Q1 or 2025-03' },
  ],
  notBegun: [
    { zh: '还没有开始', en: 'has not begun' },
    { zh: '请核对时段', en: 'compare the period' },
  ],
  notANumber: [
    { zh: '不是不小于零的数', en: 'is no number from zero' },
    { zh: '人数、机构数填整数;金额填元,最多两位小数', en: 'whole numbers; amounts in yuan with at most two decimals' },
  ],
  tooLong: [
    { zh: '太长', en: 'is too long' },
    { zh: '来源最多 200 字,备注最多 500 字', en: 'a source has up to 200 characters, a note up to 500' },
  ],
  needsDimension: [
    { zh: '这个指标要写明', en: 'is needed for this figure' },
    { zh: '请填写', en: 'fill it in' },
  ],
  noDimension: [
    { zh: '这个指标不分这一项', en: 'does not apply to this figure' },
    { zh: '请留空', en: 'leave it empty' },
  ],
  notAChoice: [
    { zh: '不在可选值内', en: 'is not one of the choices' },
    { zh: '请用本页列出的写法', en: 'write it as this page does' },
  ],
  notYours: [
    { zh: '由其他部门上报', en: 'is reported by another office' },
    { zh: '请从表中去掉这一行', en: 'take the line out' },
  ],
  twice: [
    { zh: '与前面一行是同一个数', en: 'is the same figure as in an earlier line' },
    { zh: '留下对的那一行', en: 'keep the line that is right' },
  ],
} as const
export type Wrong = keyof typeof wrong
