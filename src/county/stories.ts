import type { Urgency } from '#care/referral/contract.ts'
import { type Random, weighted } from './random.ts'

/** How far a referral has come. Those after the comment have ended. */
export type Stage =
  | 'submitted'
  | 'waiting'
  | 'moreRequested'
  | 'accepted'
  | 'arrived'
  | 'treated'
  | 'discharged'
  | 'returned'
  | 'returnAccepted'
  | 'contacted'
  | 'declined'
  | 'noShow'
  | 'outsideAsked'
  // ended
  | 'finished'
  | 'declineSettled'
  | 'noShowSettled'
  | 'withdrawn'
  | 'outsideRefused'

export type Story = {
  readonly stage: Stage
  readonly from: 'village' | 'township' | 'hospital'
  readonly urgency: Urgency
  /** Which unit is asked for; `any` is what the reason asks for. */
  readonly unit: 'slot' | 'bed' | 'any' | 'none'
}

/** Open referrals, one of each kind in turn: whoever signs in finds something to do at every step of the loop. */
export const openStories: readonly Story[] = [
  { stage: 'submitted', from: 'village', urgency: 'routine', unit: 'slot' },
  { stage: 'submitted', from: 'township', urgency: 'urgent', unit: 'bed' },
  { stage: 'accepted', from: 'village', urgency: 'routine', unit: 'slot' },
  { stage: 'arrived', from: 'village', urgency: 'urgent', unit: 'bed' },
  { stage: 'returned', from: 'village', urgency: 'routine', unit: 'bed' },
  { stage: 'moreRequested', from: 'village', urgency: 'routine', unit: 'slot' },
  { stage: 'discharged', from: 'township', urgency: 'routine', unit: 'bed' },
  { stage: 'treated', from: 'township', urgency: 'urgent', unit: 'bed' },
  { stage: 'returnAccepted', from: 'village', urgency: 'routine', unit: 'bed' },
  { stage: 'contacted', from: 'township', urgency: 'routine', unit: 'bed' },
  { stage: 'declined', from: 'village', urgency: 'routine', unit: 'slot' },
  { stage: 'noShow', from: 'township', urgency: 'routine', unit: 'slot' },
  { stage: 'submitted', from: 'village', urgency: 'emergency', unit: 'none' },
  { stage: 'waiting', from: 'township', urgency: 'urgent', unit: 'bed' },
  { stage: 'outsideAsked', from: 'township', urgency: 'routine', unit: 'none' },
  { stage: 'submitted', from: 'hospital', urgency: 'routine', unit: 'slot' },
]

const endedStage = weighted<Stage>([
  ['finished', 84],
  ['declineSettled', 5],
  ['noShowSettled', 4],
  ['withdrawn', 5],
  ['outsideRefused', 2],
])
const sender = weighted<Story['from']>([
  ['village', 55],
  ['township', 40],
  ['hospital', 5],
])
const urgency = weighted<Urgency>([
  ['routine', 68],
  ['urgent', 22],
  ['emergency', 10],
])

export function endedStory(random: Random): Story {
  const stage = endedStage(random)
  if (stage === 'outsideRefused') return { stage, from: 'township', urgency: 'routine', unit: 'none' }
  const drawn = urgency(random)
  // In an emergency nobody books, misses or takes back a unit.
  if (drawn === 'emergency') return { stage: 'finished', from: sender(random), urgency: drawn, unit: 'none' }
  return { stage, from: sender(random), urgency: drawn, unit: 'any' }
}
