import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createZstdDecompress } from 'node:zlib'
import { failWith, OperationFailed } from '../trouble.ts'
import { type Frame, framesOf, summing } from './frames.ts'
import type { BackupKey } from './key.ts'
import { formatVersion, type Header, header, type Manifest, type TableSum } from './manifest.ts'
import { altered, cut, opening, reader } from './seal.ts'

const magic = Buffer.from('TONGMAI BACKUP\n')
const longestHeader = 100_000

export function headBytes(about: Header): Buffer {
  const text = Buffer.from(JSON.stringify(about))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(text.length)
  return Buffer.concat([magic, length, text])
}

/** What a backup says about itself without a key: when, by which version, with which key. */
export async function readHeader(file: string): Promise<{ header: Header; bytes: Buffer }> {
  const stream = createReadStream(file, { end: magic.length + 4 + longestHeader })
  try {
    const bytes = reader(stream)
    if (!(await bytes.take(magic.length).catch(() => magic.subarray(1))).equals(magic)) notOne(file)
    const length = await bytes.take(4)
    if (length.readUInt32BE() > longestHeader) altered()
    const text = await bytes.take(length.readUInt32BE())
    const read = header.safeParse(JSON.parse(text.toString('utf8')))
    if (!read.success) newer(undefined)
    if (read.data.format > formatVersion) newer(read.data.product)
    return { header: read.data, bytes: Buffer.concat([magic, length, text]) }
  } catch (error) {
    if (error instanceof SyntaxError) altered()
    throw error
  } finally {
    stream.destroy()
  }
}

function notOne(file: string): never {
  failWith({ zh: `${file} 不是同脉的备份`, en: `${file} is not a backup of Tongmai` })
}

export function newer(product: string | undefined): never {
  const by = product ? ` ${product}` : ''
  failWith({
    zh: `这份备份由更新的版本${by}制作,请先安装那个版本再恢复`,
    en: `this backup was made by a newer version${by}; install that version first`,
  })
}

type Take = (frames: AsyncIterable<Frame>, share: () => number) => Promise<void>

/** Hands every frame to `take`, decrypted and unpacked, in order. Data is checked before it arrives. `share` of the file is behind. */
export async function readFrames(file: string, key: BackupKey, take: Take): Promise<void> {
  const head = await readHeader(file)
  const { size } = await stat(file)
  const source = createReadStream(file, { start: head.bytes.length, highWaterMark: 1 << 20 })
  try {
    await pipeline(
      source,
      opening(key, { bytes: head.bytes, salt: Buffer.from(head.header.salt, 'hex') }),
      createZstdDecompress(),
      (plain: AsyncIterable<Buffer>) => take(framesOf(plain), () => source.bytesRead / size),
    )
  } catch (error) {
    if (!(error instanceof OperationFailed) && /^(ZSTD|Z_|ERR_ZLIB)/.test((error as { code?: string }).code ?? '')) altered()
    throw error
  }
}

/** Reads a backup whole and compares every table with the manifest. @returns the manifest */
export async function verifyBackup(file: string, key: BackupKey): Promise<Manifest> {
  let found: Manifest | undefined
  const sums: TableSum[] = []
  await readFrames(file, key, async (frames) => {
    let sum = summing()
    for await (const frame of frames) {
      if (frame.kind === 'table') sum = summing()
      else if (frame.kind === 'data') sum.add(frame.bytes)
      else if (frame.kind === 'end') sums.push({ ...frame.sum, ...sum.done() })
      else if (frame.kind === 'manifest') found = frame.manifest
    }
  })
  if (!found) cut()
  if (JSON.stringify(found.tables) !== JSON.stringify(sums)) altered()
  return found
}
