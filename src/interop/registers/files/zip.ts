import type { Readable } from 'node:stream'
import { type Entry, open, type ZipFile } from 'yauzl'
import { FileTrouble } from './file.ts'

/** The parts of an .xlsx by their names, each opened as a stream. */
export type Zip = {
  readonly sizes: ReadonlyMap<string, number>
  part(name: string): Promise<Readable>
  close(): void
}

// An .xlsx of the allowed size that unpacks to more than this is no register.
const mostUnpacked = 6_000_000_000

/** Reads the directory at the end of the file. @throws FileTrouble where it is not there: the file was cut */
export async function openZip(path: string): Promise<Zip> {
  const zip = await opened(path)
  const entries = new Map<string, Entry>()
  await new Promise<void>((go, fail) => {
    zip.on('entry', (entry: Entry) => {
      entries.set(entry.fileName.replace(/^\//, ''), entry)
      zip.readEntry()
    })
    zip.once('end', go)
    zip.once('error', () => fail(new FileTrouble('broken')))
    zip.readEntry()
  })
  const sizes = new Map([...entries].map(([name, entry]) => [name, entry.uncompressedSize]))
  if ([...sizes.values()].reduce((sum, size) => sum + size, 0) > mostUnpacked) throw new FileTrouble('tooLarge')
  return {
    sizes,
    part(name) {
      const entry = entries.get(name)
      if (!entry) return Promise.reject(new FileTrouble('notATable'))
      return new Promise((go, fail) => zip.openReadStream(entry, (error, stream) => (error ? fail(new FileTrouble('broken')) : go(stream))))
    },
    close: () => zip.close(),
  }
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((go, fail) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? fail(new FileTrouble('broken')) : go(zip)))
  })
}

/** A small part, whole. */
export async function textOf(zip: Zip, name: string): Promise<string> {
  if (!zip.sizes.has(name)) return ''
  const stream = (await zip.part(name)).setEncoding('utf8')
  let text = ''
  for await (const chunk of stream) text += chunk
  return text
}
