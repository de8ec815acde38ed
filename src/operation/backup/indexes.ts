import type pg from 'pg'

/** What is made anew once the rows are there, in the server's own words. */
export type Later = { readonly table: string; readonly name: string; readonly make: string }

const ours = "n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'public', 'graphile_worker')"

/** Takes the foreign keys away: tables are loaded by name, not by who points at whom, and checking all at once is quicker. */
export async function takeForeignKeys(client: pg.ClientBase): Promise<Later[]> {
  const { rows } = await client.query<Later>(
    `select k.conrelid::regclass::text as table, quote_ident(k.conname) as name,
            format('alter table %s add constraint %I %s', k.conrelid::regclass, k.conname, pg_get_constraintdef(k.oid)) as make
       from pg_constraint k join pg_class c on c.oid = k.conrelid join pg_namespace n on n.oid = c.relnamespace
      where k.contype = 'f' and k.conparentid = 0 and ${ours} order by 1, 2`,
  )
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`)
  return rows
}

/** Takes indexes away, those of keys too: building one over all rows costs a part of keeping it row by row. */
export async function takeIndexes(client: pg.ClientBase): Promise<Later[]> {
  const { rows } = await client.query<Later & { drop: string }>(
    `select format('%I.%I', n.nspname, c.relname) as table, x.indexrelid::regclass::text as name,
            case when k.oid is null then format('drop index %s', x.indexrelid::regclass)
                 else format('alter table %I.%I drop constraint %I', n.nspname, c.relname, k.conname) end as drop,
            case when k.oid is null then pg_get_indexdef(x.indexrelid)
                 else format('alter table %I.%I add constraint %I %s', n.nspname, c.relname, k.conname, pg_get_constraintdef(k.oid)) end as make
       from pg_index x join pg_class c on c.oid = x.indrelid join pg_namespace n on n.oid = c.relnamespace
            left join pg_constraint k on k.conindid = x.indexrelid and k.contype <> 'f'
      where ${ours} and c.relkind = 'r' and c.relpersistence = 'p' and not c.relispartition and not x.indisreplident
        -- Something leans on it (a view, a function of a migration): it stays.
        and not exists (select from pg_depend d where d.refclassid = 'pg_constraint'::regclass and d.refobjid = k.oid and d.deptype = 'n')
        and not exists (select from pg_depend d where d.refclassid = 'pg_class'::regclass and d.refobjid = x.indexrelid and d.deptype = 'n')
      order by 1, k.contype nulls last, 2`,
  )
  for (const { drop } of rows) await client.query(drop)
  return rows
}
