import type { Capability, Input, Output } from '#kernel/capability.ts'
import { hearServerTime } from '#web/ui/clock.ts'
import { mayHavePack, networkFailed, networkIsDown } from '#web/wire/network.ts'
import { readProblem, WireError } from '#web/wire/problem.ts'

/** What the browser knows of a capability at run time; its types know the rest. */
export type Wire = Pick<Capability, 'method' | 'path'>

type Fields = Readonly<Record<string, unknown>>

const patience = 30_000
/** A device that can answer by itself does not wait for a weak network as long. */
const patienceHere = 8_000

/** What this device says by itself; undefined where it cannot. */
type AnswerHere = (wire: string, input: unknown, key: string) => Promise<unknown> | undefined
let answerHere: AnswerHere = () => undefined
let hasPack = false

/** From now on questions that find no server are put to this device. Undefined: not any more. */
export function answerWithoutNetwork(how: AnswerHere | undefined): void {
  answerHere = how ?? (() => undefined)
  hasPack = how !== undefined
}

export type CallOptions = {
  /** Of one submission: the same on every retry of it. A command called without one gets its own. */
  readonly key?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** Asks the server for one thing. Resolves with the answer or throws a `WireError`. */
export async function call<C extends Capability>(
  capability: C,
  input: Input<C>,
  options: CallOptions = {},
): Promise<Output<C>> {
  return (await ask(capability, input as Fields, options)) as Output<C>
}

async function ask(wire: Wire, input: Fields, options: CallOptions): Promise<unknown> {
  // One key on both ways: what the server took before the line broke is not done a second time.
  const key = options.key ?? newKey()
  const here = () => answerHere(`${wire.method} ${wire.path}`, input, key)
  const at = networkIsDown() ? here() : undefined
  if (at) return at
  try {
    return await askServer(wire, input, { ...options, key })
  } catch (error) {
    if (!(error instanceof WireError) || error.problem.kind !== 'offline') throw error
    if (mayHavePack()) networkFailed()
    const instead = here()
    if (instead) return instead
    throw error
  }
}

async function askServer(wire: Wire, input: Fields, options: CallOptions): Promise<unknown> {
  const giveUp = giveUpAfter(hasPack && !wire.path.startsWith('/pack/') ? patienceHere : patience, options.signal)
  try {
    const response = await fetch(requestOf(wire, input, { ...options, signal: giveUp.signal }))
    const body = parse(await response.text())
    hearServerTime(response.headers.get('date'))
    if (!response.ok) throw new WireError(readProblem(response.status, body, response.headers.get('retry-after')))
    return body
  } catch (error) {
    if (error instanceof WireError || error instanceof MissingPathField) throw error
    // The page itself gave up (left the screen, typed on): not a problem to show.
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw new WireError({ kind: 'offline' })
  } finally {
    giveUp.clear()
  }
}

/** The request a capability makes of its input: path fields into the path, the rest into query or body. */
export function requestOf(wire: Wire, input: Fields, options: CallOptions = {}): Request {
  const { path, rest } = fillPath(wire.path, input)
  const init: RequestInit = { method: wire.method, credentials: 'same-origin', signal: options.signal ?? null }
  if (wire.method === 'GET')
    return new Request(addressOf(path, rest), { ...init, headers: { accept: 'application/json' } })
  return new Request(addressOf(path, {}), {
    ...init,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      'idempotency-key': options.key ?? newKey(),
    },
    body: JSON.stringify(rest),
  })
}

/** `AbortSignal.any` is younger than the oldest browser we serve. */
function giveUpAfter(milliseconds: number, outer: AbortSignal | undefined): { signal: AbortSignal; clear: () => void } {
  const inner = new AbortController()
  const timer = setTimeout(() => inner.abort(new DOMException('no answer in time', 'TimeoutError')), milliseconds)
  const follow = () => inner.abort(outer?.reason)
  if (outer?.aborted) follow()
  outer?.addEventListener('abort', follow)
  return {
    signal: inner.signal,
    clear() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', follow)
    },
  }
}

function parse(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}

/** A screen that leaves out a path field is wrong, not offline. */
class MissingPathField extends Error {}

function fillPath(template: string, input: Fields): { path: string; rest: Fields } {
  const rest = { ...input }
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name]
    delete rest[name]
    if (value === undefined || value === null) throw new MissingPathField(`${template} needs ${name}`)
    return encodeURIComponent(String(value))
  })
  return { path, rest }
}

function addressOf(path: string, query: Fields): URL {
  const address = new URL(`/api${path}`, location.origin)
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null) continue
    for (const item of Array.isArray(value) ? value : [value]) address.searchParams.append(name, String(item))
  }
  return address
}

/** A random UUID. `crypto.randomUUID` is missing on plain HTTP, which a clinic on the county network may still use. */
export function newKey(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID()
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
