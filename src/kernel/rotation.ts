import { query, type Scope } from './scope.ts'

/** Where sealed values stand: one table whose rows are walked by a uuid column. Names are ours, never typed by anybody. */
export type SealedPlace = {
  readonly table: string
  readonly id: string
  readonly sealed?: string
  readonly blind?: string
  /** Of the blind index. */
  readonly purpose?: string
  /** Where the value itself stands sealed, when this table has only its blind index. */
  readonly of?: { readonly table: string; readonly id: string; readonly sealed: string }
}

/** The versions that values move to. */
export type Target = { readonly seal: number; readonly blind: number }

export type Rotation = {
  id: number
  seal_version: number
  blind_version: number
  place: number
  cursor: string
  done: bigint
  total: bigint | null
  moved: bigint
  left_over: bigint | null
  started_at: string
  finished_at: string | null
}

/** A sealed value with its index, as they stand in the table. */
export type Row = { id: string; sealed: Buffer | null; blind: Buffer | null }
export type Move = { readonly was: Row; readonly sealed: Buffer | null; readonly blind: Buffer | null }

/** The open rotation, held until the transaction ends; undefined where there is none or another run holds it. */
export async function lockRotation(scope: Scope): Promise<Rotation | undefined> {
  return (await query<Rotation>(scope, 'select * from kernel.rotation where finished_at is null for update skip locked', []))[0]
}

/** The last one, open or finished. */
export async function findRotation(scope: Scope): Promise<Rotation | undefined> {
  return (await query<Rotation>(scope, 'select * from kernel.rotation order by id desc limit 1', []))[0]
}

export async function saveProgress(scope: Scope, { id, place, cursor, done, total, moved }: Rotation): Promise<void> {
  await query(scope, 'update kernel.rotation set place = $2, cursor = $3, done = $4, total = $5, moved = $6 where id = $1', [
    id,
    place,
    cursor,
    done,
    total,
    moved,
  ])
}

export async function finishRotation(scope: Scope, { id, left }: { id: number; left: number }): Promise<void> {
  await query(scope, 'update kernel.rotation set finished_at = now(), left_over = $2 where id = $1', [id, left])
}

/** SQL that gives the version of a blind index: the first key's have 32 bytes and no version. */
function versionOfBlind(column: string): string {
  return `case when octet_length(${column}) = 32 then 1 else get_byte(${column}, 0) end`
}

/** Rows of a place under other versions than `$1` and `$2`. */
function others(place: SealedPlace): string {
  const seal = place.sealed ? [`get_byte(t.${place.sealed}, 0) <> $1`] : []
  const blind = place.blind ? [`${versionOfBlind(`t.${place.blind}`)} <> $2`] : []
  // Both parameters stand in every question, so that one list of values fits all.
  return `(${[...seal, ...blind].join(' or ')}) and $1::int > 0 and $2::int > 0`
}

/** How many values of all places are under other versions. */
export async function countLeft(scope: Scope, places: readonly SealedPlace[], { seal, blind }: Target): Promise<number> {
  const counts = await Promise.all(
    places.map((place) => query<{ n: bigint }>(scope, `select count(*) as n from ${place.table} t where ${others(place)}`, [seal, blind])),
  )
  return counts.reduce((sum, [row]) => sum + Number(row?.n ?? 0), 0)
}

/** The next rows behind the cursor, never half of those that share an id. */
export async function findBatch(scope: Scope, place: SealedPlace, at: Target & { cursor: string; limit: number }): Promise<Row[]> {
  const { table, id, sealed, blind, of } = place
  const value = of ? `o.${of.sealed}` : `t.${sealed}`
  return query<Row>(
    scope,
    `select t.${id} as id, ${value} as sealed, ${blind ? `t.${blind}` : 'null::bytea'} as blind
       from ${table} t ${of ? `join ${of.table} o on o.${of.id} = t.${id}` : ''}
      where t.${id} in (select distinct t.${id} from ${table} t where t.${id} > $3 and ${others(place)} order by 1 limit $4) and ${others(place)}
      order by t.${id}`,
    [at.seal, at.blind, at.cursor, at.limit],
  )
}

/** Writes new values where the old ones still stand, and says how many that were. */
export async function saveBatch(scope: Scope, place: SealedPlace, moves: readonly Move[]): Promise<number> {
  const columns = [
    ...(place.sealed ? [{ name: place.sealed, was: moves.map((m) => m.was.sealed), next: moves.map((m) => m.sealed) }] : []),
    ...(place.blind ? [{ name: place.blind, was: moves.map((m) => m.was.blind), next: moves.map((m) => m.blind) }] : []),
  ]
  const arrays = columns.map((_, i) => `$${2 + i * 2}::bytea[], $${3 + i * 2}::bytea[]`).join(', ')
  const names = columns.map((_, i) => `was${i}, next${i}`).join(', ')
  const rows = await query(
    scope,
    `update ${place.table} t set ${columns.map(({ name }, i) => `${name} = n.next${i}`).join(', ')}
       from unnest($1::uuid[], ${arrays}) n(id, ${names})
      where t.${place.id} = n.id and ${columns.map(({ name }, i) => `t.${name} = n.was${i}`).join(' and ')} returning 1`,
    [moves.map((m) => m.was.id), ...columns.flatMap(({ was, next }) => [was, next])],
  )
  return rows.length
}

/** What an operator's command asks as the owner of the tables, outside any scope. */
type Asker = { query(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }> }

/** Begins to move values to these versions, and wakes the job. */
export async function openRotation(client: Asker, { seal, blind }: Target): Promise<void> {
  await client.query('insert into kernel.rotation (seal_version, blind_version) values ($1, $2)', [seal, blind])
  await client.query("select graphile_worker.add_job('kernel:reseal', job_key := 'kernel:reseal', max_attempts := 20)")
}

/** How many values are under this key. Marks that cannot be made anew, because nobody keeps what they were made of, count too. */
export async function valuesUnder(client: Asker, places: readonly SealedPlace[], key: { kind: 'seal' | 'blind'; version: number }): Promise<number> {
  let sum = 0
  for (const { table, sealed, blind } of places) {
    const column = key.kind === 'seal' ? sealed : blind
    if (!column) continue
    const version = key.kind === 'seal' ? `get_byte(t.${column}, 0)` : versionOfBlind(`t.${column}`)
    const { rows } = await client.query(`select count(*)::int as n from ${table} t where ${version} = $1`, [key.version])
    sum += Number(rows[0]?.n ?? 0)
  }
  return sum
}

/** Until the transaction ends nobody adds or changes a sealed value; whoever is at it has ended. */
export async function writersOut(client: Asker, places: readonly SealedPlace[]): Promise<void> {
  await client.query(`lock table ${[...new Set(places.map((p) => p.table))].join(', ')} in share mode`)
}
