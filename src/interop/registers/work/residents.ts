import { isConnectionLoss } from '#kernel/database.ts'
import type { Scope } from '#kernel/scope.ts'
import { askAboutPair } from '#registry/residentIndex/index.ts'
import type { Problem } from '../rules/read.ts'
import { keepRows, settleRows } from '../store/kept.ts'
import { householdKeys } from '../store/known.ts'
import { takeBatch } from '../store/people.ts'
import { changeUpload, findUpload } from '../store/upload.ts'
import { copyLine } from './copyLine.ts'
import { type Match, matchBatch, type Pair } from './matching.ts'
import { asKept, type Batch, batchesOf } from './people.ts'
import { type Run, Stopped } from './run.ts'
import { createTally, type Tally } from './tally.ts'

/** What loading this file would do, with the match check. Nothing is written. */
export async function tryResidents(run: Run, today: string): Promise<Tally> {
  const tally = createTally()
  for await (const batch of batchesOf(run, { today, after: run.upload.shape?.headingRow ?? 0, sealing: false })) {
    const match = await run.loader.transaction((scope) => matchBatch(scope, run, batch.people))
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
  const batches = batchesOf(run, { today, after, sealing: true })
  let number = 0
  // While the database takes one batch, the next is read, judged and sealed.
  let coming = batches.next()
  for (;;) {
    const { value: batch, done } = await coming
    if (done || !batch) break
    coming = batches.next()
    coming.catch(() => undefined)
    number = await take(run, { batch, tally, number: number + 1, attempt: 1 })
    run.tell(batch.until)
  }
  await run.loader.transaction(async (scope) => {
    await changeUpload(scope, run.upload.id, { status: 'done', ended_at: scope.now, rows_done: run.upload.rows_total ?? 0, loaded: tally.json() })
  })
  await run.loader.copyReset('registers.staged')
  return tally
}

type Taking = { readonly batch: Batch; readonly tally: Tally; readonly number: number; readonly attempt: number }

/** Takes a batch, or where the database refuses it, its halves, until the one row is found that it will not have. */
async function take(run: Run, taking: Taking): Promise<number> {
  const { batch, tally, number, attempt } = taking
  const before = tally.json()
  const trial = createTally(before)
  try {
    await takeOnce(run, { ...taking, tally: trial })
  } catch (error) {
    if (error instanceof Stopped || isConnectionLoss(error)) throw error
    // Somebody registered one of these people a moment ago: looked up again, they are known.
    if (attempt < 3) return take(run, { ...taking, number: number + 1, attempt: attempt + 1 })
    if (batch.people.length <= 1) {
      const refused = batch.people.map(({ row, cells }) => ({
        row,
        cells,
        problems: [{ code: 'refusedByDatabase', field: 'name' } as const satisfies Problem],
      }))
      return take(run, { ...taking, batch: { ...batch, people: [], refused: [...batch.refused, ...refused] }, number: number + 1, attempt: 1 })
    }
    const [first, second] = halves(batch)
    const next = await take(run, { ...taking, batch: first, number: number + 1 })
    return take(run, { ...taking, batch: second, number: next + 1 })
  }
  tally.become(trial)
  return number
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

async function takeOnce(run: Run, { batch, tally, number }: Taking): Promise<void> {
  const { loader, upload, vault } = run
  const [match, households] = await loader.transaction((scope) => Promise.all([matchBatch(scope, run, batch.people), householdKeys(scope, batch.people)]))
  const taken = match.judged.flatMap((judged, i) => (judged.problem ? [] : [copyLine(number, judged, households[i] ?? null)]))
  await loader.copy('registers.staged', taken)
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
