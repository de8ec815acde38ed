import type { Words } from '#kernel/words.ts'
import { sources } from '../catalog.ts'
import { type Column, column, home, inside, insured, kindOf, knownOn, level, onDate, person, place, tcm } from './columns.ts'

/**
 * One file of the extract. Its `keyed` columns come first, and `rest` says in the order of the other columns how each is read from a line `v`
 * of the view; `days` is the column by which the file is read month by month, and where `sinceEver` from the beginning until the last day.
 */
export type Table = {
  readonly name: string
  readonly title: Words
  readonly columns: readonly Column[]
  readonly from: string
  readonly keyed: readonly string[]
  readonly rest: readonly string[]
  readonly sinceEver?: boolean
}

const current = '(scope.person(v.resident_id))[1]'
const known = `(v.known_from at time zone 'Asia/Shanghai')::date`

const visits: Table = {
  name: 'visits',
  title: { zh: '县域内的诊疗', en: 'Visits inside the county' },
  columns: [
    column('visit', 'keyed', '这次诊疗', 'The visit'),
    person,
    place,
    home,
    column('person_home_id', 'id', '仅住院:居民现在所属的基层机构', "Stays only: the person's home of today"),
    onDate,
    kindOf({ zh: '诊疗类别', en: 'Kind of visit' }),
    level,
    inside,
    column('inside_now', 'yesno', '仅住院:按居民现在所属的机构,是否在本县', 'Stays only: whether in the county of the home of today'),
    insured,
    tcm,
    knownOn,
  ],
  from: `${sources.visit.view} v left join record.stay_measure s on s.subject_id = v.subject_id and v.kind = 'inpatient' and s.on_date = v.on_date`,
  keyed: ['v.subject_id', current],
  rest: ['v.facility_id', 'v.home_facility_id', 's.home_facility_id', 'v.on_date', 'v.kind', 'v.level', 'v.inside', 's.inside', 'v.insured', 'v.tcm', known],
}

const charges: Table = {
  name: 'charges',
  title: { zh: '县域内的费用', en: 'Charges inside the county' },
  columns: [
    column('charge', 'keyed', '这笔费用', 'The charge'),
    person,
    place,
    home,
    onDate,
    kindOf({ zh: '所属诊疗的类别;没有对应诊疗时为空', en: 'Kind of the visit it belongs to; empty without one' }),
    level,
    inside,
    insured,
    column('amount', 'fen', '费用总额', 'The whole amount'),
    column('fund', 'fen', '其中医保基金支付', 'Of it paid by the insurance fund'),
    knownOn,
  ],
  from: `${sources.charge.view} v`,
  keyed: ['v.subject_id', current],
  rest: ['v.facility_id', 'v.home_facility_id', 'v.on_date', 'v.kind', 'v.level', 'v.inside', 'v.insured', 'v.amount', 'v.fund', known],
}

const claims: Table = {
  name: 'claims',
  title: { zh: '县外就诊(医保结算)', en: 'Care elsewhere, from the settlement file' },
  columns: [
    column('claim', 'keyed', '这笔结算;更正过的有几行', 'The claim; one that was corrected has several lines'),
    person,
    home,
    onDate,
    kindOf({ zh: '就诊类别', en: 'Kind of visit' }),
    column('is_pharmacy', 'yesno', '是否药店', 'Whether at a pharmacy'),
    insured,
    tcm,
    column('amount', 'fen', '费用总额', 'The whole amount'),
    column('fund', 'fen', '其中医保基金支付', 'Of it paid by the insurance fund'),
    knownOn,
    column('known_until', 'day', '这一行到哪天为止是已知的;空:现在仍然有效', 'Until when this line was believed; empty: it stands today'),
  ],
  from: `${sources.claim.view} v`,
  keyed: ['v.subject_id', current],
  rest: [
    ...['v.home_facility_id', 'v.on_date', 'v.kind', 'v.is_pharmacy', 'v.insured', 'v.tcm', 'v.amount', 'v.fund', known],
    `(v.known_until at time zone 'Asia/Shanghai')::date`,
  ],
}

const enrollments: Table = {
  name: 'enrollments',
  title: { zh: '签约变动(到最后一天为止的全部)', en: 'Steps of enrollment, all of them until the last day' },
  columns: [
    column('enrollment', 'keyed', '这次签约', 'The enrollment'),
    person,
    column('facility_id', 'id', '签约机构', 'The facility that signed'),
    column('home_facility_id', 'id', '签约时居民所属的基层机构', "The person's home when it was signed"),
    column('on_date', 'day', '变动生效的日期', 'The day from which the step counts'),
    column(
      'step',
      'count',
      '1:开始有效;-1:不再有效。到某天为止的和就是当天的有效签约人数',
      '1: in force; -1: no longer. The sum until a day is who is enrolled on it',
    ),
    column('priority', 'yesno', '是否重点人群', 'Whether of a priority group'),
    column('population', 'word', '服务包人群', 'The group of the service package'),
    knownOn,
  ],
  from: `${sources.enrollment.view} v`,
  keyed: ['v.subject_id', current],
  rest: ['v.facility_id', 'v.home_facility_id', 'v.on_date', 'v.amount', 'v.priority', 'v.population', known],
  sinceEver: true,
}

const referrals: Table = {
  name: 'referrals',
  title: { zh: '转诊', en: 'Referrals' },
  columns: [
    column('referral', 'keyed', '这次转诊', 'The referral'),
    person,
    column('from_facility_id', 'id', '转出机构', 'The facility that refers'),
    column('to_facility_id', 'id', '转入机构', 'The facility that receives'),
    column('on_date', 'day', '提交日期', 'The day it was submitted'),
    column('direction', 'word', '方向:up 上转,down 下转', 'Direction: up or down'),
    column('urgency', 'word', '紧急程度', 'Urgency'),
    column('status', 'word', '目前状态', 'Where it stands now'),
    knownOn,
  ],
  from: `${sources.referral.view} v`,
  keyed: ['v.subject_id', current],
  rest: ['v.from_facility_id', 'v.facility_id', 'v.on_date', 'v.direction', 'v.urgency', 'v.status', known],
}

/** Lines that are read month by month straight from the views that are counted. */
export const tables: readonly Table[] = [visits, charges, claims, enrollments, referrals]

type Plain = Pick<Table, 'name' | 'title' | 'columns'>

/** Who counted in a year. */
export const people: Plain = {
  name: 'people',
  title: { zh: '年内计入的人', en: 'People who count in a year' },
  columns: [
    person,
    column('year', 'year', '年度', 'The year'),
    column('measure', 'word', '计入哪个指标元', 'The measure they count for'),
    column('home_facility_id', 'id', '计入哪个机构:居民现在所属的基层机构', 'Where they count: the home of today'),
    column('known_from', 'day', '从哪天起这样认为', 'Since when that is believed'),
    column('known_until', 'day', '到哪天为止这样认为;空:现在仍然计入', 'Until when that was believed; empty: they count today'),
  ],
}

/** What the bureaus reported. */
export const figures: Plain = {
  name: 'figures',
  title: { zh: '部门上报的数据', en: 'Figures that the bureaus reported' },
  columns: [
    column('quantity', 'word', '哪个数', 'Which figure'),
    column('place_kind', 'word', '地方的类别:division 区划,consortium 医共体,facility 机构', 'Kind of place: division, consortium, facility'),
    column('place_id', 'id', '区划代码、医共体或机构', 'The code of the division, the consortium or the facility'),
    column('from_day', 'day', '所指时间的第一天', 'First day of the time it is about'),
    column('until_day', 'day', '所指时间之后的第一天', 'First day after it'),
    column('value', 'count', '数值;收入以分计', 'The value; income in fen'),
    column('dims', 'word', '细分(JSON),如五岁年龄组', 'What it is divided by, as JSON, such as ages of five years'),
    column('source', 'word', '来源', 'Where it comes from'),
  ],
}

/** The places, each under its parent. */
export const places: Plain = {
  name: 'places',
  title: { zh: '地方', en: 'Places' },
  columns: [
    column(
      'kind',
      'word',
      '类别:prefecture、county、consortium、township、facility、unlinked',
      'Kind: prefecture, county, consortium, township, facility, unlinked',
    ),
    column('key', 'id', '区划代码、医共体、乡镇卫生院或机构', "The division's code, the consortium, the township's health center or the facility"),
    column('name', 'word', '名称', 'Its name'),
    level,
    column('parent_kind', 'word', '上级的类别', 'Kind of the place it stands under'),
    column('parent_key', 'id', '上级', 'The place it stands under'),
  ],
}

export const everyTable: readonly Plain[] = [...tables, people, figures, places]
