import { checkTemplate, reservedPercent } from '#care/booking/index.ts'
import { policyOf, type Scope } from '#kernel/scope.ts'
import { FileTrouble } from '../files/file.ts'
import type { RegisterKind } from '../labels.ts'
import { type CapacityPlan, planCapacity } from '../rules/capacity.ts'
import { type FacilityPlan, type GoodRow, planFacilities } from '../rules/facilities.ts'
import type { Problem } from '../rules/read.ts'
import { planStaff, type StaffPlan } from '../rules/staff.ts'
import * as county from '../store/county.ts'
import { keepRows, settleRows } from '../store/kept.ts'
import { changeUpload, findUpload } from '../store/upload.ts'
import { issueFor, type Passwords, passwordsFor } from './passwords.ts'
import { type DataRow, dataRows } from './rows.ts'
import { mostPlanned, type Run, Stopped } from './run.ts'
import { createTally, type Tally } from './tally.ts'

type Plan =
  | { readonly register: 'facilities'; readonly plan: FacilityPlan }
  | { readonly register: 'staff'; readonly plan: StaffPlan }
  | { readonly register: 'capacity'; readonly plan: CapacityPlan }
type Outcome = { readonly tally: Tally; readonly refused: { readonly row: DataRow; readonly problems: readonly Problem[] }[]; readonly plan: Plan }

/** Every row of the file; registers of places and people at work are small enough to be looked at as a whole. */
async function readAll(run: Run, today: string): Promise<DataRow[]> {
  const rows: DataRow[] = []
  for await (const portion of dataRows(run.path, run.upload, today)) {
    rows.push(...portion)
    if (rows.length > mostPlanned) throw new FileTrouble('tooManyRows')
  }
  return rows
}

/** What loading this file would do. Nothing is written. */
export async function tryPlanned(run: Run): Promise<Tally> {
  return run.loader.transaction(async (scope) => (await decide(scope, run, await readAll(run, scope.today))).tally)
}

/** Loads the whole file in one transaction: all of it or, after a kill, nothing yet. */
export async function loadPlanned(run: Run): Promise<Tally> {
  const { loader, upload } = run
  const { rows, passwords } = await loader.transaction(async (scope) => {
    const rows = await readAll(run, scope.today)
    const { plan } = await decide(scope, run, rows)
    return { rows, passwords: plan.register === 'staff' ? plan.plan.accounts : [] }
  })
  // Hashing takes some thirty milliseconds each, so it is done before anything is locked.
  const hashed = await passwordsFor(passwords, (done) => run.tell(Math.round((rows.length * done) / Math.max(1, passwords.length))))
  return loader.transaction(async (scope) => {
    const now = await findUpload(scope, upload.id, { lock: true })
    if (now?.asked || now?.status !== 'loading') throw new Stopped()
    const { plan, tally, refused } = await decide(scope, run, rows)
    await write(scope, plan, { run, hashed })
    await keepRows(
      scope,
      { id: upload.id, facilityId: upload.facility_id },
      refused.map(({ row, problems }) => ({ row: row.number, state: 'refused', problems, sealed: run.vault.seal(JSON.stringify(row.cells)) })),
    )
    await settleRows(
      scope,
      { uploadId: upload.id, facilityId: upload.facility_id },
      rows.flatMap((row) => row.mends ?? []),
    )
    await changeUpload(scope, upload.id, { loaded: tally.json(), rows_done: upload.rows_total ?? rows.length, status: 'done', ended_at: scope.now })
    return tally
  })
}

async function decide(scope: Scope, { upload }: Run, rows: readonly DataRow[]): Promise<Outcome> {
  const tally = createTally()
  const refused: { row: DataRow; problems: readonly Problem[] }[] = []
  const good: DataRow[] = []
  const seen = new Set<string>()
  for (const row of rows) {
    tally.add('rows')
    const copy = row.cells.join('\u0000')
    const skipped = row.skipped ?? (seen.has(copy) ? 'copy' : undefined)
    seen.add(copy)
    if (skipped) {
      tally.add('skipped')
      tally.mark(skipped)
    } else if (row.read.problems.length > 0) refused.push({ row, problems: row.read.problems })
    else good.push(row)
  }
  const plan = await planOf(
    scope,
    upload.register,
    good.map((row): GoodRow => ({ number: row.number, values: row.read.values })),
  )
  const { added, changed, problems } = plan.plan
  for (const row of good) {
    const wrong = problems.get(row.number)
    if (wrong) refused.push({ row, problems: wrong })
    else {
      for (const mark of row.read.marks) tally.mark(mark)
      tally.add(added.has(row.number) ? 'added' : changed.has(row.number) ? 'updated' : 'unchanged')
    }
  }
  for (const { row, problems: wrong } of refused) {
    tally.add('refused')
    for (const problem of wrong) tally.problem(problem, row.number)
  }
  return { tally, refused, plan }
}

async function planOf(scope: Scope, register: RegisterKind, rows: readonly GoodRow[]): Promise<Plan> {
  if (register === 'facilities') return { register, plan: planFacilities(rows, await county.readCounty(scope), scope.today) }
  if (register === 'staff') return { register, plan: planStaff(rows, await county.readStaff(scope), scope.today) }
  if (register !== 'capacity') throw new Error(`${register} is not planned`)
  const least = policyOf(scope, reservedPercent)
  const plan = planCapacity(rows, await county.readCapacity(scope), { today: scope.today, check: (template) => checkTemplate(template, least) })
  return { register: 'capacity', plan }
}

async function write(scope: Scope, plan: Plan, { run, hashed }: { run: Run; hashed: Passwords }): Promise<void> {
  if (plan.register === 'facilities') return county.writeFacilities(scope, plan.plan)
  if (plan.register === 'capacity') return county.writeCapacity(scope, plan.plan)
  await county.writeStaff(scope, plan.plan)
  await issueFor(scope, run, { plan: plan.plan, hashed })
}
