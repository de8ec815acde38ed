import { refuse } from '#kernel/refusal.ts'
import type { AdviceStatus } from './contract.ts'

export type AdviceAction = 'answer' | 'close' | 'convert'

const steps: Readonly<Record<AdviceAction, { from: readonly AdviceStatus[]; to: AdviceStatus; by: 'asker' | 'answerer' }>> = {
  answer: { from: ['asked'], to: 'answered', by: 'answerer' },
  close: { from: ['asked', 'answered'], to: 'closed', by: 'asker' },
  convert: { from: ['asked', 'answered'], to: 'converted', by: 'asker' },
}

/** Which side of the question a facility is on. */
export function sideOf(advice: { fromFacilityId: string; toFacilityId: string }, facilities: readonly string[]): 'asker' | 'answerer' {
  return facilities.includes(advice.fromFacilityId) ? 'asker' : 'answerer'
}

/** The state an action leads to: the specialist answers, the asker closes it or makes a referral of it. */
export function decide(action: AdviceAction, advice: { status: AdviceStatus; fromFacilityId: string; toFacilityId: string }, facilities: readonly string[]) {
  const step = steps[action]
  const possible = step.from.includes(advice.status) && sideOf(advice, facilities) === step.by
  return possible ? step.to : refuse('notPossible', { status: advice.status })
}
