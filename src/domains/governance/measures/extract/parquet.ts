import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { ColumnType } from './columns.ts'
import type { everyTable } from './tables.ts'

const types: Readonly<Record<ColumnType, string>> = {
  ...{ keyed: 'VARCHAR', id: 'VARCHAR', word: 'VARCHAR', day: 'DATE', yesno: 'BOOLEAN' },
  ...{ count: 'BIGINT', fen: 'BIGINT', year: 'INTEGER' },
}

/** Writes the Parquet of each CSV, the same rows with their types; what of a row does not fit its type is a fault, not a lost row. */
export async function writeParquet(folder: string, all: typeof everyTable): Promise<Map<string, number>> {
  // Reads and writes these files and nothing else: it fetches no extension and takes a bounded part of the memory.
  const instance = await DuckDBInstance.create(':memory:', { memory_limit: '512MB', threads: '2', autoinstall_known_extensions: 'false' })
  const connection = await instance.connect()
  const rows = new Map<string, number>()
  try {
    await connection.run('set preserve_insertion_order = false')
    for (const { name, columns } of all) {
      const shape = columns.map((c) => `${quoted(c.name)}: '${types[c.type]}'`).join(', ')
      const csv = `read_csv(${quoted(join(folder, `${name}.csv`))}, header = true, auto_detect = false, delim = ',', quote = '"', escape = '"', nullstr = '', columns = {${shape}})`
      const path = join(folder, `${name}.parquet`)
      await connection.run(`copy (select * from ${csv}) to ${quoted(path)} (format parquet, compression zstd)`)
      chmodSync(path, 0o600)
      const count = await connection.runAndReadAll(`select count(*)::integer as n from read_parquet(${quoted(path)})`)
      rows.set(name, Number(count.getRows()[0]?.[0]))
    }
  } finally {
    connection.closeSync()
    instance.closeSync()
  }
  return rows
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
