import type { Words } from '#kernel/words.ts'
import type { TermKind } from '#record/term/contract.ts'
import { initialsOf, type Term } from '#record/term/index.ts'
import { diagnosisCode } from '#record/visit/contract.ts'
import type { Row } from './csv.ts'

/** What a column may be called in the files that go around. */
const headings: Readonly<Record<string, readonly string[]>> = {
  code: ['code', '编码', '代码', '诊断编码', '手术编码', '药品代码'],
  zh: ['zh', 'name', '名称', '诊断名称', '手术名称', '通用名', '药品名称'],
  en: ['en', '英文名称'],
  initials: ['initials', '拼音码'],
  aliases: ['aliases', '别名'],
  form: ['form', '剂型'],
  strength: ['strength', '规格'],
  unit: ['unit', '单位'],
  route: ['route', '给药途径'],
}
const detailColumns = ['form', 'strength', 'unit', 'route'] as const

export type Columns = ReadonlyMap<string, number>

/** Where each column stands; undefined where code or name is missing. */
export function columnsIn(header: Row): Columns | undefined {
  const names = header.cells.map((c) =>
    c
      .replace(/^\uFEFF/, '')
      .trim()
      .toLowerCase(),
  )
  const found = Object.entries(headings).flatMap(([column, called]) => {
    const at = names.findIndex((n) => called.includes(n))
    return at === -1 ? [] : [[column, at] as const]
  })
  const columns = new Map(found)
  return columns.has('code') && columns.has('zh') ? columns : undefined
}

/** The term of a line, or why the line is refused. */
export function readTerm(kind: TermKind, row: Row, columns: Columns): Term | Words {
  const cell = (column: string) => row.cells[columns.get(column) ?? -1] ?? ''
  const code = cell('code').normalize('NFKC')
  const zh = cell('zh')
  const why = row.broken ? broken : problemOf(kind, { code, zh, row })
  if (why) return why
  const details = Object.fromEntries(detailColumns.flatMap((c) => (cell(c) ? [[c, cell(c)]] : [])))
  const aliases = cell('aliases')
    .split(/[|;;、]/u)
    .map((a) => a.trim())
    .filter(Boolean)
  return { code, zh, en: cell('en') || null, initials: cell('initials') || initialsOf(zh), aliases, details }
}

const broken = { zh: '引号没有配对', en: 'a quote is never closed' }

function problemOf(kind: TermKind, { code, zh, row }: { code: string; zh: string; row: Row }): Words | undefined {
  if (code === '') return { zh: '没有编码', en: 'the code is missing' }
  if (!isCode[kind](code)) return { zh: `编码 ${code.slice(0, 40)} 格式不对`, en: `the code ${code.slice(0, 40)} has the wrong form` }
  if (zh === '') return { zh: '没有名称', en: 'the name is missing' }
  if (row.cells.some((c) => c.length > 500)) return { zh: '内容过长(超过 500 字)', en: 'a cell is longer than 500 characters' }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: refusing control characters is the point
  return row.cells.some((c) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\uFFFD]/u.test(c))
    ? { zh: '含控制字符或乱码', en: 'holds control or undecodable characters' }
    : undefined
}

const isCode: Readonly<Record<TermKind, (code: string) => boolean>> = {
  diagnosis: (code) => diagnosisCode.safeParse(code).success,
  procedure: (code) => /^\d{2}(\.[\dx]{1,4}(x\d{3})?)?$/.test(code),
  medication: (code) => /^[A-Za-z0-9][A-Za-z0-9.-]{1,39}$/.test(code),
}
