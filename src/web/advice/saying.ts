import { type AdviceCard, adviceStatus, type recommends } from '#care/advice/contract.ts'
import type { CodeOf, Words } from '#kernel/words.ts'
import type { LoopStep } from '#web/ui/LoopLine.tsx'
import type { Tone } from '#web/ui/Tag.tsx'

export function isUnderWay({ status }: AdviceCard): boolean {
  return status === 'asked' || status === 'answered'
}

/** The answer asks for a referral, now or soon. */
export function shouldRefer(card: AdviceCard): boolean {
  return card.recommends === 'refer' || card.recommends === 'referUrgently'
}

export const recommendTone: Readonly<Record<CodeOf<typeof recommends>, Tone>> = {
  treatHere: 'pine',
  refer: 'pulse',
  referUrgently: 'cinnabar',
}

/** The loop of a question: asked, answered, acted on. */
export function stepsOf(card: AdviceCard): readonly LoopStep[] {
  return [
    { name: { zh: '提问', en: 'Asked' }, at: card.askedAt, state: 'done' },
    {
      name: { zh: '答复', en: 'Answer' },
      at: card.answeredAt,
      state: card.answeredAt ? 'done' : card.status === 'asked' ? 'present' : 'skipped',
    },
    lastStep(card.status),
  ]
}

function lastStep(status: AdviceCard['status']): LoopStep {
  if (status === 'asked') return { name: { zh: '处理', en: 'Act on it' }, state: 'coming' }
  if (status === 'answered') return { name: { zh: '处理', en: 'Act on it' }, state: 'present' }
  return { name: adviceStatus.labels[status], state: status === 'withdrawn' ? 'stopped' : 'done' }
}

/** 轮到 县人民医院 心内科; 轮到您, where the reader sits alone at the facility that has the turn. */
export function turnOf(card: AdviceCard, own?: string): Words | null {
  if (!isUnderWay(card)) return null
  if (card.status === 'answered' && card.from === own) return { zh: '轮到您', en: 'Your turn' }
  const whose =
    card.status === 'asked' ? [card.to, card.department].filter(Boolean).join(' ') : `${card.from} ${card.doctor}`
  return { zh: `轮到 ${whose}`, en: `Turn of ${whose}` }
}
