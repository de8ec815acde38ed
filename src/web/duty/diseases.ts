import type { Words } from '#kernel/words.ts'

/** 高血压 · 糖尿病, where the card of a duty names the diseases. */
export function diseasesOn(card: Readonly<Record<string, unknown>>): Words | undefined {
  const named = Array.isArray(card.diseases) ? card.diseases.filter(isWords) : []
  if (named.length === 0) return undefined
  return { zh: named.map((each) => each.zh).join(' · '), en: named.map((each) => each.en).join(', ') }
}

function isWords(value: unknown): value is Words {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value
}
