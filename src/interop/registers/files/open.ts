import { open as openFile } from 'node:fs/promises'
import { csvForm, csvRows } from './csv.ts'
import { type FileRow, FileTrouble, type Form } from './file.ts'
import { xlsxForm, xlsxRows } from './xlsx.ts'

/** Looks at the bytes, not at the name. @throws FileTrouble */
export async function formOf(path: string): Promise<Form> {
  const file = await openFile(path)
  const head = Buffer.alloc(8192)
  const { bytesRead } = await file.read(head, 0, head.length, 0)
  await file.close()
  const bytes = head.subarray(0, bytesRead)
  if (bytesRead === 0) throw new FileTrouble('empty')
  if (bytes.readUInt32BE(0) === 0xd0cf11e0) throw new FileTrouble('oldExcel')
  if (bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004') return xlsxForm(path)
  if (looksLikeText(bytes)) return csvForm(path)
  throw new FileTrouble('notATable')
}

/** Rows of a sheet in portions, from the file as a stream. @throws FileTrouble where it ends too early */
export function rowsOf(path: string, form: Form, sheet: string): AsyncGenerator<FileRow[]> {
  return form.kind === 'csv' ? csvRows(path, form) : xlsxRows(path, sheet)
}

/** A page saved as .xls, a PDF or a picture has no rows for us; UTF-16 has a NUL in every second byte. */
function looksLikeText(bytes: Buffer): boolean {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return true
  const start = bytes.toString('latin1').trimStart().slice(0, 200).toLowerCase()
  return !bytes.includes(0) && !/^(%pdf|\{|<\?xml|<!doctype|<html|\ufffdpng|\x89png|rar!|7z)/.test(start)
}
