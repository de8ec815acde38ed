import type { FastifyReply, FastifyRequest } from 'fastify'
import { isConnectionLoss, isOutOfRoom, isTransient } from './database.ts'
import type { Log } from './log.ts'
import { KeyReused } from './remember.ts'
import { NotFound } from './transaction.ts'
import { invalid } from './wire.ts'
import type { Words } from './words.ts'

export type Failure = {
  readonly error: Error & { code?: string; statusCode?: number; limit?: number }
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  /** The body of this address is a file. */
  readonly takesFile: boolean
}

const busy = { zh: '系统正忙,请稍后重试,已提交的内容不会丢失', en: 'Busy; try again shortly, nothing you sent is lost' }
const full = {
  zh: '服务器空间已满,暂时无法保存,请联系管理员;已确认的内容不会丢失',
  en: 'The server is full and cannot save now; tell your administrator. Nothing that was confirmed is lost',
}
const bodyLimit = 1_000_000

/** A client's mistake is never a 500; a fault shows the person an id and the log everything. */
export function fail(log: Log, failure: Failure): unknown {
  const { error, request, reply } = failure
  const { status, body, retryAfter } = failedAnswer(log, error, { requestId: request.id, url: request.routeOptions.url }) ?? {
    ...unread(failure),
    retryAfter: undefined,
  }
  if (retryAfter) reply.header('retry-after', String(retryAfter))
  return reply.code(status).send(body)
}

type Failed = { readonly status: number; readonly body: unknown; readonly retryAfter?: number }

/** What somebody is told whose command threw; nothing where it is the request itself that could not be read. */
export function failedAnswer(log: Log, error: Failure['error'], asked: { requestId: string; url?: string | undefined }): Failed | undefined {
  const { requestId } = asked
  if (error instanceof NotFound) return { status: 404, body: { code: 'notFound', message: { zh: '没有找到', en: 'Not found' } } }
  if (error instanceof KeyReused) {
    return { status: 422, body: { code: 'keyReused', message: { zh: '同一个 Idempotency-Key 用于了不同的内容', en: error.message } } }
  }
  if (error.statusCode && error.statusCode < 500) return undefined
  // 22xxx: a value the database cannot hold. The contract should have said so first, hence the warning.
  if (error.code?.startsWith('22') && error.code.length === 5) {
    log.warn({ ...asked, code: error.code }, 'the database refused a value the contract let through')
    const fix = { zh: '请检查特殊字符和数值范围', en: 'check special characters and ranges' }
    return { status: 400, body: invalid([{ path: '', why: { zh: '有内容无法存储', en: 'a value cannot be stored' }, fix }]) }
  }
  if (isOutOfRoom(error)) {
    log.error({ requestId, code: error.code }, 'the database has no room: disk, memory or connections')
    const isDisk = error.code === '53100'
    return { status: 503, body: { code: isDisk ? 'diskFull' : 'busy', message: isDisk ? full : busy }, retryAfter: 10 }
  }
  if (isConnectionLoss(error) || isTransient(error) || error.code === '55P03' || error.code === '57014') {
    log.warn({ requestId, code: error.code }, 'busy or without database')
    return { status: 503, body: { code: 'busy', message: busy }, retryAfter: 2 }
  }
  log.error({ ...asked, err: error }, 'fault')
  return { status: 500, body: { code: 'fault', id: requestId, message: { zh: `系统故障,编号 ${requestId}`, en: `Fault ${requestId}` } } }
}

/** What could not be read: too much of it, of another kind, cut off, or no JSON. */
function unread({ error, takesFile }: Failure): Failed {
  const status = error.statusCode ?? 400
  if (status === 413) {
    const megabytes = Math.round((error.limit ?? bodyLimit) / 1_000_000)
    return { status, body: { code: 'tooLarge', message: { zh: `内容超过 ${megabytes} MB`, en: `The body is over ${megabytes} MB` } } }
  }
  const fix: Words = takesFile
    ? { zh: '请以 application/octet-stream 发送文件内容', en: 'send the content of the file as application/octet-stream' }
    : { zh: '请发送 UTF-8 的 JSON', en: 'send JSON in UTF-8' }
  return { status, body: invalid([{ path: '', why: { zh: '请求无法读取', en: error.message }, fix }]) }
}
