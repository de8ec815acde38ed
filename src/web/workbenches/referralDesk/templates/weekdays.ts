import type { Language, Words } from '#kernel/words.ts'

/** Sunday is 0, but a working week is read from Monday. */
export const week: readonly { readonly day: number; readonly name: Words }[] = [
  { day: 1, name: { zh: '周一', en: 'Mon' } },
  { day: 2, name: { zh: '周二', en: 'Tue' } },
  { day: 3, name: { zh: '周三', en: 'Wed' } },
  { day: 4, name: { zh: '周四', en: 'Thu' } },
  { day: 5, name: { zh: '周五', en: 'Fri' } },
  { day: 6, name: { zh: '周六', en: 'Sat' } },
  { day: 0, name: { zh: '周日', en: 'Sun' } },
]

/** 每天, 周一至周五, 周一 周三. */
export function weekdaysInWords(days: readonly number[], language: Language): string {
  const shown = week.filter((each) => days.includes(each.day))
  if (shown.length === 7) return language === 'zh' ? '每天' : 'every day'
  if (shown.length === 5 && !days.includes(0) && !days.includes(6))
    return language === 'zh' ? '周一至周五' : 'Mon to Fri'
  return shown.map((each) => each.name[language]).join(' ')
}
