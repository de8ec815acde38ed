import { query, type Scope } from '#kernel/scope.ts'
import type { RecordTable } from '../taken.ts'
import type { Chunk } from './registry.ts'

/** The columns of each table that a translator fills; the others come from the staged line. */
const columns: Readonly<Record<Exclude<RecordTable, 'visit'>, readonly string[]>> = {
  diagnosis: ['system', 'code', 'name', 'rank', 'status', 'onset_at', 'ended_at', 'at'],
  observation: ['category', 'system', 'code', 'name', 'value_number', 'value_text', 'unit', 'range_low', 'range_high', 'abnormal', 'part_of', 'at'],
  prescription: ['system', 'code', 'name', 'dose', 'frequency', 'route', 'days', 'quantity', 'status', 'until_at', 'at'],
  procedure: ['system', 'code', 'name', 'status', 'ended_at', 'at'],
  immunization: ['system', 'code', 'name', 'status', 'lot', 'at'],
  allergy: ['system', 'code', 'name', 'category', 'criticality', 'reaction', 'status', 'at'],
  diagnostic_report: ['kind', 'system', 'code', 'name', 'conclusion', 'status', 'at'],
  charge: ['kind', 'name', 'amount', 'fund_pay', 'self_pay', 'currency', 'status', 'at'],
}
const tables = Object.keys(columns) as (keyof typeof columns)[]

/** A visit first, because everything else of it stands where it stood. */
const visits = `
insert into record.visit (resident_id, id, facility_id, kind, started_at, ended_at, practitioner_id, practitioner_name, first_doctor_id, complaint, note,
                          recorded_at, source, source_id)
select i.resident_id, i.id, coalesce(i.place_id, p.home_facility_id), r.kind, r.started_at, r.ended_at, i.practitioner_id,
       coalesce(s.name, r.practitioner_name), i.practitioner_id, r.complaint, r.note, $3, $4, i.source_id
  from interop.incoming i
 cross join lateral jsonb_populate_recordset(null::record.visit, i.rows) r
  join resident.resident p on p.id = i.resident_id
  left join staff.staff s on s.id = i.practitioner_id
 where i.target = 'visit' and i.state is null and i.resident_id between $1 and $2
 order by i.resident_id, i.id
on conflict (resident_id, id) do update set facility_id = excluded.facility_id, kind = excluded.kind, started_at = excluded.started_at,
  ended_at = excluded.ended_at, practitioner_id = excluded.practitioner_id, practitioner_name = excluded.practitioner_name,
  first_doctor_id = excluded.first_doctor_id, complaint = excluded.complaint, note = excluded.note, version = visit.version + 1`

const things = new Map(tables.map((table) => [table, thingsText(table)]))

function thingsText(table: keyof typeof columns): string {
  const report = table === 'diagnostic_report'
  const names = [...columns[table], ...(report ? ['observation_ids'] : [])]
  const values = [...columns[table].map((c) => `r.${c}`), ...(report ? [`coalesce(i.needs, '{}')`] : [])]
  return `
insert into record.${table} (resident_id, id, facility_id, visit_id, recorded_at, source, source_id, ${names.join(', ')})
select i.resident_id, r.id, coalesce(v.facility_id, i.place_id, p.home_facility_id), i.visit_id, $3, $4, i.source_id, ${values.join(', ')}
  from interop.incoming i
 cross join lateral jsonb_populate_recordset(null::record.${table}, i.rows) r
  join resident.resident p on p.id = i.resident_id
  left join record.visit v on v.resident_id = i.resident_id and v.id = i.visit_id
 where i.target = '${table}' and i.state is null and i.resident_id between $1 and $2
 order by i.resident_id, r.id
on conflict (resident_id, id) do update set facility_id = excluded.facility_id, visit_id = excluded.visit_id,
  ${names.map((c) => `${c} = excluded.${c}`).join(', ')}`
}

const lines = `
select i.resident_id, i.at, i.id, coalesce(v.facility_id, i.place_id, p.home_facility_id) as facility_id,
       case when i.target = 'visit' then i.id else i.visit_id end as visit_id,
       case when i.target = 'diagnostic_report' then 'diagnosticReport' else i.target end as kind, i.title, i.detail, i.abnormal, $3 as source
  from interop.incoming i
  join resident.resident p on p.id = i.resident_id
  left join record.visit v on v.resident_id = i.resident_id and v.id = case when i.target = 'visit' then i.id else i.visit_id end
 where i.title is not null and i.state is null and i.resident_id between $1 and $2`

/** Everything staged about the people of a chunk, with the timeline, in one transaction with the note of where it came from. */
export async function takeRecord(scope: Scope, chunk: Chunk, source: string): Promise<void> {
  const { from, until } = chunk
  const sent = [query(scope, visits, [from, until, scope.now, source])]
  for (const table of tables) sent.push(query(scope, things.get(table) ?? '', [from, until, scope.now, source]))
  sent.push(
    query(
      scope,
      `update record.entry e set at = l.at, facility_id = l.facility_id, visit_id = l.visit_id, title = l.title, detail = l.detail, abnormal = l.abnormal
         from (${lines} and i.known) l where e.resident_id = l.resident_id and e.id = l.id`,
      [from, until, source],
    ),
    query(
      scope,
      `insert into record.entry (resident_id, at, id, facility_id, visit_id, kind, title, detail, abnormal, source)
       ${lines} and not i.known order by i.resident_id, i.at, i.id`,
      [from, until, source],
    ),
  )
  await Promise.all(sent)
}

/** Whether anything of the chunk was taken before and came back different. */
export async function hasChanges(scope: Scope, { from, until }: Chunk): Promise<boolean> {
  const found = await query(scope, 'select from interop.incoming i where i.known and i.state is null and i.resident_id between $1 and $2 limit 1', [
    from,
    until,
  ])
  return found.length > 0
}

/** A measurement that its source sent again with fewer parts loses those it no longer has. */
export async function dropParts(scope: Scope, { from, until }: Chunk): Promise<void> {
  await query(
    scope,
    `delete from record.observation o using interop.incoming i
      where i.target = 'observation' and i.known and i.state is null and i.resident_id between $1 and $2
        and o.resident_id = i.resident_id and o.part_of = i.id
        and not exists (select from jsonb_array_elements(i.rows) r where (r->>'id')::uuid = o.id)`,
    [from, until],
  )
}

/** A visit that its source moved to another facility takes along what happened in it. */
export async function followVisits(scope: Scope, { from, until }: Chunk): Promise<void> {
  const moved = await query<{ resident_id: string; id: string; facility_id: string }>(
    scope,
    `select v.resident_id, v.id, v.facility_id from interop.incoming i join record.visit v on v.resident_id = i.resident_id and v.id = i.id
       join record.entry e on e.resident_id = v.resident_id and e.visit_id = v.id and e.facility_id <> v.facility_id
      where i.target = 'visit' and i.known and i.state is null and i.resident_id between $1 and $2 group by 1, 2, 3`,
    [from, until],
  )
  for (const visit of moved) {
    for (const table of [...tables, 'entry']) {
      await query(scope, `update record.${table} set facility_id = $3 where resident_id = $1 and visit_id = $2`, [
        visit.resident_id,
        visit.id,
        visit.facility_id,
      ])
    }
  }
}

/** What a source says it entered in error goes out again; its body is kept with the unmapped. */
export async function takeBack(scope: Scope, source: string): Promise<void> {
  for (const table of ['visit', ...tables]) {
    const parts = table === 'observation' ? ' or t.part_of = i.id' : ''
    await query(
      scope,
      `delete from record.${table} t using interop.incoming i
        where i.state = 'enteredInError' and i.known and i.target = $1 and t.resident_id = i.resident_id and (t.id = i.id${parts})`,
      [table],
    )
  }
  await query(
    scope,
    `delete from record.entry e using interop.incoming i where i.state = 'enteredInError' and i.known and e.resident_id = i.resident_id and e.id = i.id`,
    [],
  )
  await query(
    scope,
    `delete from interop.source_key k using interop.incoming i where i.state = 'enteredInError' and k.source = $1 and k.source_id = i.source_id`,
    [source],
  )
}
