import type { Language } from '#kernel/words.ts'
import { type Vital, vital, vitalSpec } from '#record/visit/contract.ts'

/** The unit as people write it: mmHg, 次/分, ℃. */
export function unitInWords(code: Vital, language: Language): string {
  const { shown } = vitalSpec[code]
  return language === 'en' && shown === '次/分' ? '/min' : shown
}

const byUcum = new Map<string, Vital>(vital.codes.map((code) => [vitalSpec[code].unit, code]))

/** The same for a unit as it came with a reading: mmHg, not mm[Hg]. */
export function shownUnit(unit: string | null, language: Language): string {
  const code = unit === null ? undefined : byUcum.get(unit)
  return code ? unitInWords(code, language) : (unit ?? '')
}
