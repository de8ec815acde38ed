import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parse } from 'csv-parse'
import { type FileRow, FileTrouble, type Form } from './file.ts'

type Encoding = NonNullable<Form['encoding']>

/** What a text file is written in, what divides its cells and how many lines it has. */
export async function csvForm(path: string): Promise<Form> {
  const { encoding, lines } = await readWhole(path)
  const delimiter = await delimiterOf(path, encoding)
  return { kind: 'csv', encoding, delimiter, sheets: [{ name: '', isHidden: false, rows: lines }] }
}

/** UTF-8 where every byte of it is well-formed (but for a letter cut at the end), else GB18030, which holds GBK and GB2312. */
async function readWhole(path: string): Promise<{ encoding: Encoding; lines: number }> {
  let encoding: Encoding = 'utf-8'
  let lines = 0
  let first = true
  const decoder = new TextDecoder('utf-8', { fatal: true })
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    if (first && chunk[0] === 0xff && chunk[1] === 0xfe) encoding = 'utf-16le'
    first = false
    if (encoding === 'utf-8' && !decodes(decoder, chunk)) encoding = 'gb18030'
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines++
  }
  return { encoding, lines }
}

function decodes(decoder: TextDecoder, chunk: Buffer): boolean {
  try {
    decoder.decode(chunk, { stream: true })
    return true
  } catch {
    return false
  }
}

async function delimiterOf(path: string, encoding: Encoding): Promise<string> {
  const file = await open(path)
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16_384), 0, 16_384, 0)
  await file.close()
  const lines = new TextDecoder(encoding)
    .decode(buffer.subarray(0, bytesRead))
    .split(/\r\n|\n|\r/)
    .slice(0, 10)
  const counted = [',', '\t', ';', '|', ','].map((delimiter) => ({
    delimiter,
    // What stands in quotes divides nothing.
    cells: Math.max(...lines.map((line) => line.replaceAll(/"[^"]*"/g, '').split(delimiter).length)),
  }))
  return counted.toSorted((a, b) => b.cells - a.cells)[0]?.delimiter ?? ','
}

const portion = 1000
// One record of a register is some hundred letters: a million is a quote that was never closed.
const longest = 1_000_000

/** Records of the file; cells may hold line ends and doubled quotes. */
export async function* csvRows(path: string, { encoding = 'utf-8', delimiter = ',' }: Form): AsyncGenerator<FileRow[]> {
  const decoder = new TextDecoder(encoding)
  async function* text() {
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 17 }) as AsyncIterable<Buffer>) yield decoder.decode(chunk, { stream: true })
    yield decoder.decode()
  }
  const parser = parse({ delimiter, relax_quotes: true, relax_column_count: true, skip_empty_lines: true, info: true, max_record_size: longest })
  // What goes wrong on the way is heard by whoever reads the records.
  pipeline(Readable.from(text()), parser).catch(() => undefined)
  let rows: FileRow[] = []
  let last = 0
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { records: number; empty_lines: number } }>) {
      last = info.records + info.empty_lines
      if (record.some((cell) => cell !== '')) rows.push({ number: last, cells: record })
      if (rows.length >= portion) {
        // The last two stay until more come: by them it is seen whether the file is cut.
        yield rows.slice(0, -2)
        rows = rows.slice(-2)
      }
    }
  } catch (error) {
    if (!/^CSV_/.test((error as { code?: string }).code ?? '')) throw error
    if (rows.length > 0) yield rows
    throw new FileTrouble('broken', last)
  }
  const cut = await isCut(path, rows)
  if (cut) rows.pop()
  if (rows.length > 0) yield rows
  if (cut) throw new FileTrouble('broken', last - 1)
}

/** The last line has no end and fewer cells than the one before it: the file stops in the middle. */
async function isCut(path: string, rows: readonly FileRow[]): Promise<boolean> {
  const [before, final] = rows.slice(-2)
  if (!before || !final || final.cells.length >= before.cells.length) return false
  const file = await open(path)
  const { size } = await file.stat()
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, Math.max(0, size - 2))
  await file.close()
  return !buffer.includes(10) && !buffer.includes(13)
}
