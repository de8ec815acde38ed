import { useSyncExternalStore } from 'react'
import { typeset } from '#kernel/typeset.ts'
import type { CountyWords, Language, Words } from '#kernel/words.ts'

const place = 'tongmai.language'
const listeners = new Set<() => void>()
let language: Language = remembered()

/** The product's name. */
export const product = { zh: '同脉', en: 'Tongmai' } as const satisfies Words

/** Anything that may be shown: ours in both languages, a county's in perhaps one, or a name that is never translated. */
export type Text = Words | CountyWords | string

export function say(text: Text, inLanguage: Language): string {
  if (typeof text === 'string') return text
  const english = inLanguage === 'en' ? text.en : undefined
  return english ?? typeset(text.zh)
}

function currentLanguage(): Language {
  return language
}

export function setLanguage(next: Language): void {
  language = next
  try {
    localStorage.setItem(place, next)
  } catch {
    // A browser that forbids storage still switches, for this page.
  }
  markDocument()
  for (const each of listeners) each()
}

/** Tells the browser (fonts, hyphenation, screen readers) which language is on the page. */
export function markDocument(): void {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
}

function remembered(): Language {
  try {
    return localStorage.getItem(place) === 'en' ? 'en' : 'zh'
  } catch {
    return 'zh'
  }
}

function listen(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function sayChinese(text: Text): string {
  return say(text, 'zh')
}

function sayEnglish(text: Text): string {
  return say(text, 'en')
}

/** The words of the page: `t({ zh: '接收', en: 'Accept' })`, `t(urgency.labels[referral.urgency])`. */
export function useWords(): { language: Language; t: (text: Text) => string } {
  const current = useSyncExternalStore(listen, currentLanguage)
  return { language: current, t: current === 'zh' ? sayChinese : sayEnglish }
}
