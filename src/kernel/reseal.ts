import { setImmediate as breathe, setTimeout as pause } from 'node:timers/promises'
import { SealBroken, type Vault, versionOfBlind } from './crypto.ts'
import { type Job, queueJob } from './jobs.ts'
import {
  countLeft,
  findBatch,
  finishRotation,
  lockRotation,
  type Move,
  type Rotation,
  type Row,
  type SealedPlace,
  saveBatch,
  saveProgress,
  type Target,
} from './rotation.ts'
import type { Scope } from './scope.ts'
import { asSystem, type Kernel } from './transaction.ts'

export type { SealedPlace } from './rotation.ts'

const batchSize = 60
/** Values sealed in one go, a tenth of a millisecond each: then whoever is being served has a turn. */
const atOnce = 5
/** Pauses are so many times as long as the work: people come first. Measured by bench/rotation.ts. */
const restFactor = 3
/** A run ends well before the queue would take it for lost, and queues the next. */
const runMilliseconds = 20_000
const beforeAll = '00000000-0000-0000-0000-000000000000'

type Resealing = { readonly vault: Vault; readonly places: readonly SealedPlace[] }

/** Moves every sealed value to the current keys, batch by batch, while the platform serves. After a kill it goes on where it was. */
export function resealing(parts: Resealing): Job {
  const job: Job = {
    name: 'kernel:reseal',
    cron: '* * * * *',
    async run(kernel) {
      const until = Date.now() + runMilliseconds
      while (Date.now() < until) {
        const began = performance.now()
        const step = await moveSome(kernel, parts)
        if (step === 'over') return
        await pause(step === 'early' ? 200 : Math.max(2, restFactor * (performance.now() - began)))
      }
      await asSystem(kernel, { name: 'reseal', facilities: [] }, (scope) => queueJob(scope, job, {}, { key: job.name }))
    },
  }
  return job
}

/** `early`: the new key is too young to be written with. `over`: finished, or another run is at it. */
type Step = 'moved' | 'early' | 'over'

async function moveSome(kernel: Kernel, parts: Resealing): Promise<Step> {
  const move = (how: How) => asSystem(kernel, { name: 'reseal', facilities: [], role: 'tongmai_sealer' }, (scope) => moveBatch(scope, parts, how))
  try {
    return await move({ limit: batchSize })
  } catch (error) {
    if (!isTaken(error)) throw error
  }
  // A number somebody else has under the new key: one after the other until it shows which, and that one is left for a person to look at.
  try {
    return await move({ limit: 1 })
  } catch (error) {
    if (!isTaken(error)) throw error
    return move({ limit: 1, skips: true })
  }
}

function isTaken(error: unknown): boolean {
  return (error as { code?: string }).code === '23505'
}

type How = { readonly limit: number; readonly skips?: true }

/** One batch and the note of how far it came, in one transaction. */
async function moveBatch(scope: Scope, { vault, places }: Resealing, { limit, skips }: How): Promise<Step> {
  const rotation = await lockRotation(scope)
  if (!rotation) return 'over'
  const target = { seal: rotation.seal_version, blind: rotation.blind_version }
  const keys = vault.keys()
  if (keys.seal.current < target.seal || keys.blind.current < target.blind) return 'early'
  const at = { ...rotation, total: rotation.total ?? BigInt(await countLeft(scope, places, target)) }
  const place = places[at.place]
  if (!place) return endPass(scope, at, await countLeft(scope, places, target))
  const rows = await findBatch(scope, place, { ...target, cursor: at.cursor, limit })
  const last = rows.at(-1)
  if (!last) {
    await saveProgress(scope, { ...at, place: at.place + 1, cursor: beforeAll })
    return 'moved'
  }
  const moves = skips ? [] : await movesOf(rows, { vault, place, target })
  const moved = moves.length > 0 ? BigInt(await saveBatch(scope, place, moves)) : 0n
  await saveProgress(scope, { ...at, cursor: last.id, done: at.done + moved, moved: at.moved + moved })
  return 'moved'
}

/** Whoever was writing when the key changed may have left values behind the cursor: another pass, until one moves nothing. */
async function endPass(scope: Scope, rotation: Rotation, left: number): Promise<Step> {
  if (left > 0 && rotation.moved > 0n) {
    await saveProgress(scope, { ...rotation, place: 0, cursor: beforeAll, moved: 0n })
    return 'moved'
  }
  await saveProgress(scope, rotation)
  await finishRotation(scope, { id: rotation.id, left })
  return 'over'
}

type Moving = { readonly vault: Vault; readonly place: SealedPlace; readonly target: Target }

async function movesOf(rows: readonly Row[], moving: Moving): Promise<Move[]> {
  const moves: Move[] = []
  for (const [i, row] of rows.entries()) {
    if (i % atOnce === atOnce - 1) await breathe()
    moves.push(...moveOf(row, moving))
  }
  return moves
}

/** The new value of a row; none where the old one was altered, its key is missing, or the index is of another value. */
function moveOf(row: Row, { vault, place, target }: Moving): Move[] {
  const plain = row.sealed && opened(vault, row.sealed)
  if (!plain || !row.sealed) return []
  const sealed = place.sealed && row.sealed[0] !== target.seal ? vault.seal(plain) : row.sealed
  if (!place.blind || !place.purpose || !row.blind) return [{ was: row, sealed, blind: null }]
  const { blind } = row
  if (versionOfBlind(blind) === target.blind) return [{ was: row, sealed, blind }]
  if (!vault.blinds(place.purpose, plain).some((known) => known.equals(blind))) return []
  return [{ was: row, sealed, blind: vault.blind(place.purpose, plain) }]
}

function opened(vault: Vault, sealed: Buffer): string | undefined {
  try {
    return vault.open(sealed)
  } catch (error) {
    if (error instanceof SealBroken) return undefined
    throw error
  }
}
