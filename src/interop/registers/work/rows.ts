import { rowsOf } from '../files/open.ts'
import { exampleMark } from '../files/template.ts'
import type { Mark } from '../labels.ts'
import { returnColumns } from '../rules/columns.ts'
import { type ReadRow, rowReader } from '../rules/read.ts'
import { bare, half } from '../rules/text.ts'
import type { Reference } from '../store/kept.ts'
import type { UploadRow } from '../store/upload.ts'

/** A row of data as it was read, or why it is none. */
export type DataRow = {
  readonly number: number
  readonly cells: readonly string[]
  readonly read: ReadRow
  /** Set where the row is left out: a total, an example, the headings again. */
  readonly skipped?: Mark
  /** Which kept row this one mends. */
  readonly mends?: Reference
}

const totals = /^(合计|总计|小计|共计|总数|total)/i

/** The rows below the headings, portion by portion, each read by the columns that were agreed. */
export async function* dataRows(path: string, upload: Pick<UploadRow, 'register' | 'shape' | 'columns'>, today: string): AsyncGenerator<DataRow[]> {
  const { shape, columns, register } = upload
  if (!shape?.form || !columns) return
  const read = rowReader(register, columns, today)
  const headings = (shape.headings ?? []).map(bare).join('\n')
  const reference = (shape.headings ?? []).findIndex((h) => bare(h) === bare(returnColumns.reference))
  for await (const rows of rowsOf(path, shape.form, shape.sheet ?? '')) {
    const data: DataRow[] = []
    for (const { number, cells, carried } of rows) {
      if (number <= (shape.headingRow ?? 0)) continue
      const skipped = markOf(cells, headings)
      const plain = skipped ? nothing : read(cells)
      const mends = reference === -1 ? undefined : referenceIn(cells[reference] ?? '')
      data.push({
        number,
        cells,
        read: carried ? { ...plain, marks: [...plain.marks, 'carriedDown'] } : plain,
        ...(skipped ? { skipped } : {}),
        ...(mends ? { mends } : {}),
      })
    }
    if (data.length > 0) yield data
  }
}

const nothing: ReadRow = { values: {}, problems: [], marks: [] }

function markOf(cells: readonly string[], headings: string): Mark | undefined {
  const first = cells.find((cell) => cell.trim() !== '')?.trim() ?? ''
  if (half(first).startsWith(exampleMark)) return 'example'
  if (totals.test(first)) return 'total'
  return first !== '' && headings.startsWith(bare(first)) && cells.map(bare).join('\n') === headings ? 'heading' : undefined
}

/** How a returned row says whose place it takes: the file it came from and its row there. */
export function referenceOf({ uploadId, row }: Reference): string {
  return `${uploadId}#${row}`
}

function referenceIn(cell: string): Reference | undefined {
  const found = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})#(\d{1,8})$/.exec(cell.trim())
  return found ? { uploadId: found[1] ?? '', row: Number(found[2]) } : undefined
}
