import { type CodeOf, coded } from '#kernel/words.ts'

/** In what quality somebody acts for another. */
export const proxyKind = coded({
  guardian: { zh: '监护人', en: 'Guardian' },
  elderProxy: { zh: '家人代办', en: 'Family member' },
})
export type ProxyKind = CodeOf<typeof proxyKind>

export const proxyReach = coded({
  see: { zh: '只能看', en: 'May look only' },
  book: { zh: '能看,也能取消预约', en: 'May look and cancel bookings' },
})
export type ProxyReach = CodeOf<typeof proxyReach>

export const endedBy = coded({
  self: { zh: '本人收回', en: 'Taken back' },
  proxy: { zh: '代办人自己退出', en: 'Given up by the family member' },
  facility: { zh: '由机构结束', en: 'Ended by the facility' },
})

export const objectionFinding = coded({
  explained: { zh: '查看有正当理由', en: 'The look was right' },
  wrong: { zh: '不该看,已处理', en: 'It was wrong and is dealt with' },
})

/** Why somebody could open the record, as a resident reads it. */
export const lookBasis = coded({
  catchment: { zh: '您是这家机构管理的居民', en: 'You are a resident in their care' },
  visit: { zh: '您在这家机构看过病', en: 'You were treated there' },
  referral: { zh: '您被转诊到这家机构', en: 'You were referred there' },
  advice: { zh: '您的医生请他们帮忙出主意', en: 'Your doctor asked for their advice' },
  enrollment: { zh: '您签约了这家机构的医生', en: 'You enrolled with a doctor there' },
  breakGlass: { zh: '紧急情况下打开', en: 'Opened in an emergency' },
  task: { zh: '正在给您办登记、转诊、预约这些事', en: 'They were working on something for you' },
  self: { zh: '您自己', en: 'Yourself' },
  proxy: { zh: '您同意的家人代办', en: 'Somebody who acts for you' },
  none: { zh: '没有查看的依据', en: 'Without a reason to look' },
})

export type LookBasis = CodeOf<typeof lookBasis>

export const messageState = coded({
  waiting: { zh: '等待发送', en: 'Waiting' },
  sent: { zh: '已发送', en: 'Sent' },
  kept: { zh: '已写好,本县还没有接短信', en: 'Written; the county has no text messages yet' },
  failed: { zh: '没有发成功', en: 'Could not be sent' },
})
