import pg from 'pg'
import { restored } from '#kernel/checkTrail.ts'
import { newId } from '#kernel/ids.ts'
import type { SetBack } from '#kernel/trailHead.ts'
import type { TrailKey } from '#kernel/trailKey.ts'

/**
 * Says in the trail that the database was brought back to an older state, and sets the note of its newest block back. The note lies beside
 * the keys and keeps every setting back: whoever reaches the database alone can neither make one nor take one away.
 * @returns what was set back; undefined where the chain is as long as it ever was
 */
export async function noteRestore(url: string, on: { key: TrailKey; because: string; now: Date }): Promise<SetBack | undefined> {
  const { key, because, now } = on
  const client = new pg.Client({ connectionString: url, application_name: 'tongmai restore' })
  await client.connect()
  try {
    const { rows } = await client.query<{ line: string; newest: number }>(
      `insert into kernel.trail (at, role, capability, kind, outcome, detail, request_id) values ($1, 'operator', $2, 'write', 'done', $3, $4)
       returning id::text as line, (select coalesce(max(number), 0)::int from kernel.trail_block) as newest`,
      [now, restored, because, newId()],
    )
    const { line = '', newest = 0 } = rows[0] ?? {}
    if (key.head.number() > newest) return key.head.setBack(newest, { at: now.toISOString(), because, line })
    key.head.note(newest)
    return undefined
  } finally {
    await client.end()
  }
}
