import type { TrailKey } from './trailKey.ts'

/** A line as the chain sees it: every column, the moment in microseconds so that no time zone changes it. */
export type TrailLine = { readonly id: bigint; readonly columns: readonly (string | null)[] }

export type Block = {
  readonly number: bigint
  readonly sealed_at: string
  readonly lines: readonly bigint[]
  readonly marks: Buffer
  readonly previous: Buffer
  readonly seal: Buffer
}

/** What is selected of the trail for the chain, in one place because both sides must agree. */
export const chained = `t.id, array[(extract(epoch from t.at) * 1000000)::bigint::text, t.account_id::text, t.facility_id::text, t.role, t.capability, t.kind,
  t.outcome, t.resident_id::text, t.subject_id::text, t.basis, t.detail, t.request_id] as columns`

const markBytes = 8

export function markOf(key: TrailKey, line: TrailLine): Buffer {
  return key.mac(Buffer.from(JSON.stringify([String(line.id), ...line.columns]))).subarray(0, markBytes)
}

/** The keyed sum over everything a block says. */
export function sealOf(key: TrailKey, block: Omit<Block, 'seal'>): Buffer {
  const head = JSON.stringify([String(block.number), Date.parse(block.sealed_at), block.lines.map(String)])
  return key.mac(Buffer.concat([Buffer.from(head), block.marks, block.previous]))
}

export type Wrong = {
  readonly what: 'altered' | 'removed' | 'inserted' | 'blockAltered' | 'blockRemoved'
  readonly block: bigint | null
  readonly line: bigint | null
}

/** What is wrong inside one block, given the lines of it that are still there. */
export function checkBlock(key: TrailKey, block: Block, found: ReadonlyMap<bigint, TrailLine>): Wrong[] {
  const wrong: Wrong[] = []
  if (!sealOf(key, block).equals(block.seal)) wrong.push({ what: 'blockAltered', block: block.number, line: null })
  for (const [i, id] of block.lines.entries()) {
    const line = found.get(id)
    const mark = block.marks.subarray(i * markBytes, (i + 1) * markBytes)
    if (!line) wrong.push({ what: 'removed', block: block.number, line: id })
    else if (!markOf(key, line).equals(mark)) wrong.push({ what: 'altered', block: block.number, line: id })
  }
  return wrong
}

/** Whether a block follows the one before it: the next number, holding its seal. */
export function follows(before: Pick<Block, 'number' | 'seal'> | undefined, block: Block): boolean {
  if (!before) return block.number === 1n
  return block.number === before.number + 1n && block.previous.equals(before.seal)
}
