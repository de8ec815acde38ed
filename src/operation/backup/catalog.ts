import type pg from 'pg'

/** One table as it is copied: its stored columns, in their order. Generated ones are made anew. */
export type TableShape = { readonly name: string; readonly columns: readonly string[] }

// What a backup holds: every table of the product's schemas. Extensions bring their own tables, the queue library keeps its own
// count of steps, and somebody else's tables in `public` are not ours.
const ours = `
  n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and (n.nspname <> 'public' or c.relname = 'migration')
  and (n.nspname, c.relname) <> ('graphile_worker', 'migrations')
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** Every table whose rows a backup carries, by name. */
export async function tablesOf(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select format('%I.%I', n.nspname, c.relname) as name,
            array(select quote_ident(a.attname) from pg_attribute a
                   where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and not c.relispartition and c.relpersistence = 'p' and ${ours} order by 1`,
  )
  return rows
}

/** Unlogged tables: staging of an import that runs, empty after a crash anyway. */
export async function stagingOf(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and c.relpersistence = 'u' and ${ours} order by 1`,
  )
  return rows.map((row) => row.name)
}

/** Where every sequence stands. Read after the snapshot was taken, so never behind the rows in it. */
export async function sequencesOf(client: pg.ClientBase): Promise<{ name: string; last: string; called: boolean }[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'S' and ${ours} order by 1`,
  )
  const found: { name: string; last: string; called: boolean }[] = []
  for (const { name } of rows) {
    const at = await client.query<{ last: string; called: boolean }>(`select last_value::text as last, is_called as called from ${name}`)
    if (at.rows[0]) found.push({ name, ...at.rows[0] })
  }
  return found
}

/** The steps this database has run, and the queue library's own. */
export async function stepsOf(client: pg.ClientBase): Promise<{ migrations: string[]; queueStep: number }> {
  const { rows } = await client.query<{ name: string }>('select name from public.migration order by name')
  const there = await client.query<{ there: boolean }>("select to_regclass('graphile_worker.migrations') is not null as there")
  const queue = there.rows[0]?.there
    ? await client.query<{ step: number }>('select coalesce(max(id), 0)::int as step from graphile_worker.migrations')
    : undefined
  return { migrations: rows.map((row) => row.name), queueStep: queue?.rows[0]?.step ?? 0 }
}

/** Row security hides rows from everybody else; a backup of a part would look whole. */
export async function seesEveryRow(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ all: boolean }>('select rolsuper or rolbypassrls as all from pg_roles where rolname = current_user')
  return rows[0]?.all ?? false
}

/** The order of storage. Binary: for the plain types of our tables it is the same from PostgreSQL 15 to 18 (docs/decisions/0007). */
export function copySelect({ name, columns }: TableShape): string {
  return `copy (select ${columns.join(', ')} from ${name}) to stdout (format binary)`
}
