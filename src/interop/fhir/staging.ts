import { hash } from 'node:crypto'
import type { Loader } from '../loader.ts'
import { idOf } from './identity.ts'
import { clean } from './json.ts'
import type { Taken } from './taken.ts'

const columns =
  'source_id, kind, id, resident_id, visit_id, place_id, practitioner_id, needs, target, at, title, detail, abnormal, rows, more, content_hash, said_at, place, state'

/** Lines of the staging table on their way: one COPY travels while the next is being made. */
export type Staging = {
  take(resource: { key: string; type: string; taken: Taken; saidAt: string | null; place: string; state: string | null }): void
  /** What cannot be taken, with its body. */
  keep(resource: { key: string; type: string; body: unknown; reason: string; place: string }): void
  alias(key: string, otherKeys: readonly string[]): void
  /** Waits where lines are made faster than they travel. */
  breathe(): Promise<void>
  finish(): Promise<void>
}

const enough = 4_000_000

export function openStaging(loader: Loader, source: string): Staging {
  let lines: string[] = []
  let aliases: string[] = []
  let size = 0
  let travelling: Promise<void> | undefined
  // The same person and visit are named by every line of a bundle.
  const derived = new Map<string, string>()
  function idFor(key: string): string {
    const known = derived.get(key)
    if (known !== undefined) return known
    if (derived.size > 50_000) derived.clear()
    const id = idOf(source, key)
    derived.set(key, id)
    return id
  }
  const idOrNone = (key: string | undefined) => (key === undefined ? null : idFor(key))

  function add(cells: readonly (string | boolean | null)[]): void {
    const line = cells.map(textOf).join('\t')
    lines.push(line)
    size += line.length
  }
  function send(): void {
    const [going, named] = [lines, aliases]
    lines = []
    aliases = []
    size = 0
    travelling = loader.copy(`interop.incoming (${columns})`, going).then(() => loader.copy('interop.incoming_alias', named))
    // Heard at the next breath; until then it is not forgotten.
    travelling.catch(() => undefined)
  }
  return {
    take({ key, type, taken, saidAt, place, state }) {
      const id = idFor(key)
      const { line } = taken
      const rows = JSON.stringify(rowsOf(taken, { source, key, id }))
      const more = taken.more ? JSON.stringify(taken.more) : null
      const needs = taken.needs && taken.needs.length > 0 ? `{${taken.needs.map(idFor).join(',')}}` : null
      const place_id = idOrNone(taken.place)
      const practitioner = idOrNone(taken.practitioner)
      const about = [taken.target === 'resident' ? id : idOrNone(taken.subject), idOrNone(taken.visit), place_id, practitioner, needs, taken.target]
      const said = [line?.at ?? null, line?.title ?? null, line?.detail ?? null, line?.abnormal ?? null, rows, more]
      const hashed = hash('sha256', [...about, ...said, state].join('\n'), 'hex')
      add([key, type, id, ...about, ...said, `\\x${hashed}`, saidAt, place, state])
    },
    keep({ key, type, body, reason, place }) {
      const text = storable(body)
      add([
        key,
        type,
        idFor(key),
        null,
        null,
        null,
        null,
        null,
        '',
        null,
        null,
        null,
        null,
        '[]',
        text,
        `\\x${hash('sha256', text, 'hex')}`,
        null,
        place,
        reason,
      ])
    },
    alias(key, otherKeys) {
      for (const other of otherKeys) aliases.push(`${idOf(source, other)}\t${idOf(source, key)}`)
    },
    async breathe() {
      if (size < enough) return
      await travelling
      send()
    },
    async finish() {
      await travelling
      send()
      await travelling
    },
  }
}

/** The parts of a thing get their ids from its own, and point to it. */
function rowsOf({ rows }: Taken, { source, key, id }: { source: string; key: string; id: string }) {
  return rows.map(({ part, ...row }) => (part === undefined ? { id, ...row } : { id: idOf(source, `${key}#${part}`), part_of: id, ...row }))
}

/** Any body in a form that the database can hold: jsonb knows neither NUL nor half a surrogate pair. */
export function storable(body: unknown): string {
  try {
    const text = JSON.stringify(body)
    return /\\u(0000|d[89a-f])/i.test(text) ? JSON.stringify(body, (_, value) => (typeof value === 'string' ? clean(value) : value)) : text
  } catch {
    // Nesting without end overflows the stack of whoever reads it. Such a body stays in its file only.
    return JSON.stringify({ resourceType: 'Unknown', note: 'nested too deeply to be kept' })
  }
}

const needsEscape = /[\\\t\n\r]/
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

function textOf(cell: string | boolean | null): string {
  if (cell === null) return '\\N'
  if (typeof cell === 'boolean') return cell ? 't' : 'f'
  return needsEscape.test(cell) ? cell.replaceAll(/[\\\t\n\r]/g, (c) => escapes[c] ?? c) : cell
}
