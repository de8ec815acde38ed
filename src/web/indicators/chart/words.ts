import type { Language } from '#kernel/words.ts'
import type { Drawing } from '#web/indicators/chart/drawing.ts'

/** What a chart says in words. */
export function wordsIn(language: Language): Drawing['words'] {
  return language === 'zh'
    ? { value: '本期', previous: '去年同期', target: '目标', unknown: '未知' }
    : { value: 'Now', previous: 'A year before', target: 'Target', unknown: 'unknown' }
}
