import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { copySelect, type TableShape } from './catalog.ts'
import { summing } from './frames.ts'
import type { TableSum } from './manifest.ts'

const chunkBytes = 1 << 18

/** A COPY's rows in large chunks: one for each row would cost more than the rows. */
export async function* inChunks(copy: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = []
  let size = 0
  for await (const chunk of copy) {
    waiting.push(chunk)
    size += chunk.length
    if (size < chunkBytes) continue
    yield Buffer.concat(waiting)
    waiting = []
    size = 0
  }
  if (size > 0) yield Buffer.concat(waiting)
}

/** Rows, bytes and SM3 of a table as a backup would write it. */
export async function sumOf(client: pg.ClientBase, table: TableShape): Promise<TableSum> {
  const sum = summing()
  const copy = client.query(copyTo(copySelect(table)))
  for await (const chunk of inChunks(copy as AsyncIterable<Buffer>)) sum.add(chunk)
  return { name: table.name, columns: [...table.columns], rows: copy.rowCount, ...sum.done() }
}
