// One person against everybody registered, through HTTP, and blocks of a spreadsheet against everybody as the loader.
// node bench/matching.ts [tiny | small | county] [rows]
import { openLoader } from '#interop/loader.ts'
import { residentIndexContract } from '#registry/residentIndex/contract.ts'
import { matchMany, type RegisterRow, weightsOn } from '#registry/residentIndex/index.ts'
import { randomOf } from '../src/county/random.ts'
import { misheard } from '../src/county/slips.ts'
import { connect } from './client.ts'
import { machine, openPlace } from './place.ts'

const size = (process.argv[2] ?? 'small') as 'tiny' | 'small' | 'county'
const wanted = Number(process.argv[3] ?? 20_000)
const place = await openPlace(size)
console.log(machine(), size)
const { vault } = place
const random = randomOf('matching')
type Known = { name: string; sex: 'male' | 'female'; birth_date: string; village: string; address: string; sealed: Buffer; phone_sealed: Buffer | null }
const people = await place.look<Known>(
  `select r.name, r.sex, r.birth_date::text, r.village, r.address, i.sealed, r.phone_sealed
     from resident.resident r join resident.identifier i on i.resident_id = r.id and i.kind = 'nationalId' order by md5(r.id::text) limit $1`,
  [wanted],
)

/** As a register may say it: one in three without a number, one in ten misheard, one in twenty nobody knows. */
function asWritten(person: Known, n: number): RegisterRow {
  const stranger = n % 20 === 7
  return {
    name: n % 10 === 3 ? misheard(person.name, random) : stranger ? `令狐${n % 97}` : person.name,
    sex: person.sex,
    birthDate: stranger ? `19${50 + (n % 50)}-0${1 + (n % 9)}-1${n % 10}` : person.birth_date,
    nationalId: stranger || n % 3 === 0 ? null : vault.open(person.sealed),
    phone: stranger || !person.phone_sealed ? null : vault.open(person.phone_sealed),
    village: person.village,
    address: person.address,
  }
}
const rows = people.map(asWritten)

const township = await place.as('family1')
const connection = connect(place.address)
const times: number[] = []
for (const [n, { sex, nationalId, phone, ...row }] of rows.slice(0, 600).entries()) {
  const input = { ...row, sex: sex as 'male', ...(nationalId ? { nationalId } : {}), ...(phone ? { phone } : {}) }
  const start = performance.now()
  const { status } = await township.ask(connection, residentIndexContract.checkMatch, input)
  if (status !== 200) throw new Error(`checkMatch answered ${status}`)
  if (n >= 100) times.push(performance.now() - start)
}
times.sort((a, b) => a - b)
console.log(
  'one person',
  JSON.stringify({ p50: round(times[Math.floor(times.length * 0.5)]), p95: round(times[Math.floor(times.length * 0.95)]), n: times.length }),
)

const loader = openLoader(place.sameWayUrl, { connections: 1 })
const weights = weightsOn('2026-11-23')
for (const block of [1000, 2500, 5000]) {
  const verdicts: Record<string, number> = {}
  const start = performance.now()
  for (let from = 0; from < rows.length; from += block) {
    const found = await loader.transaction((scope) => matchMany(scope, rows.slice(from, from + block), { vault, weights }))
    for (const each of found) {
      const verdict = each?.match.verdict ?? 'nobody'
      verdicts[verdict] = (verdicts[verdict] ?? 0) + 1
    }
  }
  const seconds = (performance.now() - start) / 1000
  console.log(`blocks of ${block}`, JSON.stringify({ rows: rows.length, perSecond: Math.round(rows.length / seconds), ...verdicts }))
}
await loader.close()
await place.stop()

function round(ms: number | undefined): number {
  return Math.round((ms ?? 0) * 10) / 10
}
