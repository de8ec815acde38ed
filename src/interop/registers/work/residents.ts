import { isConnectionLoss } from '#kernel/database.ts'
import type { Scope } from '#kernel/scope.ts'
import { askAboutPair } from '#registry/residentIndex/index.ts'
import type { Problem } from '../rules/read.ts'
import { keepRows, settleRows } from '../store/kept.ts'
import { householdKeys } from '../store/known.ts'
import { takeBatch } from '../store/people.ts'
import { changeUpload, findUpload } from '../store/upload.ts'
import { ahead } from './ahead.ts'
import { copyLine } from './copyLine.ts'
import { type Match, matchBatch, type Pair } from './matching.ts'
import { asKept, type Batch, batchesOf } from './people.ts'
import { type Run, Stopped } from './run.ts'
import { createTally, type Tally } from './tally.ts'

/** What loading this file would do, with the match check. Nothing is written. */
export async function tryResidents(run: Run, today: string): Promise<Tally> {
  const tally = createTally()
  const batches = batchesOf(run, { today, after: run.upload.shape?.headingRow ?? 0, sealing: false })
  for await (const { batch, match } of matched(run, ahead(batches))) {
    count(tally, batch)
    countMatch(tally, match)
    for (const { verdict, problem } of match.judged) if (!problem) tally.add(verdict.verdict === 'new' ? 'added' : 'known')
    run.tell(batch.until)
    await run.loader.transaction((scope) => changeUpload(scope, run.upload.id, { beat_at: scope.now, rows_done: batch.until }))
  }
  return tally
}

/** Loads people batch by batch; each is taken with its progress in one transaction, so a killed load goes on where it was. */
export async function loadResidents(run: Run, today: string): Promise<Tally> {
  const tally = createTally(run.upload.loaded)
  const after = Math.max(run.upload.rows_done, run.upload.shape?.headingRow ?? 0)
  await run.loader.copyReset('registers.staged')
  let isSmooth = true
  // While the database takes one batch, the next is matched and staged, and the one after it is read and sealed.
  for await (const ready of ahead(staged(run, matched(run, ahead(batchesOf(run, { today, after, sealing: true })))))) {
    // Whom the batch before was to add, the database may not have taken: then this one is matched again.
    const taken = await take(run, { ...ready, tally, attempt: 1, ...(isSmooth ? {} : { ready: undefined }) })
    isSmooth = taken === 'whole'
    run.tell(ready.batch.until)
  }
  await run.loader.transaction(async (scope) => {
    await changeUpload(scope, run.upload.id, { status: 'done', ended_at: scope.now, rows_done: run.upload.rows_total ?? 0, loaded: tally.json() })
  })
  await run.loader.copyReset('registers.staged')
  return tally
}

type Matched = { readonly batch: Batch; readonly match: Match }

/** Each batch with who its people are, as far as the batches before the last one are written. */
async function* matched(run: Run, batches: AsyncIterable<Batch>): AsyncGenerator<Matched> {
  let before: Match['fresh'] = []
  for await (const batch of batches) {
    const { people } = batch
    const match = await run.loader.transaction((scope) => matchBatch(scope, run, { people, before }))
    before = match.fresh
    yield { batch, match }
  }
}

/** A batch that lies in the staging table under its number, ready to be taken. */
type Ready = { readonly match: Match; readonly number: number }

async function* staged(run: Run, batches: AsyncIterable<Matched>): AsyncGenerator<{ batch: Batch; ready: Ready }> {
  for await (const { batch, match } of batches) yield { batch, ready: await stage(run, match) }
}

let numbers = 0

async function stage({ loader }: Run, match: Match): Promise<Ready> {
  numbers++
  const number = numbers
  const taken = match.judged.filter(({ problem }) => !problem)
  const people = taken.map(({ person }) => person)
  const households = await loader.transaction((scope) => householdKeys(scope, people))
  await loader.copy(
    'registers.staged',
    taken.map((judged, i) => copyLine(number, judged, households[i] ?? null)),
  )
  return { match, number }
}

/** `ready`: where it was made ahead. */
type Taking = { readonly batch: Batch; readonly ready: Ready | undefined; readonly tally: Tally; readonly attempt: number }

/** Takes a batch, or where the database refuses it, its halves, until the one row is found that it will not have. */
async function take(run: Run, taking: Taking): Promise<'whole' | 'parts'> {
  const { batch, tally, attempt } = taking
  const trial = createTally(tally.json())
  try {
    await takeOnce(run, { ...taking, tally: trial })
    tally.become(trial)
    return attempt === 1 ? 'whole' : 'parts'
  } catch (error) {
    if (error instanceof Stopped || isConnectionLoss(error)) throw error
    const again = { ...taking, ready: undefined }
    // Somebody registered one of these people a moment ago: looked up again, they are known.
    if (attempt < 3) return take(run, { ...again, attempt: attempt + 1 })
    if (batch.people.length <= 1) {
      const refused = batch.people.map(({ row, cells }) => ({
        row,
        cells,
        problems: [{ code: 'refusedByDatabase', field: 'name' } as const satisfies Problem],
      }))
      return take(run, { ...again, batch: { ...batch, people: [], refused: [...batch.refused, ...refused] }, attempt: 2 })
    }
    for (const half of halves(batch)) await take(run, { ...again, batch: half })
    return 'parts'
  }
}

/** What goes with the rows (refused, skipped, mended) goes with the second half, with which the whole is done. */
function halves(batch: Batch): [Batch, Batch] {
  const middle = Math.ceil(batch.people.length / 2)
  const first = batch.people.slice(0, middle)
  return [
    { ...batch, until: batch.from, people: first, refused: [], skipped: [], mends: [] },
    { ...batch, people: batch.people.slice(middle) },
  ]
}

async function takeOnce(run: Run, { batch, tally, ready }: Taking): Promise<void> {
  const { loader, upload, vault } = run
  const { people } = batch
  const { match, number } = ready ?? (await stage(run, await loader.transaction((scope) => matchBatch(scope, run, { people, before: [] }))))
  const taken = match.judged.filter(({ problem }) => !problem)
  await loader.transaction(async (scope) => {
    const now = await findUpload(scope, upload.id, { lock: true })
    if (!now || now.asked || now.status !== 'loading') throw new Stopped()
    const { added, updated } = await takeBatch(scope, number, { source: 'register', accountId: upload.account_id })
    for (const pair of match.pairs) await ask(scope, pair)
    const by = { id: upload.id, facilityId: upload.facility_id }
    const kept = match.judged.flatMap(({ person, verdict, problem }) =>
      problem ? [asKept(vault, { ...person, problems: [problem] }, verdict.verdict === 'doubtful' ? 'doubtful' : 'refused')] : [],
    )
    await keepRows(scope, by, [...batch.refused.map((row) => asKept(vault, row, 'refused')), ...kept])
    await settleRows(scope, { uploadId: upload.id, facilityId: upload.facility_id }, batch.mends)
    count(tally, batch)
    countMatch(tally, match)
    tally.add('added', added)
    tally.add('updated', updated)
    tally.add('unchanged', taken.length - added - updated)
    const done = Math.max(batch.until, now.rows_done)
    await changeUpload(scope, upload.id, { rows_done: done, loaded: tally.json(), beat_at: scope.now })
  })
}

/** Both stand in the registry; whether they are one person is a question for people. */
async function ask(scope: Scope, { row, other: { residentId, homeFacilityId, name, match } }: Pair): Promise<void> {
  const homes = { firstHomeId: row.person.home.id, secondHomeId: homeFacilityId }
  await askAboutPair(scope, { firstId: row.id, secondId: residentId, ...homes, match, origin: 'loaded', names: [row.person.name, name] })
}

function countMatch(tally: Tally, { judged, pairs }: Match): void {
  for (const { person, verdict, problem } of judged) {
    if (!problem) continue
    tally.add(verdict.verdict === 'doubtful' ? 'doubtful' : 'refused')
    tally.problem(problem, person.row)
  }
  tally.add('review', new Set(pairs.map(({ row }) => row)).size)
}

function count(tally: Tally, batch: Batch): void {
  tally.add('rows', batch.people.length + batch.refused.length + batch.skipped.length)
  tally.add('skipped', batch.skipped.length)
  tally.add('refused', batch.refused.length)
  for (const mark of batch.skipped) tally.mark(mark)
  for (const { marks } of batch.people) for (const mark of marks) tally.mark(mark)
  for (const { row, problems } of batch.refused) for (const problem of problems) tally.problem(problem, row)
}
