import { dayOf, type Moment } from '#kernel/calendar.ts'
import type { Language } from '#kernel/words.ts'
import { dayInWords, momentInWords } from '#web/ui/time.ts'
import { say, type Text } from '#web/ui/words.ts'

const kinds: Readonly<Record<string, Text>> = {
  catchment: { zh: '本机构服务居民', en: 'resident of your catchment' },
  visit: { zh: '就诊', en: 'visit' },
  enrollment: { zh: '签约', en: 'enrollment' },
  referral: { zh: '转诊', en: 'referral' },
  recognition: { zh: '检查互认', en: 'recognized result' },
  consultation: { zh: '会诊咨询', en: 'consultation' },
  emergency: { zh: '急救', en: 'emergency' },
  presented: { zh: '当面出示健康卡', en: 'health card shown in person' },
  breakGlass: { zh: '紧急调阅', en: 'break-glass' },
}

export type Basis = { readonly kind: string; readonly until: string | null }

/** Why this record may be read: 依据:转诊 至 12 月 31 日. */
export function basisInWords(basis: Basis, saying: { language: Language; now: number }): string {
  const { language } = saying
  const kind = say(kinds[basis.kind] ?? { zh: '授权', en: 'granted access' }, language)
  const until = basis.until ? untilInWords(basis.until, saying) : undefined
  if (language === 'zh') return say({ zh: `依据:${kind}${until ? ` 至 ${until}` : ''}`, en: '' }, 'zh')
  return `Basis: ${kind}${until ? ` until ${until}` : ''}`
}

/** What ends within a day or two ends at an hour. */
function untilInWords(until: Moment, saying: { language: Language; now: number }): string {
  const isNear = Date.parse(until) - saying.now < 2 * 86_400_000
  return isNear ? momentInWords(until, saying) : dayInWords(dayOf(until), saying)
}
