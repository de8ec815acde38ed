import { newId } from '#kernel/ids.ts'
import { query, type Scope, tables } from '#kernel/scope.ts'

const supervision = tables('supervision')

export type FindingRow = {
  id: string
  facility_id: string
  kind: string
  severity: 'minor' | 'major' | 'critical'
  text: string
  required: string
  due_on: string
  status: 'filed' | 'answered' | 'closed'
  rounds: number
  answer: string | null
  filed_by: string
  filed_by_name: string
  filed_at: string
  version: number
}

const columns = [
  'id',
  'facility_id',
  'kind',
  'severity',
  'text',
  'required',
  'due_on',
  'status',
  'rounds',
  'answer',
  'filed_by',
  'filed_by_name',
  'filed_at',
  'version',
] as const

export async function findFinding(scope: Scope, id: string, options: { isLocked?: boolean } = {}): Promise<FindingRow | undefined> {
  let row = supervision(scope).selectFrom('supervision.finding').select(columns).where('id', '=', id)
  if (options.isLocked) row = row.forUpdate()
  return (await row.executeTakeFirst()) as FindingRow | undefined
}

/** Findings at the facilities within reach, the most urgent first. */
export async function findings(
  scope: Scope,
  page: { status?: string | undefined; limit: number; after?: { dueOn: string; id: string } | undefined },
): Promise<FindingRow[]> {
  const { after } = page
  let rows = supervision(scope).selectFrom('supervision.finding').select(columns)
  rows = page.status ? rows.where('status', '=', page.status) : rows.where('status', '!=', 'closed')
  if (after) rows = rows.where((e) => e.or([e('due_on', '>', after.dueOn), e.and([e('due_on', '=', after.dueOn), e('id', '>', after.id)])]))
  return (await rows.orderBy('due_on').orderBy('id').limit(page.limit).execute()) as FindingRow[]
}

/** How many of each state stand at the facilities within reach. */
export async function countFindings(scope: Scope): Promise<{ filed: number; answered: number; closed: number }> {
  const [row] = await query<{ filed: number; answered: number; closed: number }>(
    scope,
    `select count(*) filter (where status = 'filed')::int as filed, count(*) filter (where status = 'answered')::int as answered,
            count(*) filter (where status = 'closed')::int as closed
       from supervision.finding where facility_id = any ((select scope.facilities())::uuid[])`,
    [],
  )
  return row ?? { filed: 0, answered: 0, closed: 0 }
}

type NewFinding = Pick<FindingRow, 'facility_id' | 'kind' | 'severity' | 'text' | 'required' | 'due_on'>

export async function insertFinding(scope: Scope, finding: NewFinding): Promise<string> {
  const id = newId()
  const filed = { status: 'filed', filed_by: scope.actor.staffId ?? scope.actor.accountId, filed_by_name: scope.actor.name, filed_at: scope.now }
  await supervision(scope)
    .insertInto('supervision.finding')
    .values({ id, ...finding, ...filed })
    .execute()
  await addHistory(scope, { id, facility_id: finding.facility_id }, { step: 'filed', text: finding.text })
  return id
}

type Next = { readonly status: FindingRow['status']; readonly step: 'answered' | 'returned' | 'closed'; readonly text: string }

/** The state and its history line together. */
export async function moveFinding(scope: Scope, row: FindingRow, next: Next): Promise<void> {
  const answered = next.step === 'answered' ? { answer: next.text, answered_by_name: scope.actor.name, answered_at: scope.now } : {}
  await supervision(scope)
    .updateTable('supervision.finding')
    .set((e) => ({
      status: next.status,
      version: e('version', '+', 1),
      rounds: next.step === 'returned' ? e('rounds', '+', 1) : e.ref('rounds'),
      closed_at: next.status === 'closed' ? scope.now : null,
      ...answered,
    }))
    .where('id', '=', row.id)
    .execute()
  await addHistory(scope, row, { step: next.step, text: next.text })
}

async function addHistory(scope: Scope, of: { id: string; facility_id: string }, line: { step: string; text: string }): Promise<void> {
  await supervision(scope)
    .insertInto('supervision.history')
    .values({ finding_id: of.id, facility_id: of.facility_id, step: line.step, text: line.text, by_name: scope.actor.name, at: scope.now })
    .execute()
}

export async function historyOf(scope: Scope, id: string) {
  return query<{ step: 'filed' | 'answered' | 'returned' | 'closed'; text: string; by: string; at: string }>(
    scope,
    'select step, text, by_name as by, at from supervision.history where finding_id = $1 order by id',
    [id],
  )
}
