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
// Sheets of people unpack to 10 to 30 times their size. Deflate reaches 1032: a file that was made to be small.
const mostTimes = 200
const smallEnough = 100_000_000
// A workbook has some twenty parts and one for each sheet.
const mostParts = 2000
// Styles and the list of sheets.
const mostText = 20_000_000

/** Reads the directory at the end of the file. @throws FileTrouble where it is not there: the file was cut */
export async function openZip(path: string): Promise<Zip> {
  const zip = await opened(path)
  const entries = await entriesOf(zip).catch((error: unknown) => {
    zip.close()
    throw error
  })
  const sizes = new Map([...entries].map(([name, entry]) => [name, entry.uncompressedSize]))
  return {
    sizes,
    part(name) {
      const entry = entries.get(name)
      if (!entry) return Promise.reject(new FileTrouble('notATable'))
      return new Promise<Readable>((go, fail) => zip.openReadStream(entry, (error, stream) => (error ? fail(new FileTrouble('broken')) : go(stream))))
    },
    close: () => zip.close(),
  }
}

/** The directory. Names that climb or begin at the root are no parts of a workbook: yauzl refuses them. */
async function entriesOf(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>()
  await new Promise<void>((go, fail) => {
    zip.on('entry', (entry: Entry) => {
      if (entries.size >= mostParts) return fail(new FileTrouble('tooLarge'))
      entries.set(entry.fileName, entry)
      zip.readEntry()
    })
    zip.once('end', go)
    zip.once('error', (error) => fail(new FileTrouble(/invalid relative path|absolute path/.test(error.message) ? 'notATable' : 'broken')))
    zip.readEntry()
  })
  const unpacked = [...entries.values()].reduce((sum, entry) => sum + entry.uncompressedSize, 0)
  if (unpacked > mostUnpacked || (unpacked > smallEnough && unpacked > mostTimes * zip.fileSize)) throw new FileTrouble('tooLarge')
  return entries
}

function opened(path: string): Promise<ZipFile> {
  return new Promise((go, fail) => {
    open(path, { lazyEntries: true, autoClose: false }, (error, zip) => (error ? fail(new FileTrouble('broken')) : go(zip)))
  })
}

/** A small part, whole. */
export async function textOf(zip: Zip, name: string): Promise<string> {
  if (!zip.sizes.has(name)) return ''
  if ((zip.sizes.get(name) ?? 0) > mostText) throw new FileTrouble('tooLarge')
  const stream = (await zip.part(name)).setEncoding('utf8')
  let text = ''
  for await (const chunk of stream) text += chunk
  refuseEntities(text)
  return text
}

/** A workbook defines no entities of its own (ECMA-376, part 2): who sends some wants them to be followed. None is. */
export function refuseEntities(text: string): void {
  if (/<!(doctype|entity)/i.test(text)) throw new FileTrouble('notATable')
}

/** What the unpacking itself complains about (a checksum, an early end, more than was said) means that the rest is lost. */
export function troubleOf(error: unknown): unknown {
  const { message, code } = error as { message?: string; code?: string }
  const isOfUnpacking = /zlib|Z_|invalid|crc|unexpected|too (few|many) bytes/i.test(`${message} ${code}`)
  return !(error instanceof FileTrouble) && isOfUnpacking ? new FileTrouble('broken') : error
}
