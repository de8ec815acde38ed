import { createReadStream } from 'node:fs'
import { createInflateRaw } from 'node:zlib'

const localHeader = Buffer.from('PK\u0003\u0004', 'latin1')

/**
 * How far the first sheet of a cut .xlsx can still be read: its part begins before the place where the file ends, so it
 * is unpacked until nothing more comes. Undefined where no sheet is in what is left.
 */
export async function lastRowLeft(path: string): Promise<number | undefined> {
  let head = Buffer.alloc(0)
  let start: number | undefined
  let at = 0
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }) as AsyncIterable<Buffer>) {
    head = Buffer.concat([head.subarray(-400), chunk])
    start = dataOfSheet(head)
    if (start !== undefined) {
      start += at + chunk.length - head.length
      break
    }
    at += chunk.length
  }
  return start === undefined ? undefined : rowsFrom(path, start)
}

function dataOfSheet(bytes: Buffer): number | undefined {
  for (let at = bytes.indexOf(localHeader); at !== -1 && at + 30 < bytes.length; at = bytes.indexOf(localHeader, at + 4)) {
    const [name, extra] = [bytes.readUInt16LE(at + 26), bytes.readUInt16LE(at + 28)]
    if (/^xl\/worksheets\/sheet\d*\.xml$/.test(bytes.subarray(at + 30, at + 30 + name).toString('latin1'))) return at + 30 + name + extra
  }
  return undefined
}

async function rowsFrom(path: string, start: number): Promise<number | undefined> {
  let last: number | undefined
  let rest = ''
  const inflated = createReadStream(path, { start }).pipe(createInflateRaw())
  try {
    for await (const chunk of inflated.setEncoding('utf8')) {
      rest = rest.slice(-200) + chunk
      for (const found of rest.matchAll(/<\/row>\s*<(?:\w+:)?row[^>]*?\sr="(\d+)"/g)) last = Number(found[1]) - 1
    }
  } catch {
    // The end of what is left.
  }
  return last
}
