import type pg from 'pg'
import { run } from './database.ts'
import { lateMinutes } from './sealTrail.ts'
import { type Block, chained, checkBlock, follows, type TrailLine, type Wrong } from './trailChain.ts'
import type { SetBack } from './trailHead.ts'
import type { TrailKey } from './trailKey.ts'
import type { Words } from './words.ts'

/** Something touched the trail: what, and of which line, as far as the line still says it. */
export type Tampering = Wrong & { readonly at: string | null; readonly capability: string | null }

export type Checked = {
  readonly blocks: number
  readonly lines: number
  readonly until: string | null
  readonly found: readonly Tampering[]
  /** How far the chain once came, by the note beside the keys, where that is more than is here. */
  readonly missingUntil: number | null
  /** When the database was brought back to an older state by somebody who holds the keys: no tampering, and never hidden. */
  readonly setBacks: readonly SetBack[]
}

/** What the trail calls the restoring of a backup. It is no capability: an operator does it, with the keys, at the machine. */
export const restored = 'restoreBackup'

const most = 1000

/** Goes through the whole chain: every seal, every mark, every line that is in no block. Needs to read the trail. */
export async function checkTrail(pool: pg.Pool, key: TrailKey): Promise<Checked> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read read only')
    const found: Wrong[] = []
    let lines = 0
    let before: Block | undefined
    for (;;) {
      const { rows } = await run<Block>(
        client,
        'select number, sealed_at, lines, marks, previous, seal from kernel.trail_block where number > $1 order by number limit 20',
        [String(before?.number ?? 0)],
      )
      if (rows.length === 0) break
      // An array of big numbers arrives as strings.
      for (const block of rows.map((row) => ({ ...row, lines: row.lines.map(BigInt) }))) {
        if (!follows(before, block)) found.push({ what: 'blockRemoved', block: block.number, line: null })
        found.push(...checkBlock(key, block, await linesOf(client, block.lines)))
        lines += block.lines.length
        before = block
      }
      if (found.length > most) break
    }
    const newest = Number(before?.number ?? 0)
    const head = key.head.number()
    if (head > newest) found.push({ what: 'blockRemoved', block: BigInt(head), line: null })
    const setBacks = key.head.setBacks()
    found.push(...(await unsaid(client, setBacks.at(-1))))
    found.push(...(await insertedLines(client, before?.sealed_at)))
    const named = await Promise.all(found.slice(0, most).map((wrong) => name(client, wrong)))
    await client.query('commit')
    return { blocks: newest, lines, until: before?.sealed_at ?? null, found: named, missingUntil: head > newest ? head : null, setBacks }
  } finally {
    client.release()
  }
}

async function linesOf(client: pg.PoolClient, ids: readonly bigint[]): Promise<ReadonlyMap<bigint, TrailLine>> {
  const { rows } = await run<TrailLine>(client, `select ${chained} from kernel.trail t where t.id = any ($1::bigint[])`, [ids.map(String)])
  return new Map(rows.map((line) => [line.id, line]))
}

/** The newest restore has its line in the trail. (An older one may have been brought back to before its own.) */
async function unsaid(client: pg.PoolClient, setBack: SetBack | undefined): Promise<Wrong[]> {
  if (!setBack) return []
  const { rows } = await run(client, 'select from kernel.trail where id = $1 and capability = $2', [setBack.line, restored])
  return rows.length === 1 ? [] : [{ what: 'removed', block: null, line: BigInt(setBack.line) }]
}

/** Lines in no block although they say they are old enough to be in one. */
async function insertedLines(client: pg.PoolClient, until: string | undefined): Promise<Wrong[]> {
  if (!until) return []
  const { rows } = await run<{ id: bigint }>(
    client,
    `select t.id from kernel.trail t left join (select unnest(lines) as id from kernel.trail_block) b on b.id = t.id
      where b.id is null and t.at < $1::timestamptz - $2 * interval '1 minute' order by t.id limit $3`,
    [until, lateMinutes, most],
  )
  return rows.map(({ id }) => ({ what: 'inserted', block: null, line: id }))
}

/** When and what: of the line itself, or of its block where the line is gone. */
async function name(client: pg.PoolClient, wrong: Wrong): Promise<Tampering> {
  const { rows } = await run<{ at: string; capability: string | null }>(
    client,
    `select at, capability from kernel.trail where id = $1
     union all select sealed_at, null from kernel.trail_block where number = $2 and not exists (select from kernel.trail where id = $1)`,
    [wrong.line === null ? null : String(wrong.line), wrong.block === null ? null : String(wrong.block)],
  )
  return { ...wrong, at: rows[0]?.at ?? null, capability: rows[0]?.capability ?? null }
}

/** What an operator does at the machine and the trail tells; nobody may ask for it. */
export const operatorDeeds: Readonly<Record<string, { title: Words; refusals: Record<string, never> }>> = {
  [restored]: { title: { zh: '恢复备份', en: 'Restored a backup' }, refusals: {} },
}
