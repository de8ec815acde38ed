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
  if (error instanceof NotFound) return reply.code(404).send({ code: 'notFound', message: { zh: '没有找到', en: 'Not found' } })
  if (error instanceof KeyReused) {
    return reply.code(422).send({ code: 'keyReused', message: { zh: '同一个 Idempotency-Key 用于了不同的内容', en: error.message } })
  }
  if (error.statusCode && error.statusCode < 500) return refuseUnread(failure, error.statusCode)
  // 22xxx: a value the database cannot hold. The contract should have said so first, hence the warning.
  if (error.code?.startsWith('22') && error.code.length === 5) {
    log.warn({ requestId: request.id, code: error.code, url: request.routeOptions.url }, 'the database refused a value the contract let through')
    const fix = { zh: '请检查特殊字符和数值范围', en: 'check special characters and ranges' }
    return reply.code(400).send(invalid([{ path: '', why: { zh: '有内容无法存储', en: 'a value cannot be stored' }, fix }]))
  }
  if (isOutOfRoom(error)) {
    log.error({ requestId: request.id, code: error.code }, 'the database has no room: disk, memory or connections')
    const isDisk = error.code === '53100'
    return reply
      .code(503)
      .header('retry-after', '10')
      .send({ code: isDisk ? 'diskFull' : 'busy', message: isDisk ? full : busy })
  }
  if (isConnectionLoss(error) || isTransient(error) || error.code === '55P03' || error.code === '57014') {
    log.warn({ requestId: request.id, code: error.code }, 'busy or without database')
    return reply.code(503).header('retry-after', '2').send({ code: 'busy', message: busy })
  }
  log.error({ requestId: request.id, err: error, url: request.routeOptions.url }, 'fault')
  return reply.code(500).send({ code: 'fault', id: request.id, message: { zh: `系统故障,编号 ${request.id}`, en: `Fault ${request.id}` } })
}

/** What could not be read: too much of it, of another kind, cut off, or no JSON. */
function refuseUnread({ error, reply, takesFile }: Failure, status: number): unknown {
  if (status === 413) {
    const megabytes = Math.round((error.limit ?? bodyLimit) / 1_000_000)
    return reply.code(413).send({ code: 'tooLarge', message: { zh: `内容超过 ${megabytes} MB`, en: `The body is over ${megabytes} MB` } })
  }
  const fix: Words = takesFile
    ? { zh: '请以 application/octet-stream 发送文件内容', en: 'send the content of the file as application/octet-stream' }
    : { zh: '请发送 UTF-8 的 JSON', en: 'send JSON in UTF-8' }
  return reply.code(status).send(invalid([{ path: '', why: { zh: '请求无法读取', en: error.message }, fix }]))
}
