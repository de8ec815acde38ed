import { parentPort, workerData } from 'node:worker_threads'
import pg from 'pg'
import type { Cipher } from '#kernel/cipher.ts'
import { openVault } from '#kernel/crypto.ts'
import { readCodeLists } from '../codes.ts'
import { openLoader } from '../copy.ts'
import { castOf, type Plan } from './cast.ts'
import { profilesOf, writePeopleOf } from './home.ts'
import { monthWriter, sharesOf } from './months.ts'
import type { Profiles } from './people.ts'
import { noteDone } from './progress.ts'
import type { Part, Tally } from './schedule.ts'

/** What a thread is asked for; it answers each with the rows it wrote. Parts come in the order in which they are to be written. */
export type Order =
  | { readonly kind: 'people'; readonly name: string }
  | { readonly kind: 'month'; readonly name: string; readonly part: Part; readonly tally: Tally }
export type Done = { readonly rows: Readonly<Record<string, number>> }
export type ThreadPlace = { readonly url: string; readonly keys: string; readonly cipher: Cipher; readonly plan: Plan; readonly consortia: readonly number[] }

const place = workerData as ThreadPlace
const cast = castOf(place.plan)
const codes = readCodeLists()
const known = new Map<number, Profiles>()

async function work(order: Order): Promise<Done> {
  const client = new pg.Client({ connectionString: place.url, application_name: 'tongmai prefecture' })
  await client.connect()
  try {
    await client.query(`begin; set local statement_timeout = 0; set local synchronous_commit = off; set local timezone = 'Asia/Shanghai'`)
    const loader = openLoader(client, { freeze: false })
    if (order.kind === 'people') {
      const vault = openVault(place.keys, { cipher: place.cipher })
      for (const consortium of place.consortia) known.set(consortium, await writePeopleOf(cast, consortium, { loader, vault, codes }))
    } else {
      const write = monthWriter({ cast, codes, loader })
      const shares = sharesOf(cast, order.tally)
      for (const consortium of place.consortia) {
        const profiles = known.get(consortium) ?? profilesOf(cast, consortium)
        known.set(consortium, profiles)
        await write({ consortium, part: order.part, shares, profiles })
      }
    }
    await loader.finish()
    await noteDone(client, order.name)
    await client.query('commit')
    return { rows: loader.counts() }
  } finally {
    await client.end()
  }
}

parentPort?.on('message', (order: Order) => {
  work(order).then(
    (done) => parentPort?.postMessage(done),
    (error: unknown) => {
      throw error
    },
  )
})
