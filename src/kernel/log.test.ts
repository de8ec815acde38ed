import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { createLog, sayError, withoutPersons, withoutValues } from './log.ts'

let platform: TestPlatform
const folder = mkdtempSync(join(tmpdir(), 'tongmai-log-'))
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
})
afterAll(async () => {
  await platform.stop()
  rmSync(folder, { recursive: true })
})

test('identity numbers with a right check digit, mobile numbers and bearer tokens are gone from a line, other numbers stay', () => {
  expect(withoutPersons('a 11010519491231002X b 11010519491231002x')).toBe('a [identity number] b [identity number]')
  expect(withoutPersons('order 110105194912310021')).toBe('order 110105194912310021')
  expect(withoutPersons('"110105491231002"')).toBe('"[identity number]"')
  expect(withoutPersons('"110105491331002"')).toBe('"110105491331002"')
  expect(withoutPersons('call 13812345678 or +86 13912345678')).toBe('call [phone] or [phone]')
  expect(withoutPersons('at 1763800000000, id 019aa5c0-1381-7234-8678-138123456789')).toBe('at 1763800000000, id 019aa5c0-1381-7234-8678-138123456789')
  expect(withoutPersons('authorization: Bearer aB-_9.x')).toBe('authorization: Bearer [token]')
})

test('a message keeps the names of the code and drops what somebody typed', () => {
  expect(withoutValues('duplicate key value violates unique constraint "identifier_national"')).toContain('"identifier_national"')
  expect(withoutValues('invalid input syntax for type uuid: "Zhang San 12"')).toBe('invalid input syntax for type uuid: "…"')
  expect(withoutValues(`Unexpected token '李', "费无名 67" is not valid JSON`)).toBe('Unexpected token "…", "…" is not valid JSON')
  expect(withoutValues('no duty for 费无名')).toBe('no duty for …')
})

/** The error that PostgreSQL itself gives, with its detail. */
async function errorOf(sql: string, values: unknown[]): Promise<Error> {
  const client = new pg.Client({ connectionString: platform.ownerUrl })
  await client.connect()
  try {
    return await client.query(sql, values).then(
      () => new Error('it went well'),
      (error: Error) => error,
    )
  } finally {
    await client.end()
  }
}

test('a broken constraint is logged by its name, without the row it was about', async () => {
  const sql = 'insert into resident.search_term (facility_id, term, resident_id) select facility_id, $1, resident_id from resident.search_term limit 1'
  await errorOf(sql, ['费无名 13812345678'])
  const error = await errorOf(sql, ['费无名 13812345678'])
  expect((error as pg.DatabaseError).detail).toContain('费无名')
  const path = join(folder, 'constraint.log')
  createLog('error', { to: path }).error({ err: error }, 'fault')
  const line = readFileSync(path, 'utf8')
  expect(JSON.parse(line)).toMatchObject({ err: { code: '23505', constraint: 'search_term_pkey', table: 'search_term' } })
  for (const secret of ['费无名', '138', 'detail', 'where']) expect(line).not.toContain(secret)
})

test('what a value was not is not repeated, nor in a cause or in one of several errors', async () => {
  const error = await errorOf('select $1::uuid', ['费无名'])
  const wrapped = new AggregateError([error, new Error('for "费无名"')], 'all failed', { cause: error })
  const text = JSON.stringify(sayError(wrapped))
  expect(text).toContain('22P02')
  expect(text).not.toContain('费无名')
  expect(JSON.parse(text).stack).toMatch(/^ +at /)
})

test("the database's own log does not repeat what the application asked wrongly", async () => {
  const application = new pg.Client({ connectionString: platform.url })
  await application.connect()
  const { rows } = await application.query('show log_min_messages')
  expect(rows).toEqual([{ log_min_messages: 'log' }])
  await application.end()
  const settings = await platform.look<{ name: string; setting: string }>(
    "select name, setting from pg_settings where name in ('log_error_verbosity', 'log_min_error_statement', 'log_parameter_max_length', 'log_parameter_max_length_on_error', 'log_statement', 'log_min_duration_statement') order by name",
  )
  expect(Object.fromEntries(settings.map((s) => [s.name, s.setting]))).toEqual({
    log_error_verbosity: 'terse',
    log_min_duration_statement: '-1',
    log_min_error_statement: 'panic',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_statement: 'none',
  })
})
