import { readFile, rm, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Words } from '#kernel/words.ts'
import type { TermKind, TermStatus } from '#record/term/contract.ts'
import { saveTerms, type Term } from '#record/term/index.ts'
import { type Loader, openLoader } from '../loader.ts'
import { cell, decode, type Row, rowsOf } from './csv.ts'
import { columnsIn, readTerm } from './read.ts'

export type RefusedLine = { readonly line: number; readonly why: Words; readonly cells: readonly string[] }
export type TermAccounting = {
  readonly read: number
  readonly stored: number
  readonly unchanged: number
  readonly refused: readonly RefusedLine[]
  readonly encoding: string
  /** Where the refused lines were kept, with their reasons; null where there are none. */
  readonly refusedFile: string | null
}

/** The file has no header with a code and a name. */
export class NoHeader extends Error {
  override name = 'NoHeader'
}

export type TermImport = {
  readonly url: string
  readonly kind: TermKind
  readonly file: string
  readonly tell?: (line: string) => void
  /** Where refused lines go; beside the file unless said otherwise. */
  readonly refusedFile?: string
}

/** Reads a code list into the picker. Run again it changes only what differs. @throws NoHeader */
export async function importTerms({ url, kind, file, tell = () => undefined, refusedFile = `${file}.refused.csv` }: TermImport): Promise<TermAccounting> {
  const loader = openLoader(url, { connections: 1 })
  try {
    const list = await readList(kind, file)
    const stored = await save(loader, { kind, status: 'imported', source: basename(file), terms: list.terms, tell })
    await keepRefused(refusedFile, list)
    const { refused, encoding } = list
    return {
      read: list.terms.length + refused.length,
      stored,
      unchanged: list.terms.length - stored,
      refused,
      encoding,
      refusedFile: refused.length > 0 ? refusedFile : null,
    }
  } finally {
    await loader.close()
  }
}

const seeds: readonly [TermKind, string][] = [
  ['diagnosis', 'diagnoses.csv'],
  ['procedure', 'procedures.csv'],
  ['medication', 'medications.csv'],
]

/** The short lists that ship, marked as not compared with the official ones. They never overwrite an imported list. */
export async function seedTerms(url: string): Promise<void> {
  const loader = openLoader(url, { connections: 1 })
  try {
    for (const [kind, name] of seeds) {
      const { terms, refused } = await readList(kind, new URL(`../../../db/seed/${name}`, import.meta.url))
      const [wrong] = refused
      if (wrong) throw new Error(`db/seed/${name} line ${wrong.line}: ${wrong.why.en}`)
      await save(loader, { kind, status: 'unverified', source: name, terms, tell: () => undefined })
    }
  } finally {
    await loader.close()
  }
}

type List = {
  readonly header: Row
  readonly terms: readonly Term[]
  readonly refused: readonly RefusedLine[]
  readonly encoding: string
}

async function readList(kind: TermKind, file: string | URL): Promise<List> {
  const { text, encoding } = decode(await readFile(file))
  const [header, ...rows] = rowsOf(text)
  const columns = header && columnsIn(header)
  if (!header || !columns) throw new NoHeader('文件第一行应有编码和名称两列 · the first line must name a code and a name column')
  const terms = new Map<string, Term>()
  const refused: RefusedLine[] = []
  for (const row of rows) {
    const term = readTerm(kind, row, columns)
    if (!('code' in term)) refused.push({ line: row.line, why: term, cells: row.cells })
    else if (terms.has(term.code)) refused.push({ line: row.line, why: twice(term.code), cells: row.cells })
    else terms.set(term.code, term)
  }
  return { header, terms: [...terms.values()], refused, encoding }
}

function twice(code: string): Words {
  return { zh: `编码 ${code} 在文件中重复`, en: `the code ${code} stands twice in the file` }
}

// Large enough that the trips do not matter, small enough that a killed run keeps most of its work.
const batchSize = 2000

type Save = {
  readonly kind: TermKind
  readonly status: TermStatus
  readonly source: string
  readonly terms: readonly Term[]
  readonly tell: (line: string) => void
}

async function save(loader: Loader, { kind, status, source, terms, tell }: Save): Promise<number> {
  let stored = 0
  for (let from = 0; from < terms.length; from += batchSize) {
    const batch = terms.slice(from, from + batchSize)
    stored += (await loader.transaction((scope) => saveTerms(scope, { kind, status, source, terms: batch }))).length
    tell(`${Math.min(from + batchSize, terms.length)} / ${terms.length}`)
  }
  return stored
}

/** In a form that can be mended and imported again. A run without refusals takes an older file away. */
async function keepRefused(file: string, { header, refused }: List): Promise<void> {
  if (refused.length === 0) return rm(file, { force: true })
  const lines = refused.map(({ line, why, cells }) => [...cells, line, `${why.zh} · ${why.en}`])
  const text = [[...header.cells, 'line', 'reason'], ...lines].map((cells) => cells.map(cell).join(',')).join('\n')
  await writeFile(file, `${text}\n`)
}
