import { newId } from '#kernel/ids.ts'
import { idsOf, query, type Scope } from '#kernel/scope.ts'
import type { NewVisit } from './rules/draft.ts'
import type { ThingRows, VisitRow } from './rules/rows.ts'
import type { Line, Thing } from './rules/things.ts'

/** A visit with everything that happened in it and a line of the timeline for each, sent together. */
export async function insertVisit(scope: Scope, visit: NewVisit): Promise<void> {
  const { facilityId, accountId } = scope.actor
  await Promise.all([
    query(
      scope,
      `insert into record.visit (resident_id, id, facility_id, department_id, kind, started_at, ended_at, practitioner_id, practitioner_name,
                                 first_doctor_id, complaint, note, advice, late_reason, referral_id, recorded_at, recorded_by, source)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 'recorded')`,
      [
        visit.residentId,
        visit.id,
        facilityId,
        visit.departmentId ?? null,
        visit.kind,
        visit.startedAt,
        visit.endedAt ?? null,
        visit.practitionerId,
        visit.practitionerName,
        visit.firstDoctorId,
        visit.complaint ?? null,
        visit.note ?? null,
        visit.advice ?? null,
        visit.lateReason ?? null,
        visit.referralId ?? null,
        scope.now,
        accountId,
      ],
    ),
    insertEntries(scope, { residentId: visit.residentId, visitId: visit.id }, [{ id: visit.id, at: visit.startedAt, kind: 'visit', ...visit.line }]),
    insertThings(scope, { residentId: visit.residentId, visitId: visit.id }, visit.things),
  ])
}

/** Ends a visit of the own facility: discharge. False where there is none open. */
export async function endVisit(scope: Scope, visit: { residentId: string; visitId: string; endedAt: string; note?: string | null }): Promise<boolean> {
  const ended = await query(
    scope,
    `update record.visit set ended_at = $3, note = coalesce($4, note), version = version + 1
      where resident_id = any (scope.person($1)) and id = $2 and ended_at is null and started_at <= $3 and facility_id = any ($5::uuid[]) returning id`,
    [visit.residentId, visit.visitId, visit.endedAt, visit.note ?? null, scope.actor.facilities],
  )
  return ended.length > 0
}

type Of = { readonly residentId: string; readonly visitId: string | null }

/** What a thing's own columns are, beside those that every thing has. */
const columns = {
  diagnosis: ['system', 'code', 'name', 'rank', 'status', 'onset_at'],
  observation: [
    'category',
    'system',
    'code',
    'name',
    'value_number',
    'value_text',
    'unit',
    'range_low',
    'range_high',
    'abnormal',
    'coalesce(r.confirmed, false) as confirmed',
    'part_of',
  ],
  prescription: ['system', 'code', 'name', 'dose', 'frequency', 'route', 'days', 'quantity', 'status', 'until_at'],
  allergy: ['system', 'code', 'name', 'category', 'criticality', 'reaction', 'status'],
  charge: ['kind', 'name', 'amount', 'fund_pay', 'self_pay', 'currency', 'status'],
  document: ['kind', 'title', 'content'],
} as const satisfies Record<Thing['table'], readonly string[]>

const kinds = Object.keys(columns) as Thing['table'][]
const inserts = new Map(kinds.map((table) => [table, insertText(table)]))

function insertText(table: Thing['table']): string {
  const names = columns[table].map((c) => c.split(' as ').at(-1)).join(', ')
  const values = columns[table].map((c) => (c.includes('(') ? c : `r.${c}`)).join(', ')
  return `insert into record.${table} (resident_id, id, facility_id, visit_id, at, recorded_at, recorded_by, source, ${names})
          select $1, r.id, $2, $3, r.at, $4, $5, 'recorded', ${values} from jsonb_populate_recordset(null::record.${table}, $6) r`
}

/** One statement for each kind of thing, whatever their number; each thing that is not a part has its line. */
export async function insertThings(scope: Scope, of: Of, things: readonly Thing[]): Promise<void> {
  const { facilityId, accountId } = scope.actor
  const writes = kinds.flatMap((table) => {
    const rows = things.filter((t) => t.table === table).map((t) => t.row)
    const values = [of.residentId, facilityId, of.visitId, scope.now, accountId, JSON.stringify(rows)]
    return rows.length > 0 ? [query(scope, inserts.get(table) ?? '', values)] : []
  })
  const lines = things.flatMap(({ table, row, line }) => (line ? [{ id: row.id, at: row.at, kind: table, ...line }] : []))
  await Promise.all([...writes, insertEntries(scope, of, lines)])
}

async function insertEntries(scope: Scope, of: Of, lines: readonly (Line & { id: string; at: string; kind: string })[]): Promise<void> {
  if (lines.length === 0) return
  await query(
    scope,
    `insert into record.entry (resident_id, at, id, facility_id, visit_id, kind, title, detail, abnormal, source)
     select $1, r.at, r.id, $2, $3, r.kind, r.title, r.detail, r.abnormal, 'recorded' from jsonb_populate_recordset(null::record.entry, $4) r`,
    [of.residentId, scope.actor.facilityId, of.visitId, JSON.stringify(lines)],
  )
}

export type NewDocument = {
  readonly residentId: string
  readonly visitId?: string | null
  readonly kind: string
  readonly title: string
  /** Kept as it is, for example the pack a discharge sends home. */
  readonly content: unknown
  readonly at?: string
  readonly detail?: string | null
}

export async function insertDocument(scope: Scope, document: NewDocument): Promise<string> {
  const { residentId, visitId = null, kind, title, content, at = scope.now, detail = null } = document
  const id = newId()
  const row = { id, at, kind, title, content } as Thing['row']
  await insertThings(scope, { residentId, visitId }, [{ table: 'document', row, line: { title, detail, abnormal: false } }])
  return id
}

export async function findVisit(scope: Scope, residentId: string, visitId: string): Promise<VisitRow | undefined> {
  const [row] = await query<VisitRow>(
    scope,
    `select id, facility_id, kind, started_at, ended_at, practitioner_name, first_doctor_id, complaint, note, advice, late_reason, source
       from record.visit where resident_id = any ($1::uuid[]) and id = $2`,
    [idsOf(scope, residentId), visitId],
  )
  return row
}

/** Everything that belongs to a visit: seven questions, one trip. */
export async function thingsOf(scope: Scope, residentId: string, visitId: string): Promise<ThingRows> {
  const of = <R extends object>(table: string, wanted: string, order: string) =>
    query(scope, `select ${wanted} from record.${table} where resident_id = any ($1::uuid[]) and visit_id = $2 order by ${order}`, [
      idsOf(scope, residentId),
      visitId,
    ]) as Promise<R[]>
  const [diagnoses, observations, prescriptions, procedures, reports, documents, charges] = await Promise.all([
    of<ThingRows['diagnoses'][number]>('diagnosis', 'system, code, name, rank, status, at', 'rank, id'),
    of<ThingRows['observations'][number]>(
      'observation',
      'id, part_of, system, code, name, value_number, value_text, unit, range_low, range_high, abnormal, confirmed, at',
      'at, id',
    ),
    of<ThingRows['prescriptions'][number]>('prescription', 'system, code, name, dose, frequency, route, days, quantity, status, until_at, at', 'at, id'),
    of<ThingRows['procedures'][number]>('procedure', 'system, code, name, status, at', 'at, id'),
    of<ThingRows['reports'][number]>('diagnostic_report', 'kind, system, code, name, conclusion, status, at', 'at, id'),
    of<ThingRows['documents'][number]>('document', 'id, kind, title, content, at', 'at, id'),
    of<ThingRows['charges'][number]>('charge', 'kind, name, amount, fund_pay, self_pay, currency, status', 'at, id'),
  ])
  return { diagnoses, observations, prescriptions, procedures, reports, documents, charges }
}

export type ReadingRow = { resident_id: string; visit_id: string | null; code: string; value: number; at: string; confirmed: boolean }

/** Measurements of some codes since a moment, oldest first: what a disease is looked for in. */
export async function readingsOf(scope: Scope, residentId: string, on: { codes: readonly string[]; from: string }): Promise<ReadingRow[]> {
  return query<ReadingRow>(
    scope,
    `select o.resident_id, o.visit_id, o.code, o.value_number as value, o.at, o.confirmed
       from record.observation o
      where o.resident_id = any ($1::uuid[]) and o.code = any ($2) and o.at >= $3 and o.value_number is not null order by o.at, o.id limit 500`,
    [idsOf(scope, residentId), on.codes, on.from],
  )
}

/** How many examinations each of these people had in a span of days. */
export async function checkupsOf(scope: Scope, span: { residentIds: readonly string[]; from: string; until: string }): Promise<Map<string, number>> {
  const rows = await query<{ resident_id: string; count: number }>(
    scope,
    `select resident_id, count(*)::int as count from record.visit
      where resident_id = any ($1::uuid[]) and kind = 'checkup' and started_at >= $2::date and started_at < $3::date + 1 group by resident_id`,
    [span.residentIds, span.from, span.until],
  )
  return new Map(rows.map((r) => [r.resident_id, r.count]))
}

/** Insured people whose home is now at these facilities and who were admitted in their county between two days, both included; each once. */
export async function admittedAt(
  scope: Scope,
  on: { facilityIds: readonly string[]; from: string; until: string },
): Promise<{ residentId: string; facilityId: string }[]> {
  return query(
    scope,
    `select distinct s.person_id as "residentId", s.home_facility_id as "facilityId" from record.stay_measure s
      where s.home_facility_id = any ($1::uuid[]) and s.on_date between $2 and $3 and s.insured and s.inside`,
    [on.facilityIds, on.from, on.until],
  )
}

/** Of some people those who were admitted between two days, under whichever of their ids. */
export async function admittedAmong(scope: Scope, on: { residentIds: readonly string[]; from: string; until: string }): Promise<Set<string>> {
  const rows = await query<{ asked: string }>(
    scope,
    `select distinct a.asked from scope.persons($1::uuid[]) a
       join record.visit v on v.resident_id = a.id and v.kind = 'inpatient' and v.on_date between $2 and $3`,
    [on.residentIds, on.from, on.until],
  )
  return new Set(rows.map((r) => r.asked))
}
