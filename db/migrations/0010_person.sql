-- One person, several rows. Merging residents rewrites nothing: an alias says that what was written under one id belongs to the
-- current id from a moment on, and unmerging ends the alias. Aliases are flat: a current id is never an alias itself.
create table resident.alias (
  id               uuid primary key,
  alias_id         uuid not null references resident.resident,
  current_id       uuid not null references resident.resident,
  -- Where the two were at home: both facilities go on seeing their person.
  alias_home_id    uuid not null,
  current_home_id  uuid not null,
  because          text not null,
  from_at          timestamptz not null,
  by_account_id    uuid,
  until_at         timestamptz,
  ended_by         uuid,
  ended_because    text,
  check (alias_id <> current_id),
  check ((until_at is null) = (ended_because is null))
);
create unique index alias_live on resident.alias (alias_id) where until_at is null;
create index alias_current on resident.alias (current_id) where until_at is null;
grant select, insert, update on resident.alias to tongmai_app, tongmai_loader;
grant select on resident.alias to tongmai_matcher;

-- All ids of the person an id belongs to, the current one first. Says nothing but that.
create function scope.person(anyone uuid) returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog
begin atomic
  select array[p.id] || array(select a.alias_id from resident.alias a where a.current_id = p.id and a.until_at is null order by a.alias_id)
            from (select coalesce((select a.current_id from resident.alias a where a.alias_id = anyone and a.until_at is null), anyone) as id) p;
end;
alter function scope.person(uuid) owner to tongmai_matcher;

-- For residents who signed in themselves: their own ids and those of whom they act for.
create function scope.residents() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('scope.residents', true), '')::uuid[];

-- Every id of the one person whose record is open: by a basis of an acting facility, as a person this facility had before a merge,
-- or as oneself. Evaluated once a statement.
create function access.opened() returns uuid[]
language sql stable parallel safe security definer set search_path = pg_catalog
begin atomic
  select p.ids from (select scope.person(scope.resident()) as ids) p
           where exists (select from access.basis b
                          where b.resident_id = any (p.ids) and b.facility_id = any (scope.facilities())
                            and scope.moment() between b.from_at and b.until_at)
              or exists (select from resident.alias a
                          where a.current_id = p.ids[1] and a.until_at is null
                            and (a.alias_home_id = any (scope.facilities()) or a.current_home_id = any (scope.facilities())))
              or p.ids && scope.residents();
end;
grant select on access.basis to tongmai_matcher;
alter function access.opened() owner to tongmai_matcher;

create or replace procedure scope.protect(relation regclass, facilities text[], resident text default null)
language plpgsql as $$
declare
  own text;
  opened text;
begin
  select string_agg(format('%I = any ((select scope.facilities())::uuid[])', f), ' or ') into own from unnest(facilities) f;
  opened := case when resident is null then '' else format(' or %I = any ((select access.opened())::uuid[])', resident) end;
  execute format('alter table %s enable row level security', relation);
  execute format('alter table %s force row level security', relation);
  execute format('create policy read on %s for select to tongmai_app using (%s%s)', relation, own, opened);
  execute format('create policy add on %s for insert to tongmai_app with check (%s)', relation, own);
  execute format('create policy change on %s for update to tongmai_app using (%s) with check (%s)', relation, own, own);
  execute format('create policy remove on %s for delete to tongmai_app using (%s)', relation, own);
  execute format('create policy county on %s for select to tongmai_county using (true)', relation);
  execute format('create policy load on %s for all to tongmai_loader using (true) with check (true)', relation);
  execute format('grant select on %s to tongmai_county', relation);
end $$;

call scope.protect('resident.alias', array['alias_home_id', 'current_home_id'], 'current_id');
create policy match on resident.alias for select to tongmai_matcher using (true);

-- The tables that were protected before: own rows as in their `change` policy, or the one opened person.
do $$
declare
  t record;
begin
  for t in select r.schemaname, r.tablename, own.qual as own
             from pg_policies r join pg_policies own using (schemaname, tablename)
            where r.policyname = 'read' and own.policyname = 'change' and r.qual like '%access.basis%' loop
    execute format('alter policy read on %I.%I using (%s or %I = any ((select access.opened())::uuid[]))', t.schemaname, t.tablename, t.own,
      case when t.schemaname = 'resident' and t.tablename = 'resident' then 'id' else 'resident_id' end);
  end loop;
end $$;
