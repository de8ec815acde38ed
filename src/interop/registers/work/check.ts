import { dayOf } from '#kernel/calendar.ts'
import { digest } from '#kernel/crypto.ts'
import { trySettlement } from '../../settlement/work.ts'
import { type FileRow, FileTrouble, type Form } from '../files/file.ts'
import { formOf, rowsOf } from '../files/open.ts'
import type { RegisterKind, Trouble } from '../labels.ts'
import { findHeadings, guessColumns, missingColumns } from '../rules/columns.ts'
import { bare } from '../rules/text.ts'
import { changeUpload, knownColumns, type Shape } from '../store/upload.ts'
import { tryPlanned } from './planned.ts'
import { tryResidents } from './residents.ts'
import { type DataRow, dataRows } from './rows.ts'
import type { Run } from './run.ts'
import type { Tally } from './tally.ts'

/** Reads a file without loading it: its form, its headings, what its columns are, its first rows, and how every row would fare. */
export async function check(run: Run): Promise<void> {
  const { loader, upload, vault } = run
  const save = (change: Parameters<typeof changeUpload>[2]) => loader.transaction((scope) => changeUpload(scope, upload.id, { ...change, beat_at: scope.now }))
  let shape: Shape = { ...(upload.shape?.chosen ? { chosen: upload.shape.chosen } : {}) }
  try {
    const form = await formOf(run.path)
    shape = { ...shape, form }
    const found = await findTable(run, form, upload.shape?.chosen)
    shape = { ...shape, sheet: found.sheet, headingRow: found.headingRow, headings: found.headings }
    if (!found.isSure && !upload.shape?.chosen) throw new FileTrouble('noHeading')
    const known = upload.columns ? undefined : await loader.transaction((scope) => knownColumns(scope, upload.register, headingsDigest(found.headings)))
    const columns = upload.columns ?? known ?? guessColumns(upload.register, found.headings)
    shape = { ...shape, ...(known ? { isRemembered: true } : {}) }
    const total = form.sheets.find((s) => s.name === found.sheet)?.rows ?? 0
    await save({ shape, columns, rows_total: total, rows_done: 0 })
    const ready: Run = { ...run, upload: { ...upload, shape, columns, rows_total: total, rows_done: 0 } }
    const preview = await firstRows(ready)
    await save({ preview_sealed: vault.seal(JSON.stringify(preview)) })
    const tried = missingColumns(upload.register, columns).length > 0 ? undefined : await tryAll(ready)
    const trouble = tried?.cutAfter === undefined ? {} : { trouble: { code: 'cutOff' as const, row: tried.cutAfter } }
    await save({ tally: tried?.tally.json() ?? null, shape: { ...shape, ...trouble }, status: 'checked', rows_done: total })
  } catch (error) {
    if (!(error instanceof FileTrouble)) throw error
    const code: Trouble = error.trouble
    await save({ shape: { ...shape, trouble: { code, ...(error.row === undefined ? {} : { row: error.row }) } }, status: 'unreadable', tally: null })
  }
}

export function headingsDigest(headings: readonly string[]): Buffer {
  return digest(headings.map(bare).join('\n'))
}

async function tryAll(run: Run): Promise<{ tally: Tally; cutAfter?: number | undefined }> {
  const today = dayOf(new Date())
  if (run.upload.register === 'settlement') return trySettlement(run, today)
  return { tally: await (run.upload.register === 'residents' ? tryResidents(run, today) : tryPlanned(run)) }
}

type Table = { readonly sheet: string; readonly headingRow: number; readonly headings: readonly string[]; readonly isSure: boolean }

/** The sheet and row a person named, else the best headings of the sheets in sight, else of those that are hidden. */
async function findTable(run: Run, form: Form, chosen: Shape['chosen']): Promise<Table> {
  const { register } = run.upload
  if (chosen) {
    const rows = await head(run.path, form, chosen.sheet)
    const row = rows.find((r) => r.number === chosen.headingRow)
    if (!row) throw new FileTrouble('noHeading')
    return { sheet: chosen.sheet, headingRow: row.number, headings: row.cells, isSure: true }
  }
  let fallback: Table | undefined
  for (const isHidden of [false, true]) {
    const sheets = form.sheets.filter((s) => s.isHidden === isHidden)
    const found = []
    for (const { name } of sheets) {
      const rows = await head(run.path, form, name)
      const first = rows[0]
      if (first) fallback ??= { sheet: name, headingRow: first.number, headings: first.cells, isSure: false }
      const best = findHeadings(register as RegisterKind, rows)
      if (best) found.push({ name, ...best })
    }
    const best = found.toSorted((a, b) => b.fit - a.fit)[0]
    if (best) return { sheet: best.name, headingRow: best.row, headings: best.headings, isSure: true }
  }
  if (!fallback) throw new FileTrouble('empty')
  return fallback
}

async function head(path: string, form: Form, sheet: string): Promise<FileRow[]> {
  const rows: FileRow[] = []
  try {
    for await (const portion of rowsOf(path, form, sheet)) {
      rows.push(...portion)
      if (rows.length >= 40) break
    }
  } catch (error) {
    // A file that is cut later on still shows its headings.
    if (!(error instanceof FileTrouble) || rows.length === 0) throw error
  }
  return rows
}

/** What the person sees of the first twenty rows: the cells as they stand, how they were understood, what is wrong. */
export type Preview = readonly {
  readonly row: number
  readonly cells: readonly string[]
  readonly skipped?: string
  readonly problems: DataRow['read']['problems']
  readonly marks: readonly string[]
}[]

async function firstRows({ path, upload }: Run): Promise<Preview> {
  const rows: Preview[number][] = []
  const today = dayOf(new Date())
  try {
    for await (const portion of dataRows(path, upload, today)) {
      for (const { number, cells, read, skipped } of portion) {
        rows.push({
          row: number,
          cells: cells.map((c) => c.slice(0, 60)),
          problems: read.problems,
          marks: [...new Set(read.marks)],
          ...(skipped ? { skipped } : {}),
        })
        if (rows.length === 20) return rows
      }
    }
  } catch (error) {
    // Whether a file that is cut may be loaded all the same is said by whoever tries all of it.
    if (!(error instanceof FileTrouble) || error.trouble !== 'broken') throw error
  }
  return rows
}
