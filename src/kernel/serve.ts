import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import cookies from '@fastify/cookie'
import helmet from '@fastify/helmet'
import files from '@fastify/static'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest, type FastifyServerOptions } from 'fastify'
import { type Capability, type Contract, type FileAnswer, fileFormOf, isRead } from './capability.ts'
import { cutOff, type Limits, limitConnections, usualLimits } from './connections.ts'
import { fail } from './failure.ts'
import { sendFile, withReceived } from './files.ts'
import type { Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import type { Actor } from './scope.ts'
import { trailRefusal } from './trailLine.ts'
import { type Action, type Answer, type Kernel, perform } from './transaction.ts'
import { whyNot } from './whyNot.ts'
import { describe, invalid, readInput } from './wire.ts'

export type Domain = { readonly name: string; readonly contract: Contract; readonly actions: Readonly<Record<string, Action>> }

export type Service = {
  readonly kernel: Kernel
  readonly domains: readonly Domain[]
  readonly log: Log
  readonly metrics: Metrics
  /** Who a token belongs to; null where nobody. */
  readonly authenticate: (token: string) => Promise<Actor | null>
  /** For signing in, before anybody is known. */
  readonly visitor: (origin: string) => Actor
  /** Where bodies that are files wait for their action. */
  readonly inbox: string
  /** The built screens; left out where only the interface is served. */
  readonly screens?: string
  /** Served by TLS with this certificate. `strict`: browsers may insist on TLS from now on, because any of them trusts it. */
  readonly tls?: { readonly cert: string; readonly key: string; readonly strict: boolean }
  /** What a visitor may take; the usual where nothing is said. */
  readonly limits?: Partial<Limits>
  /** What a phone needs to trust a certificate of this machine's own authority. */
  readonly trust?: { readonly certificate: string; readonly page: string }
}

const cookieName = 'tongmai'
const compress = promisify(gzip)
/** Characters of an answer from which compressing it pays. */
const compressFrom = 50_000
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** The HTTP face of all contracts. The only file that knows Fastify. */
export async function createServer(service: Service): Promise<FastifyInstance> {
  const limits = { ...usualLimits, ...service.limits }
  const patience = { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.checkMs }
  const { tls } = service
  const options = {
    bodyLimit: 1_000_000,
    genReqId: () => randomUUID(),
    requestTimeout: limits.requestMs,
    connectionTimeout: limits.idleMs,
    clientErrorHandler: cutOff,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 200 },
    http: patience,
    https: tls ? { cert: tls.cert, key: tls.key, minVersion: 'TLSv1.2', handshakeTimeout: limits.headersMs, ...patience } : null,
  }
  // Its types know one of both kinds of server at a time.
  const server = fastify(options as FastifyServerOptions) as unknown as FastifyInstance
  limitConnections(server.server, { perAddress: limits.perAddress, log: service.log })
  await server.register(cookies)
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        // Stretching a PIN on the device is compiled code that the page itself brings.
        scriptSrc: ["'self'", "'wasm-unsafe-eval'"],
        workerSrc: ["'self'"],
        manifestSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'", 'data:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    // Only with a certificate that every browser trusts: with our own authority it would lock out a phone that lost its trust.
    strictTransportSecurity: service.tls?.strict ? { maxAge: 180 * 86_400, includeSubDomains: false } : false,
  })
  server.setErrorHandler(async (error, request, reply) => failed(service, { error: error as Unread, request, reply }))
  server.setNotFoundHandler((request, reply) => {
    if (service.screens && request.method === 'GET' && !request.url.startsWith('/api')) return reply.sendFile('index.html', { maxAge: 0 })
    return reply.code(404).send({ code: 'notFound', message: { zh: '没有这个地址', en: 'No such address' } })
  })
  const calls = service.domains.flatMap((domain) =>
    Object.entries(domain.contract).map(([name, capability]) => {
      const action = domain.actions[name]
      if (!action) throw new Error(`${domain.name} has no action for ${name}`)
      return { name, capability, action }
    }),
  )
  const route = (on: FastifyInstance, call: (typeof calls)[number]) =>
    on.route({
      method: call.capability.method,
      url: `/api${call.capability.path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      config: { call },
      handler: (request, reply) => handle(service, { ...call, request, reply }),
    })
  for (const call of calls) if (!call.capability.bodyFile) route(server, call)
  await server.register(async (files) => {
    // A file is not read before it is known who sends it: the body stays a stream until the handler takes it.
    files.removeAllContentTypeParsers()
    files.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload))
    for (const call of calls) if (call.capability.bodyFile) route(files, call)
  })
  serveAround(server, service)
  if (service.screens && existsSync(service.screens)) {
    await server.register(files, { root: service.screens, maxAge: '365d', immutable: true, setHeaders: freshPages, preCompressed: true })
  }
  return server
}

/** Files with a hash in their name never change; the page that names them is asked for each time. */
function freshPages(reply: FastifyReply, path: string): void {
  if (!/-[\w-]{8,}\.\w+(\.br|\.gz)?$/.test(path)) reply.header('cache-control', 'no-cache')
}

type Call = {
  readonly name: string
  readonly capability: Capability
  readonly action: Action
  readonly request: FastifyRequest
  readonly reply: FastifyReply
}

type Unread = Error & { readonly statusCode?: number }

/** What could not be read at all is refused before anybody asked who sends it; whoever is signed in leaves a line all the same. */
async function failed(service: Service, { error, request, reply }: Pick<Call, 'request' | 'reply'> & { error: Unread }): Promise<unknown> {
  const { call } = request.routeOptions.config as { call?: Pick<Call, 'name' | 'capability' | 'action'> }
  if (call && !('open' in call.capability.access) && error.statusCode && error.statusCode < 500) {
    const token = tokenOf(request)
    const actor = token ? await service.authenticate(token).catch(() => null) : null
    const line = actor && turnAway(service, { ...call, request, reply }, { actor, outcome: 'invalid' })
    // The answer does not depend on it: without a database there is neither.
    await line?.catch((cause: unknown) => service.log.warn({ requestId: request.id, err: cause }, 'a refusal left no line in the trail'))
  }
  return fail(service.log, { error, request, reply, takesFile: call?.capability.bodyFile !== undefined })
}

/** Who are you, may this role, is the input well formed; then the transaction. */
async function handle(service: Service, call: Call): Promise<unknown> {
  const { capability, request, reply } = call
  const started = performance.now()
  const admitted = await admit(service, call)
  if ('status' in admitted) return reply.code(admitted.status).send(admitted.body)
  const { actor } = admitted
  if (admitted.refused) {
    await turnAway(service, call, { actor, outcome: 'forbidden' })
    return reply.code(403).send(admitted.refused)
  }
  const key = request.headers['idempotency-key']
  const keyed = !isRead(capability) && !capability.unkeyed
  const hasKey = typeof key === 'string' && uuid.test(key)
  const read = keyed && !hasKey ? { problems: [keyMissing] } : readInput(capability, { params: request.params, query: request.query, body: request.body })
  if ('problems' in read) {
    await turnAway(service, call, { actor, outcome: 'invalid' })
    return reply.code(400).send(invalid(read.problems))
  }
  const command = { name: call.name, capability, action: call.action, actor, input: read.input, requestId: request.id }
  const keyedCommand = { ...command, ...(keyed ? { key: String(key).toLowerCase() } : {}) }
  const answer = capability.bodyFile
    ? await withReceived({ inbox: service.inbox, limit: capability.bodyFile.limit, body: request.body }, (file) =>
        perform(service.kernel, { ...keyedCommand, ...(file ? { file } : {}) }),
      )
    : await perform(service.kernel, keyedCommand)
  const milliseconds = performance.now() - started
  service.metrics.capability({ name: call.name, status: answer.status, seconds: milliseconds / 1000 })
  service.log.debug({ requestId: request.id, capability: call.name, status: answer.status, milliseconds: Math.round(milliseconds) }, 'answered')
  return respond(call, answer)
}

type Admitted = { readonly actor: Actor; readonly refused?: unknown }

async function admit(service: Service, call: Call): Promise<Admitted | Answer> {
  const { capability, request } = call
  if ('open' in capability.access) return { actor: service.visitor(request.ip) }
  const token = tokenOf(request)
  const actor = token ? await service.authenticate(token) : null
  if (!actor) return { status: 401, body: { code: 'signIn', message: { zh: '请先登录', en: 'Please sign in' } } }
  const message = whyNot(service.kernel, call, actor)
  return message ? { actor, refused: { code: 'role', message } } : { actor }
}

const keyMissing = {
  path: 'Idempotency-Key',
  why: { zh: '缺少或不是 UUID', en: 'is missing or not a UUID' },
  fix: { zh: '每个操作生成一个 UUID,重发时沿用', en: 'make one UUID for each command and keep it when sending again' },
} as const

/** Whoever is signed in and asks what is not theirs, or in a form that is none, leaves a line. Strangers do not: they could fill the disk. */
async function turnAway(service: Service, call: Call, why: { actor: Actor; outcome: 'forbidden' | 'invalid' }): Promise<void> {
  const { name, capability, request } = call
  if ('open' in capability.access) return
  const parts = [capability.bodyFile ? null : request.body, request.query, request.params].filter(
    (part) => typeof part === 'object' && part !== null && !Array.isArray(part),
  )
  const input = Object.assign({}, ...parts) as Record<string, unknown>
  await trailRefusal(service.kernel, { name, capability, input, requestId: request.id, ...why })
}

function respond({ capability, request, reply }: Call, answer: Answer): unknown {
  const body = answer.body as { token?: string; expiresAt?: string } | null
  if (answer.status === 200 && capability.cookie === 'set' && body?.token && body.expiresAt) {
    const secure = request.protocol === 'https'
    reply.setCookie(cookieName, body.token, { httpOnly: true, sameSite: 'strict', path: '/', secure, expires: new Date(body.expiresAt) })
  }
  if (capability.cookie === 'clear') reply.clearCookie(cookieName, { path: '/' })
  if (answer.status === 429) reply.header('retry-after', '60')
  const form = answer.status === 200 ? fileFormOf(capability) : undefined
  if (form) return sendFile(reply, answer.body as FileAnswer, form.as)
  return sendJson({ request, reply }, answer)
}

/** Large answers travel compressed: a clinic's pack on a slow network. Small ones would only cost time. */
async function sendJson({ request, reply }: Pick<Call, 'request' | 'reply'>, answer: Answer): Promise<unknown> {
  reply.code(answer.status).header('cache-control', 'no-store')
  if (!/\bgzip\b/.test(String(request.headers['accept-encoding']))) return reply.send(answer.body)
  const text = JSON.stringify(answer.body)
  reply.header('content-type', 'application/json; charset=utf-8').header('vary', 'accept-encoding')
  if (text === undefined || text.length < compressFrom) return reply.send(text)
  return reply.header('content-encoding', 'gzip').send(await compress(text))
}

function tokenOf(request: FastifyRequest): string | undefined {
  const header = request.headers.authorization
  return header?.startsWith('Bearer ') ? header.slice(7) : request.cookies[cookieName]
}

/** Live updates, health, figures and the description of the interface. */
function serveAround(server: FastifyInstance, service: Service): void {
  server.get('/api/live', async (request, reply) => {
    const token = tokenOf(request)
    const actor = token ? await service.authenticate(token) : null
    if (!actor) return reply.code(401).send({ code: 'signIn', message: { zh: '请先登录', en: 'Please sign in' } })
    reply.hijack()
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' })
    reply.raw.write('retry: 2000\ndata: {"topics":[]}\n\n')
    const stop = service.kernel.live.watch(actor.facilities, (topics) => reply.raw.write(`data: ${JSON.stringify({ topics })}\n\n`))
    const beat = setInterval(() => reply.raw.write(':\n\n'), 20_000)
    request.raw.on('close', () => {
      clearInterval(beat)
      stop()
    })
    return reply
  })
  const description = describe(new Map(service.domains.map((d) => [d.name, d.contract])))
  server.get('/api/openapi.json', async () => description)
  server.get('/healthz', async () => ({ ok: true }))
  server.get('/readyz', async (_request, reply) => {
    try {
      await service.kernel.pool.query('select 1')
      return { ok: true }
    } catch {
      return reply.code(503).header('retry-after', '2').send({ ok: false, waitingFor: 'database' })
    }
  })
  const { trust } = service
  if (trust) {
    server.get('/trust', async (_request, reply) => reply.type('text/html; charset=utf-8').send(trust.page))
    server.get('/trust/authority.crt', async (_request, reply) => reply.type('application/x-x509-ca-cert').send(trust.certificate))
  }
  server.get('/metrics', async (request, reply) => {
    if (!isThisMachine(request)) return reply.code(404).send({ code: 'notFound', message: { zh: '没有这个地址', en: 'No such address' } })
    return reply.type('text/plain; version=0.0.4').send(await service.metrics.text())
  })
}

/** Figures are for whoever watches this machine: not for the network, nor for what a proxy on this machine brings from it. */
function isThisMachine(request: FastifyRequest): boolean {
  const from = request.socket.remoteAddress ?? ''
  const forwarded = request.headers['x-forwarded-for'] !== undefined || request.headers.forwarded !== undefined
  return !forwarded && (from === '::1' || /^(::ffff:)?127\./.test(from))
}
