// Commands per second with one, two and four server processes, and whether every answer was true.
// node bench/processes.ts [tiny|small|county] [clients]
import { randomUUID } from 'node:crypto'
import { addDays } from '#kernel/calendar.ts'
import { residentContract } from '#registry/resident/contract.ts'
import { load } from './client.ts'
import { machine, openPlace } from './place.ts'

/** One of twenty thousand characters. */
function letter(n: number): string {
  return String.fromCodePoint(0x4e00 + (n % 20_000))
}

const size = (process.argv[2] ?? 'tiny') as 'tiny'
const clients = Number(process.argv[3] ?? 32)
const seconds = Number(process.env.SECONDS ?? 15)
console.log(machine())

for (const processes of [1, 2, 4]) {
  const place = await openPlace(size, { processes })
  const village = await place.as('village1')
  const mark = randomUUID().slice(0, 8)
  const confirmed = new Set<string>()
  let twice = 0
  const figures = await load({
    address: place.address,
    clients,
    seconds,
    once: async (connection, at) => {
      const turn = processes * 100_003 + at
      const answer = await village.ask(connection, residentContract.registerResident, {
        // Nobody who may be somebody else: the match would ask.
        name: `${letter(turn * 7919)}${letter(turn * 104_729 + 11)}`,
        sex: 'male',
        birthDate: addDays('1931-01-01', (turn * 6151) % 29_000),
        noNumberReason: mark,
        village: `${letter(turn * 31)}村`,
        address: `${turn} 号`,
        insurance: 'resident',
      })
      if (answer.status !== 200) return false
      if (confirmed.has(answer.body.residentId)) twice += 1
      confirmed.add(answer.body.residentId)
      return true
    },
  })
  const [stored] = await place.look<{ n: number }>('select count(*)::int as n from resident.resident where id = any ($1::uuid[])', [[...confirmed]])
  const wrong = twice + confirmed.size - (stored?.n ?? 0)
  console.log(size, processes, processes === 1 ? 'process' : 'processes', clients, 'clients', JSON.stringify(figures), 'wrong', wrong)
  await place.stop()
}
