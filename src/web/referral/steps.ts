import type { ReferralCard, Status } from '#care/referral/contract.ts'
import type { Moment } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import type { LoopStep } from '#web/ui/LoopLine.tsx'

type Place = { readonly name: Words; readonly at: Moment | null | undefined }

const ended: readonly Status[] = ['declined', 'withdrawn', 'expired', 'noShow', 'diedBefore', 'redirected']

/** The whole loop of a referral: where it came from, what was done, where it stands, what is still to come. */
export function stepsOf(card: ReferralCard): readonly LoopStep[] {
  const places = card.direction === 'down' ? homeward(card) : outward(card)
  const present = places.findIndex((place) => !place.at)
  const steps = places.map(({ name, at }, index): LoopStep => {
    if (at) return { name, state: 'done', at }
    if (card.status === 'closed') return { name, state: 'skipped' }
    if (index === present && !ended.includes(card.status)) return { name, state: 'present' }
    return { name, state: 'coming' }
  })
  if (!ended.includes(card.status)) return steps
  // What was not reached any more is not drawn: the line ends where the loop ended.
  return [
    ...steps.filter((step) => step.state === 'done'),
    { name: endings[card.status] ?? endings.declined, state: 'stopped', at: card.endedAt },
  ]
}

const endings: Partial<Record<Status, Words>> & { declined: Words } = {
  declined: { zh: '未接收', en: 'Declined' },
  withdrawn: { zh: '撤回', en: 'Withdrawn' },
  expired: { zh: '失效', en: 'Expired' },
  noShow: { zh: '未到院', en: 'No show' },
  diedBefore: { zh: '身故', en: 'Died' },
  redirected: { zh: '转他处', en: 'Redirected' },
}

function outward(card: ReferralCard): readonly Place[] {
  const approval: readonly Place[] = card.approval.needed
    ? [{ name: { zh: '审批', en: 'Agreed' }, at: card.approval.approvedAt }]
    : []
  const asked: readonly Place[] =
    card.status === 'moreRequested' ? [{ name: { zh: '补充', en: 'More' }, at: null }] : []
  return [
    { name: { zh: '提交', en: 'Sent' }, at: card.submittedAt },
    ...approval,
    ...asked,
    { name: { zh: '接收', en: 'Accepted' }, at: card.acceptedAt },
    { name: { zh: '到院', en: 'Arrived' }, at: card.arrivedAt },
    { name: { zh: '诊治', en: 'Treated' }, at: momentOf(card, 'treat') },
    { name: { zh: '出院', en: 'Left' }, at: card.dischargedAt },
    { name: { zh: '回家', en: 'Home' }, at: momentOf(card, 'sendHome') },
  ]
}

function homeward(card: ReferralCard): readonly Place[] {
  return [
    { name: { zh: '出院', en: 'Left' }, at: card.dischargedAt ?? card.submittedAt },
    { name: { zh: '下转', en: 'Sent' }, at: card.submittedAt },
    { name: { zh: '基层接收', en: 'Taken over' }, at: card.acceptedAt },
    { name: { zh: '首次上门', en: 'First contact' }, at: card.firstContactAt },
    { name: { zh: '14 天结果', en: '14 days' }, at: card.outcome ? card.endedAt : null },
  ]
}

function momentOf(card: ReferralCard, name: string): Moment | undefined {
  return card.history.findLast((line) => line.action === name)?.at
}

/** A loop is closed when it came to its proper end, not when it was stopped. */
export function closedAt(card: ReferralCard): Moment | undefined {
  return card.status === 'closed' ? (card.endedAt ?? undefined) : undefined
}
