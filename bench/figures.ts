// The figures: counting everything against plain questions, pages and lists from eight clients, how late a figure is, and what it costs to keep.
// node bench/figures.ts 450000 [counting|pages|lag|upkeep ...] [--minutes 10]
// The prefecture of that many visits is made before: node bench/prefecture.ts 450000 --keep
import { loadavg } from 'node:os'
import { measureCounting } from './figures/counting.ts'
import { measureLag } from './figures/lag.ts'
import { measurePages } from './figures/pages.ts'
import { measureUpkeep } from './figures/upkeep.ts'
import { machine, openPlace } from './place.ts'

const visits = Number(process.argv[2] ?? 450_000)
const parts = { counting: measureCounting, pages: measurePages, lag: measureLag, upkeep: measureUpkeep }
const asked = process.argv.slice(3).filter((word) => word in parts) as (keyof typeof parts)[]
const at = process.argv.indexOf('--minutes')
const minutes = at === -1 ? 10 : Number(process.argv[at + 1])

const place = await openPlace(`prefecture-${visits}`)
try {
  console.log(machine(), `${visits} visits, load ${loadavg()[0]?.toFixed(1)}`)
  for (const part of asked.length > 0 ? asked : (Object.keys(parts) as (keyof typeof parts)[])) await parts[part](place, { minutes })
  console.log('load at the end', loadavg()[0]?.toFixed(1))
} finally {
  await place.stop()
}
