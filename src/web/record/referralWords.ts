import { declineReason, outcome } from '#care/referral/contract.ts'
import { type RoleName, role } from '#registry/access/roles.ts'
import { say, type Text } from '#web/ui/words.ts'

const actions: Readonly<Record<string, Text>> = {
  submit: { zh: '提交转诊', en: 'sent the referral' },
  accept: { zh: '已接收', en: 'accepted' },
  decline: { zh: '未接收', en: 'declined' },
  requestMore: { zh: '请补充资料', en: 'asked for more' },
  supplyMore: { zh: '已补充资料', en: 'supplied more' },
  redirect: { zh: '转往他处', en: 'redirected it' },
  redirectedHere: { zh: '由他处转来', en: 'redirected here' },
  approve: { zh: '已审批', en: 'approved' },
  disapprove: { zh: '未批准', en: 'not approved' },
  withdraw: { zh: '已撤回', en: 'withdrew it' },
  arrive: { zh: '已到院', en: 'arrived' },
  treat: { zh: '已诊治', en: 'treated' },
  discharge: { zh: '已出院', en: 'discharged' },
  sendHome: { zh: '下转回家', en: 'sent home' },
  markNoShow: { zh: '未到院', en: 'did not come' },
  firstContact: { zh: '完成首次上门', en: 'made the first contact' },
  recordOutcome: { zh: '登记 14 天结果', en: 'recorded the 14-day outcome' },
  settle: { zh: '已安排后续', en: 'settled what comes next' },
  expire: { zh: '超时未答复,已失效', en: 'expired unanswered' },
  die: { zh: '因身故结束', en: 'ended by death' },
  holdExpired: { zh: '保留的号位已过期', en: 'the held unit ran out' },
  sessionCancelled: { zh: '所约时段停诊', en: 'the session was cancelled' },
  rebooked: { zh: '号位已改到', en: 'the unit was moved to' },
  fromWaitList: { zh: '候补到号', en: 'a unit came from the wait-list' },
}

export function actionInWords(action: string): Text {
  return actions[action] ?? { zh: '号位有变动', en: 'the unit changed' }
}

const codes: Readonly<Record<string, Text>> = {
  ...declineReason.labels,
  ...outcome.labels,
  careHere: { zh: '在本机构处理', en: 'care here' },
  patientRefused: { zh: '患者不愿转诊', en: 'the patient refused' },
  sendElsewhere: { zh: '另行转诊', en: 'send elsewhere' },
  noAnswer: { zh: '对方未在时限内答复', en: 'no answer in time' },
  waiting: { zh: '已转入候补', en: 'now on the wait-list' },
  died: { zh: '已登记身故', en: 'the death was recorded' },
}

const instant = /\d{4}-\d{2}-\d{2}T(\d{2}:\d{2})[\d:.]*(?:\+08:00|Z)/g

/** A line's note: what people wrote as it is, what the server noted (a reason, a moment) in words. */
export function noteInWords(note: string | null, language: 'zh' | 'en'): string {
  if (!note) return ''
  const parts = note.split(' | ').map((part) => (codes[part] ? say(codes[part], language) : part))
  return parts.join(language === 'zh' ? ':' : ': ').replace(instant, (found, time) => `${found.slice(5, 10)} ${time}`)
}

const turns: Readonly<Record<string, Text>> = {
  acceptReferral: { zh: '接收转诊', en: 'accept the referral' },
  approveReferral: { zh: '审批转诊', en: 'approve the referral' },
  supplyMore: { zh: '补充资料', en: 'supply more' },
  awaitArrival: { zh: '等待到院', en: 'await the patient' },
  recordTreatment: { zh: '登记诊治', en: 'record the treatment' },
  dischargePatient: { zh: '办理出院', en: 'discharge' },
  sendHome: { zh: '办理下转', en: 'send home' },
  acceptReturn: { zh: '接收回家的人', en: 'accept the return' },
  firstContact: { zh: '首次上门', en: 'make the first contact' },
  recordOutcome: { zh: '登记 14 天结果', en: 'record the 14-day outcome' },
  settleReferral: { zh: '安排后续', en: 'settle what comes next' },
  answerAdvice: { zh: '答复咨询', en: 'answer the question' },
  actOnAdvice: { zh: '处理答复', en: 'act on the answer' },
  reviewBreakGlass: { zh: '复核紧急调阅', en: 'review a break-glass' },
  lateDuty: { zh: '督促逾期事项', en: 'press for what is late' },
}

/** What a duty asks, in words; never its code. */
export function dutyInWords(kind: string): Text {
  return turns[kind] ?? { zh: '待办事项', en: 'a duty' }
}

/** 轮到 县人民医院 转诊中心; 轮到您, where it is the reader's own facility. */
export function turnInWords(next: { facility: string; role: string } | null, own: string): Text | null {
  if (!next) return null
  if (next.facility === own) return { zh: '轮到您', en: 'Your turn' }
  const post = role.labels[next.role as RoleName] ?? { zh: '', en: '' }
  return { zh: `轮到 ${next.facility} ${post.zh}`, en: `Turn of ${next.facility}, ${post.en.toLowerCase()}` }
}
