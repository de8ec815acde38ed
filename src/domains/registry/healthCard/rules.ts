import type { Moment } from '#kernel/calendar.ts'
import { refuse } from '#kernel/refusal.ts'

/** What a code begins with, so that a scanner's text is told from a name or a number. */
export const codePrefix = 'TMC.'

/** Whether a text that was scanned or typed is a code at all, before anything is opened. */
export function looksLikeCode(text: string): boolean {
  return text.startsWith(codePrefix) && /^[\w-]{20,395}$/.test(text.slice(codePrefix.length))
}

/** What is sealed in a code: whom it is of and when it was drawn. */
export function contentOf(residentId: string, drawnAt: Moment): string {
  return `card|${residentId}|${drawnAt}`
}

/** Whose code it is. It lives for `validSeconds`, and not before it was drawn. */
export function readContent(content: string, on: { now: Moment; validSeconds: number }) {
  const [what, residentId, drawnAt] = content.split('|')
  if (what !== 'card' || !residentId || !drawnAt) return refuse('unknownCode')
  const age = (Date.parse(on.now) - Date.parse(drawnAt)) / 1000
  return age >= 0 && age <= on.validSeconds ? { residentId } : refuse('expiredCode')
}
