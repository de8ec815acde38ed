import { openPress } from '#kernel/press.ts'
import type { Sheet } from './rules.ts'

/** A sheet as the bytes of a PDF. */
export const setOnPaper = openPress<Sheet>(new URL('./setting.ts', import.meta.url))
