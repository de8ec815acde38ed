import type { Words } from '#kernel/words.ts'
import type { Group } from '../labels.ts'
import type { Indicator } from './indicator.ts'

/** Asked of a county, and not yet to be computed from the rows of this platform: shown as such, with the reason. */
export const waiting: readonly Indicator[] = [
  waits(
    'recognitionRate',
    'efficiency',
    { zh: '检查检验结果互认率', en: 'Results recognised' },
    {
      zh: '互认人次,除以目录内有效期内可互认人次',
      en: 'Results recognised over those in the list and inside their window',
    },
    { zh: '检查互认模块尚未启用', en: 'The recognition of results is not in use yet' },
  ),
  waits(
    'elderlyManaged',
    'publicHealth',
    { zh: '老年人健康管理率', en: 'Health management of people of 65 and over' },
    {
      zh: '年内接受健康管理的 65 岁及以上老年人,除以常住老年人',
      en: 'People of 65 and over managed in the year over all of them',
    },
    { zh: '老年人体检尚未在本平台登记', en: 'The yearly examinations are not recorded here yet' },
  ),
  waits(
    'childrenManaged',
    'publicHealth',
    { zh: '0–6 岁儿童健康管理率', en: 'Health management of children of 0 to 6' },
    {
      zh: '年内接受一次及以上随访的儿童,除以儿童数',
      en: 'Children seen at least once in the year over all of them',
    },
    { zh: '儿童保健尚未在本平台登记', en: "Children's checks are not recorded here yet" },
  ),
  waits(
    'tcmLedCoverage',
    'division',
    { zh: '中医牵头医共体覆盖人口比例', en: 'People covered by consortia led by Chinese medicine' },
    {
      zh: '中医医院牵头的医共体服务人口,除以县域常住人口',
      en: 'People served by consortia that a hospital of Chinese medicine leads, over residents',
    },
    {
      zh: '需要按医共体上报的常住人口,以及牵头医院是否中医医院',
      en: 'Needs the residents of each consortium, and whether its hospital is one of Chinese medicine',
    },
    { is: 'atLeast', value: 30, source: 'seed-001', status: 'unverified' },
  ),
  ...reservedShares(),
  waits(
    'satisfaction',
    'health',
    { zh: '居民满意度', en: 'Satisfaction of residents' },
    { zh: '满意度调查得分', en: 'The score of the survey' },
    {
      zh: '满意度调查尚未启用',
      en: 'The survey is not in use yet',
    },
  ),
]

type Target = NonNullable<Indicator['target']>

/** At least a fifth of each kind of unit is kept for referrals from the base. */
function reservedShares(): Indicator[] {
  const kinds: readonly (readonly [string, Words])[] = [
    ['reservedExpertSlots', { zh: '专家号', en: 'expert slots' }],
    ['reservedBeds', { zh: '床位', en: 'beds' }],
    ['reservedExams', { zh: '预约检查', en: 'booked examinations' }],
  ]
  return kinds.map(([id, unit]) =>
    waits(
      id,
      'referral',
      { zh: `${unit.zh}为基层预留比例`, en: `Share of ${unit.en} reserved for the base` },
      { zh: `发布时为基层转诊预留的${unit.zh},除以放出的全部${unit.zh}`, en: `Of the ${unit.en} published, those reserved for referrals from the base` },
      { zh: '号源还不是指标的数据来源;预留与使用见业务看板', en: 'Capacity is no source of figures yet; see the board for what is reserved and used' },
      { is: 'atLeast', value: 20, source: 'seed-004', status: 'verified' },
    ),
  )
}

function waits(...[id, group, name, meaning, waitsFor, target]: readonly [string, Group, Words, Words, Words, Target?]): Indicator {
  return {
    id,
    group,
    name,
    meaning,
    ...(target ? { target } : {}),
    kind: 'none',
    unit: 'percent',
    better: 'higher',
    editions: [],
    levels: ['prefecture', 'county', 'consortium', 'township'],
    grains: ['year'],
    source: 'monitoring-2024',
    status: 'unverified',
    waitsFor,
  }
}
