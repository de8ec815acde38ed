import { query, type Scope } from '#kernel/scope.ts'

/**
 * Before anything is taken, every staged line is judged as part of the whole: what is there twice, what was taken before,
 * what refers to nothing. Sets of SQL over the staging table, so the order of the files cannot matter.
 */

/** Keys that name exactly one thing are replaced by its id. What two things are called names neither. */
export async function resolveAliases(scope: Scope): Promise<void> {
  await query(scope, 'insert into interop.alias (alias_id, id) select distinct alias_id, id from interop.incoming_alias on conflict do nothing', [])
  const one = `select alias_id, (array_agg(id))[1] as id from interop.alias a where a.alias_id in (select %s from interop.incoming where %s is not null)
                group by alias_id having count(*) = 1`
  for (const column of ['resident_id', 'visit_id', 'place_id', 'practitioner_id']) {
    await query(
      scope,
      `update interop.incoming i set ${column} = a.id from (${one.replaceAll('%s', column)}) a where i.${column} = a.alias_id and i.target <> 'resident'`,
      [],
    )
  }
}

/** Of several copies the one that was changed last is taken, whichever file it stands in. */
export async function markCopies(scope: Scope): Promise<void> {
  await query(
    scope,
    `update interop.incoming i set state = case when i.content_hash = d.winner then 'again' else 'duplicateId' end
       from (select ctid as line, row_number() over w as n, first_value(content_hash) over w as winner
               from interop.incoming
              where state is null and id in (select id from interop.incoming where state is null group by id having count(*) > 1)
             window w as (partition by id order by said_at desc nulls last, content_hash desc, place)) d
      where i.ctid = d.line and d.n > 1`,
    [],
  )
}

/** Lines that change nothing leave the staging table. @returns how many by type */
export async function dropUnchanged(scope: Scope, source: string): Promise<Map<string, number>> {
  const rows = await query<{ kind: string; n: number }>(
    scope,
    `with gone as (
       delete from interop.incoming i where i.state = 'again' or (i.state is null and exists (
         select from interop.source_key k where k.source = $1 and k.source_id = i.source_id and k.content_hash = i.content_hash))
       returning i.kind)
     select kind, count(*)::int as n from gone group by kind`,
    [source],
  )
  await query(
    scope,
    `update interop.incoming i set known = true, state = case when k.resident_id is distinct from i.resident_id and i.state is null then 'movedToAnother' else i.state end
       from interop.source_key k where k.source = $1 and k.source_id = i.source_id and (i.state is null or i.state = 'enteredInError')`,
    [source],
  )
  return new Map(rows.map((r) => [r.kind, r.n]))
}

export async function markCircles(scope: Scope, keys: readonly string[]): Promise<void> {
  if (keys.length > 0) await query(scope, `update interop.incoming set state = 'cycle' where state is null and source_id = any ($1)`, [keys])
}

/** A person, a place, a visit, a result that is neither staged nor stored: from the root to the leaves. */
export async function markBroken(scope: Scope): Promise<number> {
  const staged = (kind: string, column: string) => `exists (select from interop.incoming t where t.id = i.${column} and t.kind = '${kind}' and t.state is null)`
  const mark = (which: string, state: string) => query(scope, `update interop.incoming i set state = '${state}' where i.state is null and ${which}`, [])
  await mark(
    `i.resident_id is not null and i.target <> 'resident' and not ${staged('Patient', 'resident_id')}
     and not exists (select from resident.resident r where r.id = i.resident_id)`,
    'brokenReference: subject',
  )
  await mark(
    `i.place_id is not null and not ${staged('Organization', 'place_id')} and not exists (select from facility.facility f where f.id = i.place_id)`,
    'brokenReference: organization',
  )
  await mark(
    `i.visit_id is not null and exists (
       select from interop.incoming t where t.id = i.visit_id and t.kind = 'Encounter' and t.state is null and t.resident_id <> i.resident_id)`,
    'visitOfAnother',
  )
  await mark(
    `i.visit_id is not null and not ${staged('Encounter', 'visit_id')}
     and not exists (select from record.visit v where v.resident_id = i.resident_id and v.id = i.visit_id)`,
    'brokenReference: encounter',
  )
  await mark(
    `i.needs is not null and exists (select from unnest(i.needs) n where not exists (select from interop.incoming t where t.id = n and t.state is null)
     and not exists (select from record.observation o where o.resident_id = i.resident_id and o.id = n))`,
    'brokenReference: result',
  )
  const unknown = await query(
    scope,
    `update interop.incoming i set practitioner_id = null
      where i.state is null and i.practitioner_id is not null and not ${staged('Practitioner', 'practitioner_id')}
        and not exists (select from staff.staff s where s.id = i.practitioner_id) returning 1`,
    [],
  )
  return unknown.length
}
