import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { keyedMarks, sealedPlaces } from '../../src/wiring.ts'

// A sealed column that the rotation does not know would stay under the old key, and be lost with it.

/** Columns of bytes that are no secrets under a key, and what they are instead. */
const others: Readonly<Record<string, string>> = {
  'access.session.token_hash': 'SM3 of a token',
  'access.setup_link.token_hash': 'SM3 of a token',
  'interop.incoming.content_hash': 'hash of a resource as it was sent, to see whether it changed',
  'elsewhere.incoming.number_blind': 'staging, emptied with each load',
  'elsewhere.incoming.number_sealed': 'staging, emptied with each load',
  'interop.source_key.content_hash': 'hash of a resource as it was sent, to see whether it changed',
  'kernel.idempotency.body_hash': 'SM3 of a request body',
  'kernel.trail_block.marks': 'of the lines in a block, under the key of the chain',
  'kernel.trail_block.previous': 'of the block before',
  'kernel.trail_block.seal': 'of the block, under the key of the chain',
  'enrollment.agreement.code_hash': 'a mark that lives ten minutes',
  'portal.code.code_hash': 'a mark that lives five minutes',
  'portal.code.phone_blind': 'only counted, for an hour',
  'portal.code.phone_sealed': 'lives five minutes; an old key stays longer',
  'portal.code.who_sealed': 'lives five minutes; an old key stays longer',
  'portal.pass.token_hash': 'SM3 of a token',
  'portal.session.token_hash': 'SM3 of a token',
  'registers.known_columns.headings': 'SM3 of the headings of a sheet',
  'registers.staged.household_key': 'staging, emptied with each batch',
  'registers.staged.number_blind': 'staging, emptied with each batch',
  'registers.staged.number_sealed': 'staging, emptied with each batch',
  'registers.staged.phone_blind': 'staging, emptied with each batch',
  'registers.staged.phone_sealed': 'staging, emptied with each batch',
  'registers.staged.row_key': 'staging, emptied with each batch',
  'registers.upload.digest': 'SM3 of a file',
  'kernel.key_check.value': 'a known text under each key, made with the key and gone with it',
}

let platform: TestPlatform
let columns: string[]
beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'tiny' })
  const rows = await platform.look<{ name: string }>(
    `select n.nspname || '.' || c.relname || '.' || a.attname as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker')
        and (a.atttypid = 'bytea'::regtype or a.attname ~ '(^|_)(sealed|blind)$') order by 1`,
  )
  columns = rows.map((r) => r.name)
})
afterAll(() => platform.stop())

const declared = [...sealedPlaces, ...keyedMarks].flatMap(({ table, sealed, blind }) => [
  ...(sealed ? [`${table}.${sealed}`] : []),
  ...(blind ? [`${table}.${blind}`] : []),
])

test('every column of bytes is re-sealed by a rotation or says why not', () => {
  expect(declared.length).toBeGreaterThan(3)
  expect(columns.filter((name) => !declared.includes(name) && !others[name])).toEqual([])
})

test('nothing is declared that is not there', () => {
  expect([...declared, ...Object.keys(others)].filter((name) => !columns.includes(name))).toEqual([])
})

test('the role that re-seals reaches every declared column, and no other column of these tables but the one it walks by', async () => {
  const reached = await platform.look<{ name: string }>(
    `select n.nspname || '.' || c.relname || '.' || a.attname as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where a.attnum > 0 and not a.attisdropped and c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema') and c.oid <> 'kernel.rotation'::regclass
        and has_column_privilege('tongmai_sealer', c.oid, a.attnum, 'select') order by 1`,
  )
  const walked = [...sealedPlaces, ...keyedMarks].map(({ table, id }) => `${table}.${id}`)
  expect(reached.map((r) => r.name)).toEqual([...new Set([...declared, ...walked])].toSorted())
})
