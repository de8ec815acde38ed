import type { DepartmentKind } from '#registry/facility/contract.ts'
import type { Sex } from './names.ts'
import { type Random, weighted } from './random.ts'

/** Why people see a doctor. Codes are those of the lists in db/seed. */
export type Reason = {
  readonly code: string
  readonly complaint: string
  readonly department: DepartmentKind
  readonly medicines?: readonly string[]
  /** How often it brings people to a doctor, and how often into a bed. */
  readonly weight: number
  readonly admitted?: number
  readonly ages?: readonly [from: number, to: number]
  readonly sex?: Sex
  readonly report?: { readonly code: string; readonly conclusion: string }
  readonly operation?: string
}

const chest = { code: '87.4400', conclusion: '双肺纹理增多,未见明显实变影' }
const heart = { code: '89.5200', conclusion: '窦性心律,ST-T 改变' }
const belly = { code: '88.7600', conclusion: '胆囊壁毛糙,其余未见异常' }
const head = { code: '87.0300', conclusion: '未见出血灶,多发腔隙性低密度影' }

const acute: readonly Reason[] = [
  {
    code: 'J06.900',
    complaint: '咽痛、流涕3天',
    department: 'internalMedicine',
    medicines: ['对乙酰氨基酚', '连花清瘟胶囊'],
    weight: 24,
  },
  {
    code: 'J20.900',
    complaint: '咳嗽、咳痰5天',
    department: 'respiratory',
    medicines: ['氨溴索', '阿莫西林'],
    weight: 10,
    report: chest,
  },
  {
    code: 'K29.500',
    complaint: '上腹胀痛半月',
    department: 'gastroenterology',
    medicines: ['奥美拉唑', '多潘立酮'],
    weight: 8,
    ages: [18, 99],
  },
  { code: 'A09.900', complaint: '腹泻2天', department: 'gastroenterology', medicines: ['蒙脱石'], weight: 5 },
  {
    code: 'M54.500',
    complaint: '腰痛1周',
    department: 'tcm',
    medicines: ['双氯芬酸钠'],
    weight: 8,
    ages: [25, 99],
    admitted: 5,
  },
  {
    code: 'M17.900',
    complaint: '双膝疼痛1月',
    department: 'orthopedics',
    medicines: ['布洛芬'],
    weight: 6,
    ages: [50, 99],
    admitted: 4,
  },
  { code: 'L30.900', complaint: '皮肤瘙痒1周', department: 'internalMedicine', weight: 4 },
  {
    code: 'N39.000',
    complaint: '尿频、尿急2天',
    department: 'urology',
    medicines: ['左氧氟沙星'],
    weight: 3,
    ages: [18, 99],
    sex: 'female',
  },
  { code: 'G47.000', complaint: '入睡困难2月', department: 'internalMedicine', weight: 3, ages: [30, 99] },
  { code: 'H10.900', complaint: '眼红、流泪2天', department: 'ophthalmology', weight: 2 },
  { code: 'K02.900', complaint: '牙痛1天', department: 'internalMedicine', medicines: ['布洛芬'], weight: 3 },
  { code: 'S61.000', complaint: '手指割伤1小时', department: 'emergency', weight: 2 },
  { code: 'T14.000', complaint: '摔倒擦伤1小时', department: 'emergency', weight: 3 },
  {
    code: 'J45.900',
    complaint: '反复喘息',
    department: 'respiratory',
    medicines: ['沙丁胺醇'],
    weight: 2,
    admitted: 2,
  },
  {
    code: 'J18.900',
    complaint: '发热、咳嗽4天',
    department: 'respiratory',
    medicines: ['左氧氟沙星'],
    weight: 2,
    ages: [18, 99],
    admitted: 16,
    report: chest,
  },
  {
    code: 'J18.000',
    complaint: '发热、气促3天',
    department: 'pediatrics',
    medicines: ['阿莫西林'],
    weight: 4,
    ages: [0, 10],
    admitted: 30,
    report: chest,
  },
  {
    code: 'I25.103',
    complaint: '活动后胸闷半年',
    department: 'cardiology',
    medicines: ['阿司匹林', '阿托伐他汀钙'],
    weight: 4,
    ages: [50, 99],
    admitted: 14,
    report: heart,
  },
  {
    code: 'I63.900',
    complaint: '右侧肢体无力1天',
    department: 'neurology',
    medicines: ['阿司匹林', '阿托伐他汀钙'],
    weight: 2,
    ages: [50, 99],
    admitted: 16,
    report: head,
  },
  {
    code: 'K80.200',
    complaint: '右上腹隐痛1月',
    department: 'generalSurgery',
    weight: 1.5,
    ages: [25, 85],
    admitted: 5,
    report: belly,
    operation: '51.2300',
  },
  {
    code: 'K35.800',
    complaint: '转移性右下腹痛1天',
    department: 'generalSurgery',
    weight: 0.6,
    ages: [8, 75],
    admitted: 5,
    report: belly,
    operation: '47.0100',
  },
  {
    code: 'N20.000',
    complaint: '腰部绞痛3小时',
    department: 'urology',
    weight: 1,
    ages: [20, 75],
    admitted: 3,
    report: belly,
  },
  {
    code: 'S82.200',
    complaint: '小腿外伤疼痛2小时',
    department: 'orthopedics',
    weight: 0.6,
    ages: [10, 90],
    admitted: 5,
    operation: '79.3600',
  },
  {
    code: 'H25.900',
    complaint: '视物模糊1年',
    department: 'ophthalmology',
    weight: 1,
    ages: [60, 99],
    admitted: 4,
    operation: '13.4100',
  },
  {
    code: 'O80.900',
    complaint: '停经39周,规律腹痛',
    department: 'obstetricsGynecology',
    weight: 0,
    ages: [20, 42],
    sex: 'female',
    admitted: 14,
  },
  { code: 'R50.900', complaint: '发热1天', department: 'pediatrics', medicines: ['布洛芬'], weight: 8, ages: [0, 12] },
]

/** What brings people back, by condition. */
export const followUps = {
  hypertension: {
    code: 'I10.x00x002',
    complaint: '高血压复诊',
    department: 'cardiology',
    medicines: ['氨氯地平', '缬沙坦'],
    weight: 0,
  },
  diabetes: {
    code: 'E11.900',
    complaint: '糖尿病复诊',
    department: 'endocrinology',
    medicines: ['二甲双胍', '格列美脲'],
    weight: 0,
  },
  copd: { code: 'J44.900', complaint: '慢阻肺复诊', department: 'respiratory', medicines: ['噻托溴铵'], weight: 0 },
  severeMental: {
    code: 'F20.900',
    complaint: '精神分裂症复诊',
    department: 'internalMedicine',
    medicines: ['利培酮'],
    weight: 0,
  },
  pregnant: {
    code: 'Z34.900',
    complaint: '孕期检查',
    department: 'obstetricsGynecology',
    medicines: ['叶酸'],
    weight: 0,
  },
} as const satisfies Record<string, Reason>

export type Want = { readonly age: number; readonly sex: Sex; readonly admitted: boolean }

const drawers = new Map<string, (random: Random) => Reason>()

export function drawReason(random: Random, { age, sex, admitted }: Want): Reason {
  const key = `${Math.min(age, 99)} ${sex} ${admitted}`
  let draw = drawers.get(key)
  if (!draw) {
    const fitting = acute.filter((r) => (!r.sex || r.sex === sex) && (!r.ages || (age >= r.ages[0] && Math.min(age, 99) <= r.ages[1])))
    const weights = fitting.map((reason) => [reason, admitted ? (reason.admitted ?? 0) : reason.weight] as const)
    draw = weighted(admitted && weights.every(([, weight]) => weight === 0) ? fitting.map((r) => [r, 1] as const) : weights)
    drawers.set(key, draw)
  }
  return draw(random)
}
