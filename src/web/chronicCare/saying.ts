import type { ManagedCard } from '#care/chronicCare/contract.ts'
import { type DueState, type ManagedStatus, type ReportClass, reportClass } from '#care/chronicCare/labels.ts'
import type { Language, Words } from '#kernel/words.ts'
import type { Tone } from '#web/ui/Tag.tsx'
import { say, type Text } from '#web/ui/words.ts'

export const classTone: Readonly<Record<ReportClass, Tone>> = {
  controlled: 'pine',
  firstFail: 'amber',
  repeatedFail: 'cinnabar',
  emergency: 'cinnabar',
}

/** A class in words; where what it needs was not measured that is said, never guessed. */
export function classInWords(found: ReportClass | null): Words {
  return found === null ? { zh: '未测量,无法判定', en: 'Not measured: no class' } : reportClass.labels[found]
}

export const statusTone: Readonly<Record<ManagedStatus, Tone>> = {
  suspected: 'amber',
  managed: 'pulse',
  refused: 'amber',
  lost: 'cinnabar',
  transferring: 'amber',
  moved: 'plain',
  died: 'plain',
  ended: 'plain',
}

export const dueTone: Readonly<Record<DueState, Tone>> = {
  overdue: 'cinnabar',
  today: 'amber',
  soon: 'amber',
  later: 'plain',
}

const risks: readonly Words[] = [
  { zh: '一般', en: 'Ordinary' },
  { zh: '关注', en: 'Watch' },
  { zh: '高', en: 'High' },
  { zh: '很高', en: 'Very high' },
]

export function riskInWords(risk: number): Words {
  return risks[Math.min(Math.max(risk, 0), risks.length - 1)] ?? { zh: '一般', en: 'Ordinary' }
}

/** 高血压·糖尿病 */
export function diseasesInWords(diseases: readonly { readonly label: Words }[], language: Language): string {
  return diseases.map((each) => say(each.label, language)).join(language === 'zh' ? ' · ' : ', ')
}

/** 血压 168/96 mmHg · 空腹血糖 7.8 mmol/L, as the card of a person says its last readings. */
export function lastInWords(card: Pick<ManagedCard, 'lastReadings'>, language: Language): string {
  return card.lastReadings.map((each) => `${say(each.label, language)} ${say(each.shown, language)}`).join(' · ')
}

/** What a person of the list is asked to do and how late it is. */
export function lateInWords(card: Pick<ManagedCard, 'next'>): Text {
  if (!card.next) return { zh: '没有安排', en: 'Nothing planned' }
  const { daysOverdue, due } = card.next
  if (daysOverdue > 0)
    return { zh: `逾期 ${daysOverdue} 天`, en: `${daysOverdue} ${daysOverdue === 1 ? 'day' : 'days'} late` }
  return due === 'today'
    ? { zh: '今天到期', en: 'due today' }
    : { zh: `${card.next.dueOn} 到期`, en: `due ${card.next.dueOn}` }
}
