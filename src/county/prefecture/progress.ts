import type pg from 'pg'

// A table of its own while the prefecture is being made, gone when it is there: what is done, and what has to be put back.
const table = 'kernel.prefecture_making'

export type Progress = {
  has(name: string): boolean
  /** What was noted when it was done. */
  read<T>(name: string): T | undefined
  note(client: pg.ClientBase, name: string, value?: unknown): Promise<void>
}

export async function openProgress(client: pg.ClientBase): Promise<Progress> {
  await client.query(`create table if not exists ${table} (name text primary key, value jsonb not null, at timestamptz not null default now())`)
  const { rows } = await client.query<{ name: string; value: unknown }>(`select name, value from ${table}`)
  const done = new Map(rows.map((row) => [row.name, row.value]))
  return {
    has: (name) => done.has(name),
    read: <T>(name: string) => done.get(name) as T | undefined,
    async note(on, name, value = true) {
      await noteDone(on, name, value)
      done.set(name, value)
    },
  }
}

/** In the transaction that did it, so that a part is there whole or not at all. */
export async function noteDone(client: pg.ClientBase, name: string, value: unknown = true): Promise<void> {
  await client.query(`insert into ${table} (name, value) values ($1, $2)`, [name, JSON.stringify(value)])
}

export async function forgetProgress(client: pg.ClientBase): Promise<void> {
  await client.query(`drop table ${table}`)
}

/** Whether somebody began to make a prefecture here and has not finished. */
export async function isBegun(client: pg.ClientBase): Promise<boolean> {
  return (await client.query(`select to_regclass('${table}') is not null as begun`)).rows[0]?.begun === true
}
