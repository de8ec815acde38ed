import type { Words } from '#kernel/words.ts'

/** One cell of a table that other programs open: a leading sign must not become a formula there. */
export function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as spreadsheets read it: with the mark that says UTF-8. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
}

const sexes: Readonly<Record<string, Words>> = {
  male: { zh: '男', en: 'male' },
  female: { zh: '女', en: 'female' },
  unknown: { zh: '性别未知', en: 'sex unknown' },
}

/** 李** 女 1956 年生. */
export function maskedWords(person: { masked_name: string; sex: string; birth_year: number }): Words {
  const sex = sexes[person.sex] ?? { zh: '', en: '' }
  return { zh: `${person.masked_name} ${sex.zh} ${person.birth_year} 年生`, en: `${person.masked_name}, ${sex.en}, born ${person.birth_year}` }
}
