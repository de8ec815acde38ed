// After a change of rules everybody in chronic care is judged again: how long does it take, and what is written when nothing changed?
// node bench/chronicCare.ts [10000]

import { reevaluateAll } from '#care/chronicCare/index.ts'
import { readConfig } from '#kernel/config.ts'
import { createPool } from '#kernel/database.ts'
import { createRuleBook } from '#kernel/ruleBook.ts'
import type { Kernel } from '#kernel/transaction.ts'
import { openPlatform } from '../src/commands/platform.ts'
import { dataOf, machine, openPlace, type Place } from './place.ts'

const people = Number(process.argv[2] ?? 10_000)

/** Copies of those who are there, each under another person, until there are so many. */
async function fill(place: Place): Promise<number> {
  const [{ count } = { count: 0 }] = await place.look<{ count: number }>(
    'select count(*)::int as count from chronic_care.managed where next_due_on is not null',
  )
  const columns = async (table: string) =>
    (
      await place.look<{ name: string }>(`select attname as name from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped`, [table])
    ).map((c) => c.name)
  const copy = async (table: string, change: Readonly<Record<string, string>>, key: string) => {
    const names = await columns(table)
    const values = names.map((name) => change[name] ?? `t.${name}`).join(', ')
    await place.look(`insert into ${table} (${names.join(', ')}) select ${values} from ${table} t join public.bench_copy c on c.old_id = t.${key}`)
  }
  for (let there = count; there < people; ) {
    await place.look('drop table if exists public.bench_copy')
    await place.look(
      `create table public.bench_copy as select m.id as old_id, gen_random_uuid() as new_id, gen_random_uuid() as person
         from chronic_care.managed m where m.next_due_on is not null order by m.id limit $1`,
      [people - there],
    )
    const person = { resident_id: 'c.person' }
    await copy('chronic_care.managed', { ...person, id: 'c.new_id' }, 'id')
    await copy('chronic_care.program', { ...person, managed_id: 'c.new_id' }, 'managed_id')
    await copy('chronic_care.follow_up', { ...person, managed_id: 'c.new_id', id: 'gen_random_uuid()' }, 'managed_id')
    await copy('chronic_care.history', { ...person, managed_id: 'c.new_id' }, 'managed_id')
    await copy('kernel.duty', { ...person, subject_id: 'c.new_id', id: 'gen_random_uuid()' }, 'subject_id')
    const [now] = await place.look<{ count: number }>('select count(*)::int as count from chronic_care.managed where next_due_on is not null')
    there = now?.count ?? people
  }
  await place.look('drop table if exists public.bench_copy')
  await place.look('analyze chronic_care.managed, chronic_care.program, chronic_care.follow_up, chronic_care.history, kernel.duty')
  return people
}

const place = await openPlace('small')
const platform = await openPlatform({ config: readConfig(['--data', dataOf('small')], process.env), tell: () => undefined })
const pool = createPool(platform.url, { max: 4 })
const key = 'hypertension.nextDue'
try {
  console.log(machine())
  await fill(place)
  const judge = async (label: string) => {
    const rules = createRuleBook(pool)
    await rules.refresh()
    const kernel: Kernel = {
      pool,
      rules,
      live: { announce: () => undefined } as unknown as Kernel['live'],
      clock: () => new Date(),
      openingOf: async () => ({ ids: [], basis: null }),
    }
    const began = performance.now()
    const { seen, written } = await reevaluateAll(kernel)
    console.log(label, seen, 'people', written, 'written', ((performance.now() - began) / 1000).toFixed(1), 's')
  }
  await judge('settling')
  await judge('nothing changed')
  await place.look(
    `insert into kernel.policy_override (id, key, level, from_day, value, source, reason, by, at)
     values (gen_random_uuid(), $1, 'county', '2017-01-01', '{"controlled": 60, "firstFail": 7, "repeatedFail": 7, "emergency": 7}', 'proposal', 'bench', gen_random_uuid(), now())`,
    [key],
  )
  await judge('intervals changed')
} finally {
  await place.look('delete from kernel.policy_override where key = $1', [key])
  await pool.end()
  await place.stop()
}
