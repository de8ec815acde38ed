import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Json, object } from './json.ts'

/** One resource as a bundle brought it, and where it stands: `file#number`. */
export type Entry = {
  readonly resource: Json | undefined
  readonly fullUrl: string | undefined
  readonly method: string
  readonly place: string
  readonly key?: string
}

/** A file that cannot be read as a whole; what it held is kept as text. */
export type Unreadable = { readonly reason: 'malformed' | 'notABundle'; readonly why: string; readonly text: string }

export async function filesIn(folder: string): Promise<string[]> {
  const names = await readdir(folder)
  return names.filter((n) => n.toLowerCase().endsWith('.json')).toSorted()
}

/** The entries of a bundle (of any type), or a single resource as one entry. */
export async function readBundle(folder: string, file: string): Promise<Entry[] | Unreadable> {
  const text = (await readFile(join(folder, file), 'utf8')).replace(/^\uFEFF/, '')
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch (error) {
    return { reason: 'malformed', why: (error as Error).message.slice(0, 200), text }
  }
  const found = object(parsed)
  if (typeof found?.resourceType !== 'string') return { reason: 'notABundle', why: 'no resourceType', text }
  if (found.resourceType !== 'Bundle') return [entryOf({ resource: found }, `${file}#0`)]
  if (found.entry !== undefined && !Array.isArray(found.entry)) return { reason: 'notABundle', why: 'entry is no list', text }
  return ((found.entry ?? []) as unknown[]).map((entry, i) => entryOf(object(entry) ?? {}, `${file}#${i}`))
}

function entryOf(entry: Json, place: string): Entry {
  const method = object(entry.request)?.method
  return {
    resource: object(entry.resource),
    fullUrl: typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined,
    method: typeof method === 'string' ? method : 'POST',
    place,
  }
}
