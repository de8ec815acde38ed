import type { Moment } from '#kernel/calendar.ts'
import { ageOn, dayOf } from '#kernel/calendar.ts'
import type { Language, Words } from '#kernel/words.ts'

/** A name and its text, one below the other. */
export type Line = { readonly name: string; readonly text: string }
export type Part = {
  readonly title: string
  readonly lines?: readonly Line[]
  readonly table?: { readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] }
}

/** What stands on a sheet of paper, before anybody knows how it is set. */
export type Sheet = {
  readonly language: Language
  /** In whose name. */
  readonly facility: string
  readonly title: string
  readonly note: string
  readonly about: readonly Line[]
  readonly parts: readonly Part[]
  /** Who signs: 转出医师. */
  readonly signatures: readonly string[]
  /** A signature that was drawn on a screen: strokes of points in thousandths of a field twice as wide as high. */
  readonly drawn?: { readonly name: string; readonly by: string; readonly strokes: readonly (readonly (readonly number[])[])[] }
  /** On every page: who printed it, and when. */
  readonly printed: string
  /** What the code at the top leads to, and what to read aloud where nobody can scan it. */
  readonly check: { readonly address: string; readonly code: string; readonly sentence: string }
}

// No I, L, O, U: a code may be read aloud from paper.
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Ten bytes as 7K3M-9QXA-…: with 80 random bits nobody finds another one by trying. */
export function codeOf(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const code = (bits.match(/.{5}/g) ?? []).map((five) => letters[Number.parseInt(five, 2)]).join('')
  return code.match(/.{4}/g)?.join('-') ?? code
}

/** A code as somebody typed it: small letters, spaces, and the letters that are taken for figures. */
export function plainCode(typed: string): string {
  const plain = typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
  return plain.match(/.{1,4}/g)?.join('-') ?? ''
}

type Named = { readonly name: string; readonly sex: 'male' | 'female' | 'unknown'; readonly birthDate: string; readonly village: string; readonly tail: string }

const sexes: Readonly<Record<Named['sex'], Words>> = {
  male: { zh: '男', en: 'male' },
  female: { zh: '女', en: 'female' },
  unknown: { zh: '未知', en: 'unknown' },
}

/** Who it is about. The whole identity number and the phone never go on paper. */
export function personLines(person: Named, on: Moment, language: Language): Line[] {
  const t = (words: Words) => words[language]
  const age = ageOn(person.birthDate, dayOf(on))
  return [
    { name: t({ zh: '姓名', en: 'Name' }), text: person.name },
    { name: t({ zh: '性别', en: 'Sex' }), text: t(sexes[person.sex]) },
    { name: t({ zh: '年龄', en: 'Age' }), text: t({ zh: `${age} 岁`, en: `${age}` }) },
    { name: t({ zh: '住址', en: 'Village' }), text: person.village },
    ...(person.tail ? [{ name: t({ zh: '证件尾号', en: 'Identity no. ends in' }), text: person.tail }] : []),
  ]
}

/** 2026-11-22 14:20, the same for every reader of a paper. */
export function momentOnPaper(at: Moment): string {
  const shanghai = new Date(Date.parse(at) + 8 * 3_600_000).toISOString()
  return `${shanghai.slice(0, 10)} ${shanghai.slice(11, 16)}`
}

/** Lines that have something to say. */
export function filled(lines: readonly (Line | undefined)[]): Line[] {
  return lines.filter((line): line is Line => line !== undefined && line.text.trim() !== '')
}

/** Parts that have something to say. */
export function filledParts(parts: readonly Part[]): Part[] {
  return parts.filter((part) => (part.lines?.length ?? 0) > 0 || (part.table?.rows.length ?? 0) > 0)
}
