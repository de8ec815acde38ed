import type { FreeUnit, Holding } from '#care/booking/contract.ts'
import { dayOf, daysBetween, type Moment } from '#kernel/calendar.ts'
import type { Language } from '#kernel/words.ts'
import { now } from '#web/ui/clock.ts'
import { clockTime, dayInWords, today } from '#web/ui/time.ts'

type Timed = { readonly kind: Holding['kind']; readonly startsAt: Moment }

export function iconOf(kind: Holding['kind']): 'bed' | 'slot' | 'image' {
  return ({ bed: 'bed', slot: 'slot', exam: 'image' } as const)[kind]
}

/** 明日 周三 08:00–12:00; a bed stands from morning to morning, so only its day is said. */
export function unitTime(unit: Timed & { readonly endsAt: Moment }, language: Language): string {
  const said = dayInWords(dayOf(unit.startsAt), { language, now: now(), weekday: true })
  if (unit.kind === 'bed') return language === 'zh' ? `${said} 床日` : said
  return `${said} ${clockTime(unit.startsAt)}–${clockTime(unit.endsAt)}`
}

/** The same where space is short: 明日 周三 上午 08:00, 11-26 周四. */
export function unitBegins(unit: Timed, { language, now: at }: { language: Language; now: number }): string {
  const on = dayOf(unit.startsAt)
  const form = daysBetween(today(at), on) > 2 ? 'short' : 'words'
  const day = dayInWords(on, { language, now: at, form, weekday: true })
  if (unit.kind === 'bed') return day
  const time = clockTime(unit.startsAt)
  const half = language === 'en' || unit.kind === 'exam' ? undefined : time < '12:00' ? '上午' : '下午'
  return [day, half, time].filter(Boolean).join(' ')
}

/** 专家 · 还剩 2(预留 1). */
export function leftInWords(unit: FreeUnit, language: Language): string {
  const isChinese = language === 'zh'
  const reserved =
    unit.leftReserved > 0 && (isChinese ? `(预留\u00a0${unit.leftReserved})` : ` (${unit.leftReserved} reserved)`)
  const left = `${isChinese ? `还剩\u00a0${unit.left}` : `${unit.left} left`}${reserved || ''}`
  return [unit.expert && (isChinese ? '专家' : 'expert'), left].filter(Boolean).join(' · ')
}

/** A unit one could take, in one line: 明日 周三 08:00–12:00 普通门诊 还剩 2(预留 1). */
export function unitInLine(unit: FreeUnit, language: Language): string {
  return [unitTime(unit, language), unit.resource, unit.practitioner, leftInWords(unit, language)]
    .filter(Boolean)
    .join(' ')
}
