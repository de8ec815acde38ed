import type { Language } from '#kernel/words.ts'
import { type Vital, vitalSpec } from '#record/visit/contract.ts'

/** The unit as people write it: mmHg, 次/分, ℃. */
export function unitInWords(code: Vital, language: Language): string {
  const { shown } = vitalSpec[code]
  return language === 'en' && shown === '次/分' ? '/min' : shown
}
