import { momentOf } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import type { LoopStep } from '#web/ui/LoopLine.tsx'
import type { Person } from '#web/ui/PersonLine.tsx'

/** People and figures of the gallery: all made up, and always around now. */
export function fromNow(minutes: number): string {
  return momentOf(new Date(Date.now() + minutes * 60_000))
}

const hour = 60
const day = 24 * hour

export type Waiting = {
  readonly referralId: string
  readonly person: Person
  readonly urgency: { readonly tone: 'cinnabar' | 'amber' | 'plain'; readonly name: Words } | undefined
  readonly dueAt: string
  readonly from: Words
  readonly by: string
  readonly why: Words
  readonly detail: Words
  readonly held: Words
  readonly heldAs: Words
  readonly waitedMinutes: number
}

const emergency = { tone: 'cinnabar', name: { zh: '急诊', en: 'Emergency' } } as const
const urgent = { tone: 'amber', name: { zh: '加急', en: 'Urgent' } } as const

export const waiting: readonly Waiting[] = [
  {
    referralId: 'r1',
    person: { name: '孙立民', sex: 'male', age: 62, place: { zh: '柳河镇', en: 'Liuhe' } },
    urgency: emergency,
    dueAt: fromNow(6.5),
    from: { zh: '柳河镇卫生院', en: 'Liuhe Township' },
    by: '吴芳',
    why: { zh: '持续胸痛 40 分钟', en: 'Chest pain for 40 min' },
    detail: { zh: '心电图 II III aVF 抬高', en: 'ST elevation II III aVF' },
    held: { zh: '导管室 1', en: 'Cath lab 1' },
    heldAs: { zh: '保留至 09:40', en: 'held until 09:40' },
    waitedMinutes: 4,
  },
  {
    referralId: 'r2',
    person: { name: '马玉珍', sex: 'female', age: 59, place: { zh: '青山乡', en: 'Qingshan' } },
    urgency: urgent,
    dueAt: fromNow(-61),
    from: { zh: '青山乡卫生院', en: 'Qingshan Township' },
    by: '韩磊',
    why: { zh: '血糖 19.2,两次未控制', en: 'Glucose 19.2, twice uncontrolled' },
    detail: { zh: '指征 糖尿病 上转 4', en: 'criterion diabetes 4' },
    held: { zh: '内分泌 周一上午', en: 'Endocrinology Mon a.m.' },
    heldAs: { zh: '预留号', en: 'reserved slot' },
    waitedMinutes: 182,
  },
  {
    referralId: 'r3',
    person: { name: '郑家宝', sex: 'male', age: 6, place: { zh: '石桥镇', en: 'Shiqiao' } },
    urgency: urgent,
    dueAt: fromNow(48.5),
    from: { zh: '石桥镇卫生院', en: 'Shiqiao Township' },
    by: '林晓',
    why: { zh: '反复发热 5 天', en: 'Recurrent fever, 5 days' },
    detail: { zh: '白细胞 18.4', en: 'WBC 18.4' },
    held: { zh: '儿科 床日 11-22', en: 'Pediatric bed 22 Nov' },
    heldAs: { zh: '预留床', en: 'reserved bed' },
    waitedMinutes: 72,
  },
  {
    referralId: 'r4',
    person: {
      name: '李秀兰',
      sex: 'female',
      age: 67,
      place: { zh: '王家村', en: 'Wangjia Village' },
      lastFour: '3321',
    },
    urgency: undefined,
    dueAt: fromNow(5 * hour + 20.5),
    from: { zh: '王家村卫生室', en: 'Wangjia Clinic' },
    by: '王海',
    why: { zh: '血压连续两次未控制', en: 'Blood pressure twice uncontrolled' },
    detail: { zh: '168/96 指征 高血压 上转 7', en: '168/96, criterion hypertension 7' },
    held: { zh: '心内 周三上午', en: 'Cardiology Wed a.m.' },
    heldAs: { zh: '预留号,剩 2', en: 'reserved slot, 2 left' },
    waitedMinutes: 18,
  },
  {
    referralId: 'r5',
    person: { name: '黄国强', sex: 'male', age: 45, place: { zh: '东风镇', en: 'Dongfeng' } },
    urgency: undefined,
    dueAt: fromNow(7 * hour + 40.5),
    from: { zh: '东风镇卫生院', en: 'Dongfeng Township' },
    by: '赵敏',
    why: { zh: '右肾占位,待增强 CT', en: 'Renal mass, contrast CT wanted' },
    detail: { zh: '超声 2.8 × 2.4 cm', en: 'ultrasound 2.8 × 2.4 cm' },
    held: { zh: 'CT 周二 10:20', en: 'CT Tue 10:20' },
    heldAs: { zh: '开放号', en: 'open slot' },
    waitedMinutes: 22,
  },
  {
    referralId: 'r6',
    person: { name: '田桂花', sex: 'female', age: 70, place: { zh: '柳河镇', en: 'Liuhe' } },
    urgency: undefined,
    dueAt: fromNow(21 * hour + 5),
    from: { zh: '柳河镇卫生院', en: 'Liuhe Township' },
    by: '吴芳',
    why: { zh: '膝关节置换评估', en: 'Knee replacement assessment' },
    detail: { zh: '保守治疗 6 个月无效', en: '6 months without effect' },
    held: { zh: '骨科 周四', en: 'Orthopedics Thu' },
    heldAs: { zh: '候补第 2', en: 'second on the list' },
    waitedMinutes: 160,
  },
]

export const chestPain: readonly LoopStep[] = [
  { name: { zh: '发病', en: 'Onset' }, at: fromNow(-50), state: 'done' },
  { name: { zh: '首次接触', en: 'First contact' }, at: fromNow(-20), state: 'done' },
  { name: { zh: '心电图', en: 'ECG' }, at: fromNow(-14), state: 'done' },
  { name: { zh: '提交', en: 'Sent' }, at: fromNow(-10), state: 'done' },
  { name: { zh: '接收', en: 'Accept' }, state: 'present' },
  { name: { zh: '到院', en: 'Arrival' }, at: fromNow(33), state: 'coming' },
]

export const comingHome: readonly LoopStep[] = [
  { name: { zh: '上转', en: 'Referred' }, at: fromNow(-8 * day), state: 'done' },
  { name: { zh: '住院', en: 'Admitted' }, note: { zh: '市一 7 天', en: '7 days' }, state: 'done' },
  { name: { zh: '出院', en: 'Discharged' }, at: fromNow(-day), state: 'done' },
  { name: { zh: '您接收', en: 'You receive' }, note: { zh: '48 小时内', en: 'in 48 h' }, state: 'present' },
  { name: { zh: '首访', en: 'First visit' }, note: { zh: '7 天内', en: 'in 7 days' }, state: 'coming' },
]

export const declined: readonly LoopStep[] = [
  { name: { zh: '提交', en: 'Sent' }, at: fromNow(-3 * hour), state: 'done' },
  { name: { zh: '补充资料', en: 'More asked' }, state: 'skipped' },
  { name: { zh: '婉拒', en: 'Declined' }, at: fromNow(-2 * hour), state: 'stopped' },
  { name: { zh: '到院', en: 'Arrival' }, state: 'coming' },
  { name: { zh: '下转', en: 'Return' }, state: 'coming' },
]

export const closed: readonly LoopStep[] = [
  { name: { zh: '提交', en: 'Sent' }, at: fromNow(-9 * day), state: 'done' },
  { name: { zh: '接收', en: 'Accepted' }, at: fromNow(-9 * day), state: 'done' },
  { name: { zh: '到院', en: 'Arrived' }, at: fromNow(-8 * day), state: 'done' },
  { name: { zh: '出院', en: 'Discharged' }, at: fromNow(-3 * day), state: 'done' },
  { name: { zh: '首访', en: 'First visit' }, at: fromNow(-day), state: 'done' },
]
