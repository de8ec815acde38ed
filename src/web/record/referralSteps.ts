import { type ReferralCard, type Status, status as statuses } from '#care/referral/contract.ts'
import type { LoopStep } from '#web/ui/LoopLine.tsx'
import type { Text } from '#web/ui/words.ts'

type Place = { readonly name: Text; readonly at?: string | null | undefined; readonly note?: Text | undefined }

/** What the loop line of a referral needs; a card has all of it, a row of a list its beginning. */
export type ReferralLoop = Pick<ReferralCard, 'direction' | 'status' | 'submittedAt'> &
  Partial<Pick<ReferralCard, 'acceptedAt' | 'arrivedAt' | 'dischargedAt' | 'firstContactAt' | 'endedAt' | 'history'>>

const outward: Readonly<Partial<Record<Status, number>>> = { submitted: 1, moreRequested: 1, accepted: 2, arrived: 3, treated: 4, discharged: 5, closed: 6 }

/** The steps of one referral with their times, from where it began to where it closes. */
export function referralSteps(loop: ReferralLoop): LoopStep[] {
  return loop.direction === 'down' ? homeSteps(loop) : outSteps(loop)
}

function outSteps(loop: ReferralLoop): LoopStep[] {
  const places: Place[] = [
    { name: { zh: '提交', en: 'Sent' }, at: loop.submittedAt },
    loop.status === 'moreRequested'
      ? { name: { zh: '补充', en: 'More' }, note: { zh: '待您补充', en: 'asked for' } }
      : { name: { zh: '接收', en: 'Accepted' }, at: loop.acceptedAt },
    { name: { zh: '到院', en: 'Arrived' }, at: loop.arrivedAt },
    { name: { zh: '诊治', en: 'Treated' }, at: momentOf(loop, 'treat') },
    { name: { zh: '出院', en: 'Left' }, at: loop.dischargedAt },
    { name: { zh: '回家', en: 'Home' }, at: momentOf(loop, 'sendHome') },
  ]
  const present = outward[loop.status]
  return present === undefined ? stopped(places, loop) : walk(places, present)
}

function homeSteps(loop: ReferralLoop): LoopStep[] {
  const places: Place[] = [
    { name: { zh: '出院', en: 'Left' }, at: loop.dischargedAt },
    { name: { zh: '下转', en: 'Sent home' }, at: loop.submittedAt },
    { name: { zh: '接收', en: 'Accepted' }, at: loop.acceptedAt },
    { name: { zh: '首访', en: 'First visit' }, at: loop.firstContactAt },
    { name: { zh: '14 天结果', en: 'Day 14' }, at: loop.status === 'closed' ? loop.endedAt : undefined },
  ]
  if (loop.status === 'submitted') return walk(places, 2)
  if (loop.status === 'accepted') return walk(places, loop.firstContactAt ? 4 : 3)
  if (loop.status === 'closed') return walk(places, 5)
  return stopped(places, loop)
}

function walk(places: readonly Place[], present: number): LoopStep[] {
  return places.map((place, index) => {
    if (index < present) return { ...place, state: 'done' }
    return index === present ? { ...place, at: undefined, state: 'present' } : { name: place.name, state: 'coming' }
  })
}

/** Ended without closing: what had happened, and then how it ended. */
function stopped(places: readonly Place[], loop: ReferralLoop): LoopStep[] {
  const done = places.filter((place) => place.at).map((place): LoopStep => ({ ...place, state: 'done' }))
  const settled = momentOf(loop, 'settle')
  const end: LoopStep = { name: statuses.labels[loop.status], at: loop.endedAt, state: 'stopped' }
  return [...done, end, ...(settled ? [{ name: { zh: '已安排', en: 'Settled' }, at: settled, state: 'done' } as const] : [])]
}

function momentOf(loop: ReferralLoop, action: string): string | undefined {
  return loop.history?.findLast((step) => step.action === action)?.at
}
