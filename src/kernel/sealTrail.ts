import type { Job } from './jobs.ts'
import { query, type Scope } from './scope.ts'
import { type Block, chained, markOf, sealOf, type TrailLine } from './trailChain.ts'
import { asSystem, type Kernel } from './transaction.ts'

/**
 * Transactions end within half a minute (`requestTimeout`, the pool's timeouts): a line that is younger than this and in no block
 * may still be on its way, an older one was put in by somebody.
 */
export const lateMinutes = 15

const batch = 20_000

/** Seals what is in no block yet, about every minute, a batch at a time until nothing is left. */
export const sealTrail: Job = {
  name: 'kernel:sealTrail',
  cron: '* * * * *',
  async run(kernel) {
    while ((await sealOnce(kernel)) === batch) {
      // Another batch waits.
    }
  },
}

async function sealOnce(kernel: Kernel): Promise<number> {
  const key = kernel.trail
  if (!key) throw new Error('the trail is sealed where its key is')
  const sealed = await asSystem(kernel, { name: 'sealTrail', facilities: [], role: 'tongmai_auditor' }, async (scope) => {
    // One process seals at a time; a second one finds nothing to do.
    await query(scope, "select pg_advisory_xact_lock(hashtext('tongmai trail'))", [])
    const [last] = await query<Block & { newest: bigint }>(
      scope,
      'select number, sealed_at, seal, lines[cardinality(lines)] as newest from kernel.trail_block order by number desc limit 1',
      [],
    )
    const lines = await unsealed(scope, last)
    if (lines.length === 0) return { count: 0, number: last?.number ?? 0n }
    const number = (last?.number ?? 0n) + 1n
    const marks = Buffer.concat(lines.map((line) => markOf(key, line)))
    const block = { number, sealed_at: scope.now, lines: lines.map((l) => l.id), marks, previous: last?.seal ?? Buffer.alloc(0) }
    await query(scope, 'insert into kernel.trail_block (number, sealed_at, lines, marks, previous, seal) values ($1, $2, $3, $4, $5, $6)', [
      String(number),
      block.sealed_at,
      block.lines.map(String),
      marks,
      block.previous,
      sealOf(key, block),
    ])
    return { count: lines.length, number }
  })
  // After the commit: a head that is ahead of the chain would be an alarm about nothing.
  key.head.note(Number(sealed.number))
  return sealed.count
}

/** Newer lines, and those that committed late: a smaller number, a moment shortly before the last block, in no block. */
async function unsealed(scope: Scope, last: { number: bigint; newest: bigint; sealed_at: string } | undefined): Promise<TrailLine[]> {
  const newer = await query<TrailLine>(scope, `select ${chained} from kernel.trail t where t.id > $1 order by t.id limit $2`, [
    String(last?.newest ?? 0),
    batch,
  ])
  if (!last) return newer
  const late = await query<TrailLine>(
    scope,
    `select ${chained} from kernel.trail t
      where t.at > $1::timestamptz - $3 * interval '1 minute' and t.id < $2
        and t.id <> all (array(select unnest(b.lines) from kernel.trail_block b where b.sealed_at > $1::timestamptz - 2 * $3 * interval '1 minute'))
      order by t.id limit $4`,
    [last.sealed_at, String(last.newest), lateMinutes, batch - newer.length],
  )
  return [...late, ...newer]
}
