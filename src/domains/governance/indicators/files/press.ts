import { openPress } from '#kernel/press.ts'
import type { PrintedReport } from './printed.ts'

/** A report as the bytes of a PDF. */
export const setReport = openPress<PrintedReport>(new URL('./setting.ts', import.meta.url))
