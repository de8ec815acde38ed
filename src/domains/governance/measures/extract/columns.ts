import type { Words } from '#kernel/words.ts'

/** `keyed`: a pseudonym. `id`: of a facility or a consortium, as the platform has it. Money in fen. */
export type ColumnType = 'keyed' | 'id' | 'day' | 'word' | 'yesno' | 'count' | 'fen' | 'year'
export type Column = { readonly name: string; readonly type: ColumnType; readonly meaning: Words }

export function column(name: string, type: ColumnType, zh: string, en: string): Column {
  return { name, type, meaning: { zh, en } }
}

export const person = column('person', 'keyed', '居民(合并后的同一人只有一个)', 'The person, one also where records were joined')
export const knownOn = column('known_on', 'day', '平台得知这一行的日期', 'The day the platform came to know the line')
export const place = column('facility_id', 'id', '发生在哪个机构', 'Where it happened')
export const home = column(
  'home_facility_id',
  'id',
  '发生当日居民所属的基层机构;空:未关联到居民',
  "The person's home on that day; empty: not linked to anybody",
)
export const onDate = column('on_date', 'day', '发生日期(北京时间)', 'The day it happened, in the time of Shanghai')
export const level = column(
  'level',
  'word',
  '机构层级:village 村卫生室,township 乡镇卫生院或社区卫生服务中心,hospital 医院,other 其他',
  'Level of the facility: village clinic, township or community center, hospital, other',
)
export const inside = column(
  'inside',
  'yesno',
  '机构与居民所属机构是否在同一个县;居民未知时为空',
  'Whether it happened in the county where the person is at home; empty without a person',
)
export const insured = column('insured', 'yesno', '当日是否参加基本医疗保险', 'Whether the person was insured on that day')
export const tcm = column('tcm', 'yesno', '是否在中医医院或中医科', 'Whether at a hospital or department of Chinese medicine')

export function kindOf(what: Words): Column {
  return {
    name: 'kind',
    type: 'word',
    meaning: {
      zh: `${what.zh}:outpatient 门诊,emergency 急诊,inpatient 住院,homeVisit 上门,outreachVisit 巡诊,checkup 体检,remote 远程,other 其他`,
      en: `${what.en}: outpatient, emergency, inpatient, homeVisit, outreachVisit, checkup, remote, other`,
    },
  }
}
