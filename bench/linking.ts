// Registrations from four sources with known truth, linked from scratch in memory: time, memory, precision, recall, the queue.
// node bench/linking.ts [registrations]
import { registrationsOf } from '../src/county/duplicates.ts'
import { measureLinks } from './linkMeasure.ts'
import { machine } from './place.ts'

const count = Number(process.argv[2] ?? 20_000)
console.log(machine())
const lines = registrationsOf({ count, seed: 'linking', today: '2026-11-23' })
const { linked: _linked, truth: _truth, ...figures } = measureLinks(lines)
console.log(JSON.stringify({ ...figures, megabytes: Math.round(process.resourceUsage().maxRSS / 1024) }))
