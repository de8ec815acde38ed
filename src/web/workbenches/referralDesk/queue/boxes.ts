import type { referralContract } from '#care/referral/contract.ts'
import type { Input, Output } from '#kernel/capability.ts'
import type { Words } from '#kernel/words.ts'

type Asking = Pick<Input<typeof referralContract.openInbox>, 'box' | 'urgency' | 'overdue' | 'today'>
type Counts = Output<typeof referralContract.openInbox>['counts']

/** One counter of a queue, which is its filter. */
export type Box = {
  readonly key: string
  readonly name: Words
  readonly asks: Asking
  readonly count: (counts: Counts) => number
  readonly tone?: 'cinnabar' | 'amber'
  readonly side: 'from' | 'to'
  readonly none: { readonly title: Words; readonly next?: Words }
}

const live: Words = { zh: '新的转诊会自己出现在这里', en: 'New referrals appear here by themselves' }

export const queueBoxes: readonly [Box, ...Box[]] = [
  {
    key: 'toAnswer',
    name: { zh: '待处理', en: 'to answer' },
    asks: { box: 'toAnswer' },
    count: (c) => c.toAnswer,
    side: 'from',
    none: { title: { zh: '没有待处理的转诊', en: 'No referral waits' }, next: live },
  },
  {
    key: 'overdue',
    name: { zh: '已超时', en: 'overdue' },
    asks: { box: 'toAnswer', overdue: 'true' },
    count: (c) => c.overdue,
    tone: 'cinnabar',
    side: 'from',
    none: { title: { zh: '没有超时的转诊', en: 'Nothing is overdue' }, next: live },
  },
  {
    key: 'emergency',
    name: { zh: '急诊', en: 'emergencies' },
    asks: { box: 'toAnswer', urgency: 'emergency' },
    count: (c) => c.emergency,
    tone: 'cinnabar',
    side: 'from',
    none: { title: { zh: '没有急诊转诊', en: 'No emergency' }, next: live },
  },
  {
    key: 'asked',
    name: { zh: '等对方补充', en: 'asked for more' },
    asks: { box: 'asked' },
    count: (c) => c.asked,
    side: 'from',
    none: { title: { zh: '没有在等补充的转诊', en: 'Nothing waits for more from its sender' } },
  },
  {
    key: 'today',
    name: { zh: '今日到院', en: 'expected today' },
    asks: { box: 'expected', today: 'true' },
    count: (c) => c.expectedToday,
    side: 'from',
    none: { title: { zh: '今天没有约好要来的人', en: 'Nobody is expected today' } },
  },
]

export const homewardBoxes: readonly [Box, ...Box[]] = [
  {
    key: 'expected',
    name: { zh: '待到院', en: 'expected' },
    asks: { box: 'expected' },
    count: (c) => c.expected,
    side: 'from',
    none: {
      title: { zh: '没有已接收而未到的人', en: 'Nobody is on the way' },
      next: { zh: '接收后会列在这里,直到登记到院', en: 'Accepted patients stand here until they arrive' },
    },
  },
  {
    key: 'inCustody',
    name: { zh: '在院', en: 'in our care' },
    asks: { box: 'inCustody' },
    count: (c) => c.inCustody,
    side: 'from',
    none: { title: { zh: '没有在院的转诊患者', en: 'Nobody is in care' } },
  },
  {
    key: 'sent',
    name: { zh: '回家路上', en: 'on the way home' },
    asks: { box: 'sent' },
    count: (c) => c.sent,
    side: 'to',
    none: {
      title: { zh: '没有正在回家的人', en: 'Nobody is on the way home' },
      next: { zh: '下转后列在这里,直到基层登记 14 天结果', en: 'Those sent home stand here until the 14-day outcome' },
    },
  },
  {
    key: 'toSettle',
    name: { zh: '待安排', en: 'to settle' },
    asks: { box: 'toSettle' },
    count: (c) => c.toSettle,
    tone: 'amber',
    side: 'to',
    none: { title: { zh: '没有退回来要安排的人', en: 'Nothing came back to settle' } },
  },
]
