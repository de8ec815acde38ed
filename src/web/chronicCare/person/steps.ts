import type { ManagedCard } from '#care/chronicCare/contract.ts'
import { nextStep } from '#care/chronicCare/labels.ts'
import type { Day } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'
import type { LoopStep } from '#web/ui/LoopLine.tsx'
import { dayInWords } from '#web/ui/time.ts'

/** The loop of a person in chronic care: how it began, what was last, whose turn it is now, and what follows. */
export function stepsOf(card: ManagedCard, now: number): readonly LoopStep[] {
  const day = (on: Day) => ({
    note: {
      zh: dayInWords(on, { language: 'zh', now, form: 'short' }),
      en: dayInWords(on, { language: 'en', now, form: 'short' }),
    },
  })
  const present = card.next ? [step(nextStep.labels[card.next.step], 'present')] : []
  if (card.status === 'suspected') {
    const coming = card.next?.step === 'chronicConfirm' ? [names.began] : [names.diagnosis, names.began]
    return [
      { ...step(names.screened, 'done'), ...day(card.since) },
      ...present,
      ...coming.map((name) => step(name, 'coming')),
    ]
  }
  const last = card.lastFollowUpOn ? [{ ...step(names.last, 'done'), ...day(card.lastFollowUpOn) }] : []
  const past = [{ ...step(names.began, 'done'), ...day(card.since) }, ...last]
  const end = ends[card.status]
  if (end) return [...past, step(end, 'stopped')]
  const away = card.status === 'lost' ? [step(names.lost, 'skipped')] : []
  return [...past, ...away, ...present, step(names.next, 'coming')]
}

function step(name: Words, state: LoopStep['state']): LoopStep {
  return { name, state }
}

const names = {
  screened: { zh: '筛查', en: 'Screened' },
  diagnosis: { zh: '确诊', en: 'Diagnosis' },
  began: { zh: '纳入管理', en: 'Program' },
  last: { zh: '上次随访', en: 'Followed up' },
  lost: { zh: '失访', en: 'Lost' },
  next: { zh: '下次随访', en: 'Next one' },
} as const satisfies Record<string, Words>

const ends: Partial<Record<ManagedCard['status'], Words>> = {
  died: { zh: '已死亡', en: 'Died' },
  moved: { zh: '已迁出', en: 'Moved away' },
  ended: { zh: '已结束', en: 'Ended' },
}
