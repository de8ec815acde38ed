import { action, declineReason, type InboxRow, type ReferralCard, status as statuses } from '#care/referral/contract.ts'
import type { CodeOf, Words } from '#kernel/words.ts'
import { dutyInWords, roleInWords } from '#web/duty/kinds.ts'
import { momentInWords, type Saying } from '#web/ui/time.ts'
import { say } from '#web/ui/words.ts'

/** What happened, as a line of the history says it. */
const happened: Readonly<Record<string, Words>> = {
  submit: { zh: '提交转诊', en: 'Submitted' },
  accept: { zh: '接收', en: 'Accepted' },
  decline: { zh: '婉拒', en: 'Declined' },
  requestMore: { zh: '请补充资料', en: 'Asked for more' },
  supplyMore: { zh: '补充资料', en: 'Supplied more' },
  redirect: { zh: '转往他处', en: 'Redirected' },
  redirectedHere: { zh: '由他处转来', en: 'Redirected here' },
  approve: { zh: '同意转县外', en: 'Approved' },
  disapprove: { zh: '不同意转县外', en: 'Not approved' },
  withdraw: { zh: '撤回', en: 'Withdrawn' },
  withdrawConsent: { zh: '居民撤回同意,转诊停止', en: 'The resident took the consent back' },
  arrive: { zh: '到院', en: 'Arrived' },
  treat: { zh: '登记诊治', en: 'Treatment recorded' },
  discharge: { zh: '出院', en: 'Discharged' },
  sendHome: { zh: '下转回家', en: 'Sent home' },
  markNoShow: { zh: '未到院', en: 'No show' },
  firstContact: { zh: '首次上门', en: 'First contact' },
  recordOutcome: { zh: '登记 14 天结果', en: '14-day outcome recorded' },
  settle: { zh: '安排后续', en: 'Settled' },
  expire: { zh: '长时间无人答复,退回转出方', en: 'Nobody answered; back to the sender' },
  die: { zh: '患者已身故,转诊结束', en: 'The patient died; the referral ended' },
  holdExpired: { zh: '保留的号位到时,已放回', en: 'The unit kept for it ran out' },
  sessionCancelled: { zh: '停诊,排入候补最前', en: 'Session cancelled; first on the wait-list' },
  rebooked: { zh: '停诊,已改约', en: 'Session cancelled; moved to another' },
  fromWaitList: { zh: '候补到号', en: 'A unit came from the wait-list' },
}

export function happenedInWords(name: string): Words {
  return happened[name] ?? action.labels[name as keyof typeof action.labels] ?? { zh: '有变动', en: 'Changed' }
}

export const plans = {
  careHere: { zh: '留在本机构处理', en: 'Care here' },
  patientRefused: { zh: '患者不愿再转', en: 'The patient refuses' },
  sendElsewhere: { zh: '另转他处', en: 'Send elsewhere' },
} as const satisfies Record<string, Words>
export const planNames = Object.keys(plans) as (keyof typeof plans)[]

/** A note may begin with a code of ours (`noCapacity | 明天再来`) or end with a moment; people read words. */
export function noteInWords(
  { action: name, note }: { readonly action: string; readonly note: string | null },
  saying: Saying,
): string | undefined {
  if (!note || wordless.has(name)) return undefined
  if (moves.has(name)) return movedInWords(note, saying)
  const [first = '', ...rest] = note.split(' | ')
  const label = labelOf(first)
  if (!label) return say({ zh: note }, saying.language)
  const more = say({ zh: rest.join(' | ') }, saying.language)
  const said = label[saying.language]
  return more ? [said, more].join(saying.language === 'zh' ? ':' : ': ') : said
}

/** Of these the note is the unit and, behind it, the moment it begins. */
const moves = new Set(['rebooked', 'fromWaitList'])

function movedInWords(note: string, saying: Saying): string {
  const [, resource = note, at] = /^(.*) (\S+)$/.exec(note) ?? []
  if (!at || Number.isNaN(Date.parse(at))) return note
  return `${resource} ${momentInWords(at, { ...saying, weekday: true })}`
}

/** Reasons that fit the way: someone coming home is refused for other reasons than someone sent up. */
export function declineReasonsFor(card: Pick<ReferralCard, 'direction'>): readonly CodeOf<typeof declineReason>[] {
  if (card.direction === 'down') return ['notOurResident', 'needsHigherLevel', 'incomplete', 'patientDeclined', 'other']
  return declineReason.codes.filter((code) => code !== 'notOurResident')
}

/** Of these the note only serves the machine; the name of the act says it all. */
const wordless = new Set(['expire', 'die', 'holdExpired', 'sessionCancelled', 'withdrawConsent'])

function labelOf(code: string): Words | undefined {
  return declineReason.labels[code as keyof typeof declineReason.labels] ?? plans[code as keyof typeof plans]
}

/** 轮到 市一医院 转诊中心:接收或婉拒 */
export function turnOf(card: Pick<ReferralCard, 'next'>): Words | undefined {
  if (!card.next) return undefined
  const who = roleInWords(card.next.role)
  const what = dutyInWords(card.next.kind)
  return {
    zh: `轮到 ${card.next.facility} ${who.zh}:${what.zh}`,
    en: `${card.next.facility}, ${who.en}: ${what.en}`,
  }
}

/** 轮到您, where it is the reader's own facility and he is alone there; 轮到 县人民医院 转诊中心. */
export function turnFor(next: ReferralCard['next'], own: string): Words | null {
  if (!next) return null
  if (next.facility === own) return { zh: '轮到您', en: 'Your turn' }
  const post = roleInWords(next.role)
  return { zh: `轮到 ${next.facility} ${post.zh}`, en: `Turn of ${next.facility}, ${post.en.toLowerCase()}` }
}

/** Where a row stands, where its status alone would say less. */
export function standingOf(row: Pick<InboxRow, 'status' | 'direction'>): Words {
  if (row.direction === 'down' && row.status === 'submitted') return { zh: '待基层接收', en: 'Awaiting the base' }
  if (row.direction === 'down' && row.status === 'accepted') return { zh: '基层已接收', en: 'Taken over by the base' }
  return statuses.labels[row.status]
}
