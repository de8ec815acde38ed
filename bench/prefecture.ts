// Making a prefecture: seconds by phase, rows, bytes by table for each visit, memory.
// node bench/prefecture.ts [visits] [--keep]
import { mkdirSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import pg from 'pg'
import { readConfig } from '#kernel/config.ts'
import { openPlatform } from '../src/commands/platform.ts'
import { seedPrefecture } from '../src/commands/prefecture.ts'
import { runPublished } from '../src/commands/published.ts'
import { dataOf, machine } from './place.ts'

const visits = Number(process.argv[2] ?? 450_000)
const data = dataOf(`prefecture-${visits}`)
mkdirSync(data, { recursive: true })
const config = readConfig(['--data', data], process.env)
const platform = await openPlatform({ config, tell: () => undefined })
console.log(machine(), 'load', loadavg()[0]?.toFixed(1), `${visits} visits`)
const started = performance.now()
const print = (line: string) => console.log(line.padEnd(36), `${Math.round((performance.now() - started) / 1000)} s`)
const owner = new pg.Client({ connectionString: platform.ownerUrl })
try {
  if ((await seedPrefecture(['--visits', String(visits)], { ownerUrl: platform.ownerUrl, config, print })) !== 0) throw new Error('not made')
  console.log('whole', `${Math.round((performance.now() - started) / 1000)} s, load at the end ${loadavg()[0]?.toFixed(1)}`)
  const cpu = process.cpuUsage()
  console.log('this process', `${Math.round(process.resourceUsage().maxRSS / 1024)} MB, ${Math.round((cpu.user + cpu.system) / 1e6)} s of processor time`)
  await runPublished(platform.ownerUrl, console.log)
  await owner.connect()
  const { rows: tables } = await owner.query<{ name: string; rows: number; heap: number; indexes: number; whole: number }>(
    `select c.oid::regclass::text as name, c.reltuples::float8 as rows, pg_relation_size(c.oid)::float8 as heap, pg_indexes_size(c.oid)::float8 as indexes,
            pg_total_relation_size(c.oid)::float8 as whole
       from pg_class c where c.relkind = 'r' and pg_total_relation_size(c.oid) > 1000000 and c.relnamespace::regnamespace::text not like 'pg_%' order by 5 desc`,
  )
  for (const { name, rows, heap, indexes, whole } of tables) {
    const each = (bytes: number) => (bytes / visits).toFixed(1).padStart(8)
    console.log(name.padEnd(28), String(Math.round(rows)).padStart(10), each(heap), each(indexes), each(whole), 'bytes a visit')
  }
  const { rows: size } = await owner.query<{ n: number }>('select pg_database_size(current_database())::float8 as n')
  console.log('database', `${((size[0]?.n ?? 0) / 2 ** 30).toFixed(2)} GB`, `${Math.round((size[0]?.n ?? 0) / visits)} bytes a visit`)
} finally {
  await owner.end()
  await platform.stop()
  if (!process.argv.includes('--keep')) rmSync(data, { recursive: true, force: true })
}
