import type { Day, Moment } from '#kernel/calendar.ts'
import { newId } from '#kernel/ids.ts'
import { query, type Scope } from '#kernel/scope.ts'
import type { PlaceKind, Quantity } from './labels.ts'
import type { Dims } from './rules/figure.ts'

export type FigureRow = {
  id: string
  quantity: Quantity
  place_kind: PlaceKind
  place_id: string
  from_day: Day
  until_day: Day
  value: bigint
  dims: Dims
  source: string
  note: string | null
  because: string | null
  instead_of: string | null
  recorded_name: string
  recorded_at: Moment
  known_until: Moment | null
  version: number
}

const columns = `f.id, f.quantity, f.place_kind, f.place_id, f.from_day, f.until_day, f.value, f.dims, f.source, f.note, f.because, f.instead_of,
  f.recorded_name, f.recorded_at, f.known_until, f.version`

export async function findFigure(scope: Scope, id: string, { lock = false } = {}): Promise<FigureRow | undefined> {
  const [row] = await query<FigureRow>(scope, `select ${columns} from reported.figure f where f.id = $1${lock ? ' for update' : ''}`, [id])
  return row
}

type Page = { year: number; quantity: string | null; limit: number; after?: { key: string; id: string } | undefined }

/** Standing figures whose period touches the year, by quantity and place. */
export async function listFigures(scope: Scope, page: Page): Promise<(FigureRow & { key: string })[]> {
  return query<FigureRow & { key: string }>(
    scope,
    `select * from (
       select ${columns}, concat_ws(' ', f.quantity, f.from_day, f.place_kind, f.place_id, f.dims) collate "C" as key from reported.figure f
        where f.known_until is null and f.from_day < make_date($1::int + 1, 1, 1) and f.until_day > make_date($1::int, 1, 1)
          and ($2::text is null or f.quantity = $2)) k
      where $3::text is null or (k.key, k.id) > ($3 collate "C", $4::uuid) order by k.key, k.id limit $5`,
    [page.year, page.quantity, page.after?.key ?? null, page.after?.id ?? null, page.limit],
  )
}

export async function countByQuantity(scope: Scope, year: number): Promise<Map<string, number>> {
  const rows = await query<{ quantity: string; n: number }>(
    scope,
    `select f.quantity, count(*)::int as n from reported.figure f
      where f.known_until is null and f.from_day < make_date($1::int + 1, 1, 1) and f.until_day > make_date($1::int, 1, 1) group by 1`,
    [year],
  )
  return new Map(rows.map((row) => [row.quantity, row.n]))
}

export type NewFigure = {
  readonly quantity: Quantity
  readonly placeKind: PlaceKind
  readonly placeId: string
  readonly from: Day
  readonly until: Day
  readonly value: number
  readonly dims: Dims
  readonly source: string
  readonly note: string | null
}

/** `instead`: the line this one corrects, with the reason; it is known until now. */
export async function insertFigure(scope: Scope, row: NewFigure, instead?: { id: string; because: string }): Promise<FigureRow> {
  if (instead) await query(scope, 'update reported.figure set known_until = $2, version = version + 1 where id = $1', [instead.id, scope.now])
  const [made] = await query<FigureRow>(
    scope,
    `insert into reported.figure as f (id, quantity, place_kind, place_id, from_day, until_day, value, dims, source, note, because, instead_of, recorded_by, recorded_name, recorded_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) returning ${columns}`,
    [
      newId(),
      row.quantity,
      row.placeKind,
      row.placeId,
      row.from,
      row.until,
      row.value,
      JSON.stringify(row.dims),
      row.source,
      row.note,
      instead?.because ?? null,
      instead?.id ?? null,
      scope.actor.accountId,
      scope.actor.name,
      scope.now,
    ],
  )
  if (!made) throw new Error('the figure was not added')
  return made
}

/** Standing figures of these quantities, held until the transaction ends. */
export async function standingOf(scope: Scope, quantities: readonly string[]): Promise<FigureRow[]> {
  return query<FigureRow>(scope, `select ${columns} from reported.figure f where f.known_until is null and f.quantity = any ($1::text[]) for update`, [
    quantities,
  ])
}

/** Every version of the figure, the latest first. */
export async function versionsOf(scope: Scope, row: FigureRow): Promise<FigureRow[]> {
  return query<FigureRow>(
    scope,
    `select ${columns} from reported.figure f
      where f.quantity = $1 and f.place_kind = $2 and f.place_id = $3 and f.from_day = $4 and f.until_day = $5 and f.dims = $6::jsonb
      order by f.recorded_at desc, f.id desc`,
    [row.quantity, row.place_kind, row.place_id, row.from_day, row.until_day, JSON.stringify(row.dims)],
  )
}

export type Reported = Pick<FigureRow, 'quantity' | 'place_kind' | 'place_id' | 'from_day' | 'until_day' | 'value' | 'dims' | 'source' | 'recorded_at'>
type Want = { readonly quantities: readonly Quantity[]; readonly from: Day; readonly until: Day; readonly asOf?: Moment | undefined }

/** Figures whose period touches these days, as they stand, or stood at a moment: the bureau's word, with its source. */
export async function reportedAt(scope: Scope, { quantities, from, until, asOf }: Want): Promise<Reported[]> {
  return query<Reported>(
    scope,
    `select f.quantity, f.place_kind, f.place_id, f.from_day, f.until_day, f.value, f.dims, f.source, f.recorded_at from reported.figure f
      where f.quantity = any ($1::text[]) and f.from_day < $3 and f.until_day > $2
        and f.recorded_at <= $4 and (f.known_until is null or f.known_until > $4)
      order by f.quantity, f.from_day, f.place_kind, f.place_id, f.dims`,
    [quantities, from, until, asOf ?? scope.now],
  )
}
