import type pg from 'pg'
import { NotEmpty } from '../bulk.ts'

/** What comes off before tables are filled, and how it goes on again. */
export type Taken = { readonly table: string; readonly off: string; readonly on: string }

/** Tables that hold something already would be filled on top of it. */
export async function refuseFilled(client: pg.ClientBase, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    if ((await client.query(`select from ${table} limit 1`)).rowCount) throw new NotEmpty(`${table} has rows; a prefecture is only made in an empty database`)
  }
}

/**
 * Everything that would be kept up to date with each row: force of row security (COPY cannot pass it), triggers, foreign keys of and to the tables, indexes, and the
 * keys themselves, because months bring everybody's rows again and a key grown in such an order is slow and half empty.
 */
export async function takeOff(client: pg.ClientBase, tables: readonly string[]): Promise<Taken[]> {
  const { rows } = await client.query<Taken>(
    `with target as (select unnest($1::regclass[]) as relation)
     select part.relation::regclass::text as table, part.off, part.on from (
       select 1 as step, relation, format('alter table %s no force row level security', relation) as off,
              format('alter table %s force row level security', relation) as on
         from target join pg_class k on k.oid = relation where k.relforcerowsecurity
       union all
       select 2, relation, format('alter table %s disable trigger %I', relation, tgname), format('alter table %s enable trigger %I', relation, tgname)
         from target join pg_trigger t on t.tgrelid = relation where not tgisinternal
       union all
       select 3, conrelid, format('alter table %s drop constraint %I', conrelid::regclass, conname),
              format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(c.oid))
         from pg_constraint c where contype = 'f' and (conrelid in (select relation from target) or confrelid in (select relation from target))
       union all
       select 4, relation, format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
         from target join pg_index i on i.indrelid = relation where not exists (select from pg_constraint c where c.conindid = indexrelid)
       union all
       select 5, relation, format('alter table %s drop constraint %I', relation, conname),
              format('alter table %s add constraint %I %s', relation, conname, pg_get_constraintdef(c.oid))
         from target join pg_constraint c on c.conrelid = relation where contype in ('p', 'u', 'x')) part
      order by step, off`,
    [tables],
  )
  for (const { off } of rows) await client.query(off)
  return rows
}
