import type { Loader } from '../loader.ts'
import { type Entry, readBundle } from './bundle.ts'
import { object } from './json.ts'
import { storable } from './staging.ts'
import { type Kept, keptAfter } from './store/keys.ts'

type Body = { readonly place: string; readonly body: string }

/** The bodies that stand at these places: file by file, or among those that were kept before. */
export async function* bodiesAt(loader: Loader, at: { folder: string; source: string; places: readonly string[] }): AsyncGenerator<Body[]> {
  const byFile = Map.groupBy(at.places, (place) => place.slice(0, place.lastIndexOf('#')))
  for (const [file, places] of byFile) {
    const wanted = new Set(places)
    const bundle = file === keptFile ? [] : await readBundle(at.folder, file)
    if (Array.isArray(bundle)) yield bundle.filter((e) => wanted.has(e.place)).map((e) => ({ place: e.place, body: storable(e.resource ?? null) }))
  }
  const kept = byFile.get(keptFile)
  if (!kept) return
  const wanted = new Set(kept)
  for await (const entries of keptEntries(loader, at.source)) {
    yield entries.filter((e) => wanted.has(e.place)).map((e) => ({ place: e.place, body: storable(e.resource ?? null) }))
  }
}

const keptFile = 'kept'

/** What could not be taken before, in the form in which a bundle brings it. */
export async function* keptEntries(loader: Loader, source: string): AsyncGenerator<Entry[]> {
  for (let after = ''; ; ) {
    const rows: Kept[] = await loader.transaction((scope) => keptAfter(scope, source, { after, limit: 1000 }))
    const last = rows.at(-1)
    if (!last) return
    after = last.source_id
    yield rows.map(({ source_id, body }) => ({
      resource: object(body),
      fullUrl: undefined,
      method: 'POST',
      place: `${keptFile}#${source_id}`,
      key: source_id.replace(/#[0-9a-f]{8}$/, ''),
    }))
  }
}
