// Types of the database, from the database: starts an empty one, migrates it and writes db/types.ts.
// `npm run types` writes; with --check it only compares, for the tests.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Kysely, PostgresDialect } from 'kysely'
import { PostgresDialect as CodegenDialect, generate } from 'kysely-codegen'
import { createPool } from '#kernel/database.ts'
import { startPostgres } from '#kernel/embedded.ts'
import { migrate } from '#kernel/migrate.ts'

const target = new URL('../db/types.ts', import.meta.url)
const folder = mkdtempSync(join(tmpdir(), 'tongmai-types-'))
const postgres = await startPostgres({ folder, durable: false })
try {
  await migrate(postgres.url)
  const db = new Kysely({ dialect: new PostgresDialect({ pool: createPool(postgres.url, { max: 2 }) }) })
  const generated = await generate({
    db: db as never,
    dialect: new CodegenDialect(),
    excludePattern: '{public.*,graphile_worker.*}' as never,
  })
  await db.destroy()
  const text = generated
    .replace(/^export type Int8 = .*$/m, 'export type Int8 = ColumnType<bigint, bigint | number | string, bigint | number | string>;')
    .replace(/^export type Timestamp = .*$/m, 'export type Timestamp = ColumnType<string, string, string>;')
    .replace(/^export type Json = .*$/m, 'export type Json = ColumnType<unknown, unknown, unknown>;')
    .replace(/^export type Json(Array|Object|Primitive|Value)\b[^;]*;\n(\};\n)?\n?/gm, '')
  const before = (() => {
    try {
      return readFileSync(target, 'utf8')
    } catch {
      return ''
    }
  })()
  if (process.argv.includes('--check')) {
    if (before !== text) throw new Error('db/types.ts is not what the migrations make: run npm run types')
  } else writeFileSync(target, text)
} finally {
  await postgres.stop()
  rmSync(folder, { recursive: true, force: true })
}
