import { STATUS_CODES } from 'node:http'
import type { Server, Socket } from 'node:net'
import type { Log } from './log.ts'
import type { Words } from './words.ts'

/** What a visitor may take of the server's time and of its connections. */
export type Limits = {
  /** For the head of a request: whoever dribbles it is cut off. */
  readonly headersMs: number
  /** For a whole request with its body. A part of a file (a megabyte) comes through on a line of 140 kbit/s. */
  readonly requestMs: number
  /** How often is looked: the most by which a promise is missed. */
  readonly checkMs: number
  /** Without a byte in either direction. Live updates beat more often. */
  readonly idleMs: number
  /** Open at once from one address. A hospital behind one address has a few hundred. */
  readonly perAddress: number
}

export const usualLimits: Limits = { headersMs: 10_000, requestMs: 60_000, checkMs: 1_000, idleMs: 120_000, perAddress: 1_000 }

/** Lets no address hold more than its share of the connections, so that nobody keeps the others out. */
export function limitConnections(server: Server, { perAddress, log }: { perAddress: number; log: Log }): void {
  const open = new Map<string, number>()
  let turnedAway = 0
  server.on('connection', (socket: Socket) => {
    const from = socket.remoteAddress ?? ''
    const count = (open.get(from) ?? 0) + 1
    if (count > perAddress) {
      socket.destroy()
      // One line for each thousand: the log is not to be filled either.
      if (turnedAway++ % 1000 === 0) log.warn({ perAddress, turnedAway }, 'an address holds too many connections, and more of it are turned away')
      return
    }
    open.set(from, count)
    socket.once('close', () => {
      const left = (open.get(from) ?? 1) - 1
      if (left > 0) open.set(from, left)
      else open.delete(from)
    })
  })
}

const tooSlow = {
  status: 408,
  code: 'tooSlow',
  message: { zh: '请求发送太慢,请检查网络后重试', en: 'The request came too slowly; check the line and try again' },
}
const tooLong = { status: 431, code: 'tooLarge', message: { zh: '请求头太大', en: 'The head of the request is too large' } }
const unreadable = { status: 400, code: 'invalid', message: { zh: '请求无法读取', en: 'The request cannot be read' } }

type Saying = { readonly status: number; readonly code: string; readonly message: Words }
const sayings: Readonly<Record<string, Saying>> = { ERR_HTTP_REQUEST_TIMEOUT: tooSlow, HPE_HEADER_OVERFLOW: tooLong }

/** Answers what is no request, or not one in time, and cuts the line. */
export function cutOff(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  const { status, ...body } = sayings[error.code ?? ''] ?? unreadable
  const text = Buffer.from(JSON.stringify(body))
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json; charset=utf-8\r\nContent-Length: ${text.length}\r\nConnection: close\r\n\r\n`
  // A browser opens connections ahead of its questions: one that asked nothing would take the answer for that of its first question.
  if (socket.writable && socket.bytesRead > 0) socket.write(Buffer.concat([Buffer.from(head), text]))
  socket.destroy(error)
}
