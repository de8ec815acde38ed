import { capacityKind } from '#care/booking/contract.ts'
import type { Day, Moment } from '#kernel/calendar.ts'
import { dayOf, weekdayOf } from '#kernel/calendar.ts'
import type { Words } from '#kernel/words.ts'

/** What is known of reserved units that run dry. */
export type Supply = {
  readonly department: string
  readonly kind: (typeof capacityKind.codes)[number]
  readonly left: number
  readonly weeks: number
  readonly days: readonly Day[]
  readonly goneAt: Moment | null
}

const weekdays = {
  zh: ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
} as const

/** 心内科门诊号:周三、周四预留剩 1,按近 4 周的速度周二用完. */
export function saySupply({ department, kind, left, weeks, days, goneAt }: Supply): Words {
  const unit = capacityKind.labels[kind]
  const on = (language: 'zh' | 'en') =>
    days.map((day) => weekdays[language][weekdayOf(day)] ?? '').join(language === 'zh' ? '、' : ', ')
  if (left === 0) {
    return {
      zh: `${department} ${unit.zh}:近日预留已用完,只剩开放号位`,
      en: `${department}, ${unit.en.toLowerCase()}s: nothing reserved is left for the coming days`,
    }
  }
  const gone = goneAt === null ? null : weekdayOf(dayOf(goneAt))
  const until = {
    zh: gone === null ? ',所剩不多' : `,按近 ${weeks} 周的速度${weekdays.zh[gone]}用完`,
    en: gone === null ? ', little is left' : `, gone by ${weekdays.en[gone]} at the pace of the last ${weeks} weeks`,
  }
  return {
    zh: `${department} ${unit.zh}:${on('zh')} 预留剩 ${left}${until.zh}`,
    en: `${department}, ${unit.en.toLowerCase()}s: ${left} reserved left on ${on('en')}${until.en}`,
  }
}

/** As it stands on the card of a duty, in so far as it stands there. */
export function supplyOn(card: Readonly<Record<string, unknown>>): Supply | undefined {
  const { department, unit, left, weeks, days, goneAt } = card
  const kind = capacityKind.codes.find((code) => code === unit)
  if (typeof department !== 'string' || !kind || typeof left !== 'number') return undefined
  return {
    department,
    kind,
    left,
    weeks: typeof weeks === 'number' ? weeks : 0,
    days: Array.isArray(days) ? days.filter((day) => typeof day === 'string') : [],
    goneAt: typeof goneAt === 'string' ? goneAt : null,
  }
}
