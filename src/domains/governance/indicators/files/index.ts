import type { FileAnswer } from '#kernel/capability.ts'
import type { Language } from '#kernel/words.ts'
import type { Report } from '../contract.ts'
import { type FileFormat, fileTypes } from '../labels.ts'
import { measureReports } from './measureReport.ts'
import { setReport } from './press.ts'
import { printedOf } from './printed.ts'
import { csvOfReport, sheetsOf } from './tables.ts'
import { workbookOf } from './workbook.ts'

/** A frozen report as a file: to print, to reckon with, or for another machine. */
export async function reportFile(report: Report, { format, language }: { format: FileFormat; language: Language }): Promise<FileAnswer> {
  const printed = printedOf(report, language)
  const { type, ending } = fileTypes[format]
  return { name: `${printed.place} ${report.period.name} ${printed.title}.${ending}`, type, bytes: await bytesOf() }

  async function bytesOf(): Promise<Uint8Array<ArrayBuffer>> {
    if (format === 'pdf') return setReport(printed)
    if (format === 'xlsx') return workbookOf(sheetsOf(report, printed))
    return Buffer.from(format === 'csv' ? csvOfReport(report, language) : JSON.stringify(measureReports(report), null, 2))
  }
}
