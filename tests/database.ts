import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { seedCounty } from '#county/seed.ts'
import { seedTerms } from '#interop/terms/index.ts'
import { dayOf } from '#kernel/calendar.ts'
import { openVault } from '#kernel/crypto.ts'
import { startPostgres } from '#kernel/embedded.ts'
import { installQueue } from '#kernel/jobs.ts'
import { migrate, openApplicationRole } from '#kernel/migrate.ts'
import { countFigures } from '../src/commands/figures.ts'
import { buildScreens } from '../src/commands/screens.ts'
import { findPersons, forbiddenIn, logsOf } from './logScan.ts'

declare module 'vitest' {
  interface ProvidedContext {
    postgres: { url: string; applicationPassword: string; folder: string }
  }
}

const applicationPassword = 'only-for-tests'

/** One real PostgreSQL for the whole run, with two templates that every test file clones: empty, and the tiny county. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'tongmai-test-'))
  // The server runs as another user when we are root, and must reach its folder.
  chmodSync(folder, 0o711)
  // Another server of one's own, empty and as superuser, to see that the schema runs on its version too.
  const own = process.env.TONGMAI_TEST_DATABASE
  const postgres = own
    ? { url: own, stop: async () => undefined }
    : await startPostgres({ folder: join(folder, 'postgres'), durable: false, settings: { max_connections: '200' } })
  const vault = openVault(join(folder, 'keys'))
  // Built once here, so that no two test files build into the same folder.
  await buildScreens(() => undefined)
  await prepare(postgres.url, 'tongmai_empty')
  await seedTerms(databaseUrl(postgres.url, 'tongmai_empty'))
  await onServer(postgres.url, 'create database tongmai_tiny template tongmai_empty strategy wal_log')
  const tiny = databaseUrl(postgres.url, 'tongmai_tiny')
  const { personas } = await seedCounty({ url: tiny, vault, size: 'tiny', today: dayOf(new Date()), progress: () => undefined })
  await countFigures(tiny)
  writeFileSync(join(folder, 'personas.json'), JSON.stringify(personas))
  project.provide('postgres', { url: postgres.url, applicationPassword, folder })
  return async () => {
    const names = await namesIn(tiny)
    await postgres.stop()
    const found = logsOf(folder).flatMap(({ name, text }) => findPersons(text, new Map([...names, ...forbiddenIn(folder)])).map((what) => `${name} ${what}`))
    if (found.length === 0) rmSync(folder, { recursive: true, force: true })
    else throw redRun(found, folder)
  }
}

async function namesIn(url: string): Promise<[string, string][]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ name: string }>('select distinct name from resident.resident')
    return rows.map(({ name }) => [name, 'a name'])
  } finally {
    await client.end()
  }
}

/** A log that says who somebody is fails the run, whatever the tests said. */
function redRun(found: readonly string[], folder: string): Error {
  process.exitCode = 1
  return new Error(`the logs of this run, kept in ${folder}, carry personal data:\n${found.slice(0, 20).join('\n')}\n(${found.length} places)`)
}

async function prepare(url: string, name: string): Promise<void> {
  await onServer(url, `create database ${name}`)
  await migrate(databaseUrl(url, name))
  const application = await openApplicationRole(databaseUrl(url, name), applicationPassword)
  await installQueue({ owner: databaseUrl(url, name), application })
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server)
  url.pathname = `/${name}`
  return url.href
}

export async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(sql)
  } finally {
    await client.end()
  }
}
