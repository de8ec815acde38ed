import type { Trouble } from '../labels.ts'

/** A row as it stands in the file, with the number people see beside it. */
export type FileRow = { readonly number: number; readonly cells: readonly string[]; readonly carried?: true }

export type SheetName = { readonly name: string; readonly isHidden: boolean; readonly rows: number }

/** What a file turned out to be. */
export type Form = {
  readonly kind: 'csv' | 'xlsx'
  readonly encoding?: 'utf-8' | 'gb18030' | 'utf-16le'
  readonly delimiter?: string
  readonly sheets: readonly SheetName[]
}

/** The file cannot be read, or not to its end: `row` is the last one that could be. */
export class FileTrouble extends Error {
  override name = 'FileTrouble'
  readonly trouble: Trouble
  readonly row: number | undefined
  constructor(trouble: Trouble, row?: number) {
    super(row === undefined ? trouble : `${trouble} after row ${row}`)
    this.trouble = trouble
    this.row = row
  }
}
