// Commands per second with one, two and four server processes, and whether every answer was true.
// node bench/processes.ts [tiny|small|county] [clients]
import { randomUUID } from 'node:crypto'
import { residentContract } from '#registry/resident/contract.ts'
import { load } from './client.ts'
import { machine, openPlace } from './place.ts'

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
    once: async (connection, turn) => {
      const answer = await village.ask(connection, residentContract.registerResident, {
        name: `测${turn}`,
        sex: 'male',
        birthDate: '1960-05-05',
        noNumberReason: mark,
        village: '本村',
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
