import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import type { FileAnswer, FileForm } from './capability.ts'

/** A body that was written down before its action runs. It is removed when the action is over. */
export type ReceivedFile = { readonly path: string; readonly bytes: number }

/** More than the capability takes at once. */
class TooLarge extends Error {
  readonly statusCode = 413
  readonly limit: number
  constructor(limit: number) {
    super(`more than ${limit} bytes`)
    this.limit = limit
  }
}

type Receiving = { readonly inbox: string; readonly limit: number; readonly body: unknown }

/** Writes the body to a file of our own name, never into memory, and takes it away again when the work is done. */
export async function withReceived<T>({ inbox, limit, body }: Receiving, work: (file: ReceivedFile | undefined) => Promise<T>): Promise<T> {
  if (!(body instanceof Readable)) return work(undefined)
  await mkdir(inbox, { recursive: true, mode: 0o700 })
  const path = join(inbox, `${randomUUID()}.part`)
  let bytes = 0
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, next) {
      bytes += chunk.length
      next(bytes > limit ? new TooLarge(limit) : null, chunk)
    },
  })
  try {
    await pipeline(body, counted, createWriteStream(path, { mode: 0o600, flags: 'wx' })).catch(whoeverLeft)
    return await work({ path, bytes })
  } finally {
    await rm(path, { force: true })
  }
}

/** A line that was cut is the sender's, not a fault of ours; nobody hears the answer, and the log stays clean. */
function whoeverLeft(error: Error & { code?: string }): never {
  const isCut = error.code === 'ERR_STREAM_PREMATURE_CLOSE' || error.code === 'ECONNRESET' || error.message === 'aborted'
  throw isCut ? Object.assign(error, { statusCode: 400 }) : error
}

// The page's policy forbids embedded objects, and the browser's own viewer is one.
const shownPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"

/** Sends a file that was made for this answer, and removes it where it was written down. */
export async function sendFile(reply: FastifyReply, answer: FileAnswer, as: FileForm['as']): Promise<FastifyReply> {
  reply
    .type(answer.type)
    .header('cache-control', 'no-store')
    .header('content-disposition', `${as === 'shown' ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(answer.name)}`)
  if (as === 'shown') reply.header('content-security-policy', shownPolicy)
  if ('bytes' in answer) return reply.send(Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.byteLength))
  const { path } = answer
  const { size } = await stat(path)
  const content = createReadStream(path)
  content.once('close', () => void rm(path, { force: true }))
  return reply.header('content-length', size).send(content)
}
