import { chmodSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Day } from '#kernel/calendar.ts'
import { asSystem, type Kernel } from '#kernel/transaction.ts'
import { writeParquet } from './parquet.ts'
import { newPseudonyms } from './pseudonyms.ts'
import { everyTable } from './tables.ts'
import { type Written, writeTables } from './writing.ts'

export { everyTable } from './tables.ts'

/** The folder holds something already: what is there is never written over. */
export class FolderNotEmpty extends Error {
  override name = 'FolderNotEmpty'
}

export type Asked = { readonly from: Day; readonly to: Day; readonly folder: string; readonly tell: (file: string, share: number) => void }

/**
 * Writes the rows behind every figure as CSV and Parquet, of one moment, persons as pseudonyms whose key is kept nowhere. What was begun is
 * taken away where it cannot be finished.
 * @throws FolderNotEmpty
 */
export async function extractRows(kernel: Kernel, { from, to, folder, tell }: Asked): Promise<{ files: Written[]; countedUntil: string | null }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (readdirSync(folder).length > 0) throw new FolderNotEmpty(folder)
  chmodSync(folder, 0o700)
  try {
    const reach = { name: 'extract', facilities: [], role: 'tongmai_measurer' } as const
    const extract = { from, to, folder, nameOf: newPseudonyms(), tell }
    const written = await asSystem(kernel, reach, (scope) => writeTables(scope, extract))
    const rows = await writeParquet(folder, everyTable)
    const odd = written.files.find((file) => rows.get(file.name) !== file.rows)
    if (odd) throw new Error(`${odd.name}.parquet holds ${rows.get(odd.name)} rows, ${odd.name}.csv ${odd.rows}`)
    const about = { from, to, countedUntil: written.countedUntil, madeAt: kernel.clock().toISOString(), rows: Object.fromEntries(rows) }
    writeFileSync(join(folder, 'about.json'), `${JSON.stringify(about, null, 2)}\n`, { mode: 0o600 })
    return written
  } catch (error) {
    for (const name of readdirSync(folder)) rmSync(join(folder, name))
    throw error
  }
}
