import { pinyin } from 'pinyin-pro'

/** One line of a code list. */
export type Term = {
  readonly code: string
  readonly zh: string
  readonly en: string | null
  readonly initials: string
  readonly aliases: readonly string[]
  readonly details: Readonly<Record<string, string>>
}

// A longer key of the search index is never typed.
const longest = 40

/**
 * What a term is found by, as prefixes: its code, the Chinese name and its aliases from every character on (高血压 finds
 * 原发性高血压), their pinyin initials likewise, and the words of the English name.
 */
export function searchKeysOf({ code, zh, en, initials, aliases }: Term): string[] {
  const names = [zh, ...aliases].map(plain).filter(Boolean)
  const sounds = [initials.toLowerCase(), ...aliases.map(initialsOf)].filter(Boolean)
  const words = plain(en ?? '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((w) => w.length > 2)
  const keys = [plain(code), plain(code).replaceAll('.', ''), ...names.flatMap(tails), ...sounds.flatMap(tails), plain(en ?? ''), ...words]
  return [...new Set(keys.map((k) => [...k].slice(0, longest).join('')).filter(Boolean))]
}

/** What was typed, in the form in which keys are stored. */
export function plain(typed: string): string {
  return typed.normalize('NFKC').trim().toLowerCase()
}

/** 高血压 -> gxy */
export function initialsOf(name: string): string {
  return pinyin(name, { pattern: 'first', toneType: 'none', type: 'array', nonZh: 'removed' }).join('').toLowerCase()
}

/** Every ending of at least two characters, and the whole. */
function tails(name: string): string[] {
  const characters = [...name]
  return characters.flatMap((_, i) => (i === 0 || characters.length - i >= 2 ? [characters.slice(i).join('')] : []))
}
