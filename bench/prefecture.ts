// Making a prefecture: seconds by phase, rows, bytes by table for each visit, memory.
// node bench/prefecture.ts [visits] [--keep]
import { mkdirSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { makePrefecture } from '#county/prefecture/make.ts'
import { dayOf } from '#kernel/calendar.ts'
import { readConfig } from '#kernel/config.ts'
import { countFigures } from '../src/commands/figures.ts'
import { keysFolder, openPlatform } from '../src/commands/platform.ts'
import { runPublished } from '../src/commands/published.ts'
import { dataOf, machine } from './place.ts'

const visits = Number(process.argv[2] ?? 450_000)
const data = dataOf(`prefecture-${visits}`)
mkdirSync(data, { recursive: true })
const config = readConfig(['--data', data], process.env)
const platform = await openPlatform({ config, tell: () => undefined })
console.log(machine(), 'load', loadavg()[0]?.toFixed(1), `${visits} visits`)
const started = performance.now()
let shown = ''
const tell = (text: string, fraction: number) => {
  const line = `${Math.round(fraction * 100)} % ${text}`
  if (line !== shown) console.log(line.padEnd(30), `${Math.round((performance.now() - started) / 1000)} s`)
  shown = line
}
const made = await makePrefecture({
  url: platform.ownerUrl,
  keys: keysFolder(config),
  cipher: config.cipher,
  today: dayOf(new Date()),
  visits,
  progress: tell,
  disk: join(data, 'postgres'),
})
const measuring = performance.now()
await countFigures(platform.ownerUrl)
const phases = [...made.phases, { name: 'measures', seconds: Math.round((performance.now() - measuring) / 100) / 10 }]
const { rows } = made
const cpu = process.cpuUsage()
const owner = new pg.Client({ connectionString: platform.ownerUrl })
await owner.connect()
try {
  for (const { name, seconds } of phases) console.log(name.padEnd(12), `${seconds} s`)
  console.log('whole', `${Math.round((performance.now() - started) / 1000)} s, load at the end ${loadavg()[0]?.toFixed(1)}`)
  console.log('this process', `${Math.round(process.resourceUsage().maxRSS / 1024)} MB, ${Math.round((cpu.user + cpu.system) / 1e6)} s of processor time`)
  await runPublished(platform.ownerUrl, console.log)
  console.log(
    'rows',
    Object.values(rows).reduce((a, b) => a + b, 0),
  )
  const { rows: tables } = await owner.query<{ name: string; heap: number; indexes: number; whole: number }>(
    `select c.oid::regclass::text as name, pg_relation_size(c.oid)::float8 as heap, pg_indexes_size(c.oid)::float8 as indexes, pg_total_relation_size(c.oid)::float8 as whole
       from pg_class c where c.relkind = 'r' and pg_total_relation_size(c.oid) > 1000000 and c.relnamespace::regnamespace::text not like 'pg_%' order by 4 desc`,
  )
  for (const { name, heap, indexes, whole } of tables) {
    const each = (bytes: number) => (bytes / visits).toFixed(1).padStart(8)
    console.log(name.padEnd(28), String(rows[name] ?? '').padStart(10), each(heap), each(indexes), each(whole), 'bytes a visit')
  }
  const { rows: size } = await owner.query<{ n: number }>('select pg_database_size(current_database())::float8 as n')
  console.log('database', `${((size[0]?.n ?? 0) / 2 ** 30).toFixed(2)} GB`, `${Math.round((size[0]?.n ?? 0) / visits)} bytes a visit`)
} finally {
  await owner.end()
  await platform.stop()
  if (!process.argv.includes('--keep')) rmSync(data, { recursive: true, force: true })
}
