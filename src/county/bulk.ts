import type pg from 'pg'

/** There are rows where the county would go. Nothing was changed. */
export class NotEmpty extends Error {
  override name = 'NotEmpty'
}

/** `tell` hears how much of the work is done, 0 to 1. */
export type PutBack = (tell: (done: number) => void) => Promise<void>

/**
 * Makes tables ready for bulk input inside the caller's transaction: empties them, takes their foreign keys and
 * indexes off (keys stay: rows come in their order, so growing them costs no more than building them), and lets the owner past forced row security, which
 * `COPY FROM` cannot pass. Others wait outside, because the tables are locked, and a rollback undoes all of it.
 * @returns puts everything back
 */
export async function readyForBulk(client: pg.ClientBase, tables: readonly string[]): Promise<PutBack> {
  await refuseRows(client, tables)
  // The tables that point to these were found empty too; PostgreSQL wants them emptied together.
  await client.query(`truncate ${tables.join(', ')} cascade`)
  const parts = await partsOf(client, tables)
  await client.query(parts.map((part) => part.off).join('; '))
  return async (tell) => {
    for (const [i, part] of parts.toReversed().entries()) {
      await client.query(part.on)
      tell((i + 1) / parts.length)
    }
  }
}

async function refuseRows(client: pg.ClientBase, tables: readonly string[]): Promise<void> {
  const { rows } = await client.query<{ relation: string }>(
    `with recursive pointing as (
       select unnest($1::regclass[])::oid as relation
       union select c.conrelid from pg_constraint c join pointing p on c.confrelid = p.relation where c.contype = 'f')
     select relation::regclass::text as relation from pointing`,
    [tables],
  )
  for (const { relation } of rows) {
    const found = await client.query(`select from ${relation} limit 1`)
    if (found.rowCount) throw new NotEmpty(`${relation} has rows; a county is only made in an empty database`)
  }
}

type Part = { readonly off: string; readonly on: string }

/** What comes off before and goes on after, in the opposite order: indexes, the foreign keys, at last the force. */
async function partsOf(client: pg.ClientBase, tables: readonly string[]): Promise<Part[]> {
  const { rows } = await client.query<Part>(
    `with target as (select unnest($1::regclass[]) as relation)
     select part.off, part.on from (
       select 1 as step, format('alter table %s no force row level security', relation) as off,
              format('alter table %s force row level security', relation) as on
         from target join pg_class k on k.oid = relation where k.relforcerowsecurity
       union all
       select 2, format('alter table %s drop constraint %I', relation, conname),
              format('alter table %s add constraint %I %s', relation, conname, pg_get_constraintdef(c.oid))
         from target join pg_constraint c on c.conrelid = relation where contype = 'f'
       union all
       select 3, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
         from target join pg_index i on i.indrelid = relation
        where not exists (select from pg_constraint c where c.conindid = indexrelid and c.contype in ('p', 'u', 'x'))) part
      order by step, off`,
    [tables],
  )
  return rows
}
