import { knownNumbers, linkWaiting, type Taken, takeBatch } from '#record/elsewhere/index.ts'
import { FileTrouble } from '../registers/files/file.ts'
import { keepRows, settleRows } from '../registers/store/kept.ts'
import { changeUpload, findUpload } from '../registers/store/upload.ts'
import { ahead } from '../registers/work/ahead.ts'
import { asKept } from '../registers/work/people.ts'
import { type Run, Stopped } from '../registers/work/run.ts'
import { createTally, type Tally } from '../registers/work/tally.ts'
import { type Batch, batchesOf, claimLine, stagedInto } from './batches.ts'
import { findInsured } from './store.ts'

type Tried = { readonly tally: Tally; readonly cutAfter?: number | undefined }

/** What loading this file would do. Nothing is written. */
export async function trySettlement(run: Run, today: string): Promise<Tried> {
  const tally = createTally()
  const after = run.upload.shape?.headingRow ?? 0
  const cutAfter = await untilCut(ahead(batchesOf(run, { today, after })), async (batch) => {
    const { claims } = batch
    count(tally, batch)
    const settled = claims.filter(({ claim }) => !claim.reverses)
    const [known, people] = await run.loader.transaction((scope) =>
      Promise.all([
        knownNumbers(
          scope,
          settled.map(({ claim }) => claim.claimNumber),
        ),
        findInsured(
          scope,
          settled.map(({ blinds }) => blinds),
        ),
      ]),
    )
    for (const { claim } of claims) {
      if (claim.reverses) tally.mark('reversal')
      tally.add(!claim.reverses && known.has(claim.claimNumber) ? 'known' : 'added')
    }
    for (const who of people) if (!who) tally.mark('unlinked')
    run.tell(batch.until)
    await run.loader.transaction((scope) => changeUpload(scope, run.upload.id, { beat_at: scope.now, rows_done: batch.until }))
  })
  return { tally, cutAfter }
}

/** Loads settlements batch by batch; each is taken with its progress in one transaction, so a killed load goes on where it was. */
export async function loadSettlement(run: Run, today: string): Promise<Tally> {
  const { loader, upload } = run
  const tally = createTally(upload.loaded)
  const after = Math.max(upload.rows_done, upload.shape?.headingRow ?? 0)
  await loader.copyReset('elsewhere.incoming')
  const cutAfter = await untilCut(ahead(staged(run, ahead(batchesOf(run, { today, after })))), async ({ batch, number, unlinked }) => {
    await take(run, { batch, number, unlinked, tally })
    run.tell(batch.until)
  })
  await linkAll(run)
  await loader.transaction(async (scope) => {
    const { trouble: _, ...shape } = upload.shape ?? {}
    const trouble = cutAfter === undefined ? {} : { trouble: { code: 'cutOff' as const, row: cutAfter } }
    const end = { status: 'done' as const, ended_at: scope.now, rows_done: upload.rows_total ?? 0, loaded: tally.json(), shape: { ...shape, ...trouble } }
    await changeUpload(scope, upload.id, end)
  })
  await loader.copyReset('elsewhere.incoming')
  return tally
}

/** Does the work for each; where the file ends in the middle, says after which row. */
async function untilCut<T>(source: AsyncIterable<T>, work: (one: T) => Promise<void>): Promise<number | undefined> {
  try {
    for await (const one of source) await work(one)
    return undefined
  } catch (error) {
    if (!(error instanceof FileTrouble) || error.trouble !== 'broken') throw error
    return error.row ?? 0
  }
}

type Ready = { readonly batch: Batch; readonly number: number; readonly unlinked: number }

/** Batches in the staging table, each with who its people are; while one is taken the next is looked up and copied. */
async function* staged({ loader, vault }: Run, batches: AsyncIterable<Batch>): AsyncGenerator<Ready> {
  let number = 0
  for await (const batch of batches) {
    number++
    const at = number
    const { claims } = batch
    const people = await loader.transaction((scope) =>
      findInsured(
        scope,
        claims.map(({ blinds }) => blinds),
      ),
    )
    await loader.copy(
      stagedInto,
      claims.map((claim, i) => claimLine(at, claim, { who: people[i], vault })),
    )
    yield { batch, number: at, unlinked: claims.filter(({ claim }, i) => !claim.reverses && !people[i]).length }
  }
}

async function take(run: Run, { batch, number, unlinked, tally }: Ready & { tally: Tally }): Promise<void> {
  const { loader, upload, vault } = run
  const trial = createTally(tally.json())
  await loader.transaction(async (scope) => {
    const now = await findUpload(scope, upload.id, { lock: true })
    if (!now || now.asked || now.status !== 'loading') throw new Stopped()
    const taken = await takeBatch(scope, number, upload.id)
    const by = { id: upload.id, facilityId: upload.facility_id }
    await keepRows(
      scope,
      by,
      batch.refused.map((row) => asKept(vault, row, 'refused')),
    )
    await settleRows(scope, { uploadId: upload.id, facilityId: upload.facility_id }, batch.mends)
    count(trial, batch)
    countTaken(trial, taken, batch)
    trial.mark('unlinked', unlinked)
    await changeUpload(scope, upload.id, { rows_done: Math.max(batch.until, now.rows_done), loaded: trial.json(), beat_at: scope.now })
  })
  tally.become(trial)
}

/** Somebody may have been registered while the file was loading. */
async function linkAll({ loader }: Run): Promise<void> {
  const portion = 5000
  for (let linked = portion; linked === portion; ) linked = await loader.transaction((scope) => linkWaiting(scope, portion))
}

function countTaken(tally: Tally, taken: Taken, { claims }: Batch): void {
  const repeated = claims.filter(({ claim }) => claim.reverses).length - taken.reversals
  tally.add('added', taken.added + taken.reversals)
  tally.add('updated', taken.corrected)
  tally.add('unchanged', taken.unchanged + taken.older + repeated)
  tally.mark('correction', taken.corrected)
  tally.mark('older', taken.older)
  tally.mark('reversal', taken.reversals)
  tally.mark('reversalWaits', taken.waiting)
}

function count(tally: Tally, batch: Batch): void {
  tally.add('rows', batch.claims.length + batch.refused.length + batch.skipped)
  tally.add('skipped', batch.skipped)
  tally.add('refused', batch.refused.length)
  for (const mark of batch.marks) tally.mark(mark)
  for (const { row, problems } of batch.refused) for (const problem of problems) tally.problem(problem, row)
}
