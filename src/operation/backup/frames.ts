import { createHash } from 'node:crypto'
import { z } from 'zod'
import { type Manifest, manifest, type TableSum, tableSum } from './manifest.ts'
import { altered, reader } from './seal.ts'

/** What lies inside a backup, one after the other: files, tables with their data, the manifest at the end. */
export type Frame =
  | { readonly kind: 'file'; readonly name: string; readonly content: Buffer }
  | { readonly kind: 'table'; readonly name: string; readonly columns: readonly string[] }
  | { readonly kind: 'data'; readonly bytes: Buffer }
  | { readonly kind: 'end'; readonly sum: TableSum }
  | { readonly kind: 'manifest'; readonly manifest: Manifest }

const letters = { file: 0x46, table: 0x54, data: 0x44, end: 0x45, manifest: 0x4d } as const
const longest = 1 << 30
const fileHead = z.object({ name: z.string(), content: z.string() })
const tableHead = tableSum.pick({ name: true, columns: true })

function frame(kind: keyof typeof letters, body: Buffer): Buffer {
  const front = Buffer.alloc(5)
  front[0] = letters[kind]
  front.writeUInt32BE(body.length, 1)
  return Buffer.concat([front, body])
}

/** Writes frames as bytes. */
export function bytesOf(what: Frame): Buffer {
  switch (what.kind) {
    case 'data':
      return frame('data', what.bytes)
    case 'file':
      return frame('file', Buffer.from(JSON.stringify({ name: what.name, content: what.content.toString('base64') })))
    case 'table':
      return frame('table', Buffer.from(JSON.stringify({ name: what.name, columns: what.columns })))
    case 'end':
      return frame('end', Buffer.from(JSON.stringify(what.sum)))
    case 'manifest':
      return frame('manifest', Buffer.from(JSON.stringify(what.manifest)))
  }
}

/** Reads frames back; whatever is not one was altered. */
export async function* framesOf(source: AsyncIterable<Buffer>): AsyncGenerator<Frame> {
  const bytes = reader(source)
  while (await bytes.more()) {
    const front = await bytes.take(5)
    const length = front.readUInt32BE(1)
    if (length > longest) altered()
    const body = await bytes.take(length)
    switch (front[0]) {
      case letters.data:
        yield { kind: 'data', bytes: body }
        break
      case letters.file: {
        const { name, content } = fileHead.parse(JSON.parse(body.toString('utf8')))
        yield { kind: 'file', name, content: Buffer.from(content, 'base64') }
        break
      }
      case letters.table:
        yield { kind: 'table', ...tableHead.parse(JSON.parse(body.toString('utf8'))) }
        break
      case letters.end:
        yield { kind: 'end', sum: tableSum.parse(JSON.parse(body.toString('utf8'))) }
        break
      case letters.manifest:
        yield { kind: 'manifest', manifest: manifest.parse(JSON.parse(body.toString('utf8'))) }
        break
      default:
        altered()
    }
  }
}

/** Counts and hashes a table's stream as it passes. */
export function summing() {
  const hash = createHash('sm3')
  let bytes = 0
  return {
    add(chunk: Buffer): void {
      hash.update(chunk)
      bytes += chunk.length
    },
    done: () => ({ bytes, sm3: hash.digest('hex') }),
  }
}
