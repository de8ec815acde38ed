import type pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestPlatform, type TestPlatform } from '#tests/platform.ts'
import { brokenConstraint, createPool, run } from './database.ts'

let platform: TestPlatform
let pool: pg.Pool

beforeAll(async () => {
  platform = await openTestPlatform({ seed: 'empty' })
  pool = createPool(platform.ownerUrl, { max: 1 })
  await pool.query('create table public.once (id int primary key)')
})
afterAll(async () => {
  await pool.end()
  await platform.stop()
})

test('whoever travelled behind a failure is told the reason, not that the transaction is aborted', async () => {
  const client = await pool.connect()
  await client.query('begin; insert into public.once values (1); savepoint work')
  const told = await Promise.allSettled([
    run(client, 'insert into public.once values ($1)', [1]),
    run(client, 'select $1::int', [2]),
    run(client, 'insert into public.once values ($1)', [3]),
  ])
  expect(told.map((t) => t.status === 'rejected' && brokenConstraint(t.reason))).toEqual(['once_pkey', 'once_pkey', 'once_pkey'])
  await client.query('rollback to savepoint work')
  // After the rollback the connection is as good as new, and the next failure has its own reason.
  expect((await run(client, 'select 1 as one', [])).rows).toEqual([{ one: 1 }])
  await expect(run(client, 'select 1 / $1::int', [0])).rejects.toMatchObject({ code: '22012' })
  await expect(run(client, 'select 2', [])).rejects.toMatchObject({ code: '22012' })
  await client.query('rollback')
  client.release()
})
