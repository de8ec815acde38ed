import { query, type Scope } from '#kernel/scope.ts'
import type { Chunk } from './registry.ts'

const upsert = `insert into interop.source_key (source, source_id, kind, id, resident_id, content_hash, taken_at)
select $1, i.source_id, i.kind, i.id, i.resident_id, i.content_hash, $2 from interop.incoming i where i.state is null and %s order by i.source_id
on conflict (source, source_id) do update set content_hash = excluded.content_hash, taken_at = excluded.taken_at`

/** Notes what was taken, in the transaction that took it: a run that was killed goes on from here. */
export async function keepKeys(scope: Scope, source: string, { from, until }: Chunk): Promise<void> {
  await query(scope, upsert.replace('%s', 'i.resident_id between $3 and $4'), [source, scope.now, from, until])
}

export async function keepPlaceKeys(scope: Scope, source: string): Promise<void> {
  await query(scope, upsert.replace('%s', `i.target in ('facility', 'staff')`), [source, scope.now])
}

/** Ranges of residents with some thousand lines each. */
export async function chunksOf(scope: Scope, size: number): Promise<Chunk[]> {
  const rows = await query<{ resident_id: string; n: number }>(
    scope,
    'select resident_id, count(*)::int as n from interop.incoming where state is null and resident_id is not null group by resident_id order by resident_id',
    [],
  )
  const chunks: { from: string; until: string }[] = []
  let lines = size
  for (const { resident_id, n } of rows) {
    if (lines >= size) {
      chunks.push({ from: resident_id, until: resident_id })
      lines = 0
    }
    const last = chunks.at(-1)
    if (last) last.until = resident_id
    lines += n
  }
  return chunks
}

export type StateCount = { kind: string; state: string | null; known: boolean; n: number }

export async function countStates(scope: Scope): Promise<StateCount[]> {
  return query<StateCount>(scope, 'select kind, state, known, count(*)::int as n from interop.incoming group by kind, state, known', [])
}

/** Lines that failed after they were staged: their bodies still stand in the files only. */
export async function placesWithoutBody(scope: Scope): Promise<string[]> {
  const rows = await query<{ place: string }>(scope, `select place from interop.incoming where state is not null and target <> ''`, [])
  return rows.map((r) => r.place)
}

export async function addBodies(scope: Scope, bodies: readonly { place: string; body: string }[]): Promise<void> {
  await query(
    scope,
    `update interop.incoming i set more = b.body from unnest($1::text[], $2::jsonb[]) b(place, body) where i.place = b.place and i.state is not null and i.target <> ''`,
    [bodies.map((b) => b.place), bodies.map((b) => b.body)],
  )
}

/** What was not taken, whole; what was taken after all is settled. Nothing moves where nothing changed. */
export async function keepUnmapped(scope: Scope, source: string): Promise<void> {
  await query(
    scope,
    `update interop.unmapped u set settled_at = $2 from interop.source_key k
      where u.source = $1 and u.settled_at is null and k.source = u.source and k.source_id = u.source_id`,
    [source, scope.now],
  )
  await query(
    scope,
    `insert into interop.unmapped (source, source_id, kind, reason, place, body, received_at)
     select distinct on (1, 2) $1, case when i.state = 'duplicateId' then i.source_id || '#' || left(encode(i.content_hash, 'hex'), 8) else i.source_id end,
            i.kind, i.state, i.place, coalesce(i.more, 'null'), $2
       from interop.incoming i where i.state is not null order by 1, 2, i.place
     on conflict (source, source_id) do update set kind = excluded.kind, reason = excluded.reason, body = excluded.body, place = excluded.place, settled_at = null
      where (unmapped.reason, unmapped.body) is distinct from (excluded.reason, excluded.body) or unmapped.settled_at is not null`,
    [source, scope.now],
  )
}

export type Kept = { source_id: string; place: string; body: unknown }

/** Bodies that wait to be run again, page by page. */
export async function keptAfter(scope: Scope, source: string, { after, limit }: { after: string; limit: number }): Promise<Kept[]> {
  return query<Kept>(
    scope,
    `select source_id, place, body from interop.unmapped where source = $1 and settled_at is null and kind <> 'File' and source_id > $2 order by source_id limit $3`,
    [source, after, limit],
  )
}

export async function keepFile(scope: Scope, source: string, { file, reason, text }: { file: string; reason: string; text: string }): Promise<void> {
  await query(
    scope,
    `insert into interop.unmapped (source, source_id, kind, reason, place, body, received_at) values ($1, $2, 'File', $3, $4, $5, $6)
     on conflict (source, source_id) do update set reason = excluded.reason, body = excluded.body, settled_at = null
      where (unmapped.reason, unmapped.body) is distinct from (excluded.reason, excluded.body) or unmapped.settled_at is not null`,
    [source, `File/${file}`, reason, file, text, scope.now],
  )
}

/** A file that could be read this time. */
export async function settleFiles(scope: Scope, source: string, files: readonly string[]): Promise<void> {
  await query(scope, `update interop.unmapped set settled_at = $3 where source = $1 and kind = 'File' and settled_at is null and source_id = any ($2)`, [
    source,
    files.map((f) => `File/${f}`),
    scope.now,
  ])
}

export async function markRefused(scope: Scope, { from, until }: Chunk, why: string): Promise<void> {
  await query(scope, 'update interop.incoming set state = $3 where state is null and resident_id between $1 and $2', [
    from,
    until,
    `refusedByDatabase: ${why}`.slice(0, 500),
  ])
}
