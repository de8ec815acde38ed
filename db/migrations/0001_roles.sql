-- Who the database knows. Roles live in the server, not in one database, so they may exist already.
-- tongmai_app      the application: owns nothing, sees only what row security lets through
-- tongmai_county   county-wide reading for measures and bureaus; taken by `set local role`, never inherited
-- tongmai_matcher  owns the two functions that find one person in the whole county and return a masked card
-- tongmai_booker   owns the functions that count units, because a unit may be held by a facility the asker cannot see
-- tongmai_loader   bulk input by the importer and the synthetic county
-- tongmai_auditor  reads the trail
do $$
declare
  name text;
begin
  foreach name in array array['tongmai_app', 'tongmai_county', 'tongmai_matcher', 'tongmai_booker', 'tongmai_loader', 'tongmai_auditor'] loop
    if not exists (select from pg_roles where rolname = name) then
      -- noinherit: a granted role must be taken on purpose, also on PostgreSQL 15 where the grant cannot say so
      execute format('create role %I nologin noinherit', name);
    end if;
  end loop;
end $$;

grant tongmai_county, tongmai_loader, tongmai_auditor to tongmai_app;
do $$
begin
  execute format('grant tongmai_matcher, tongmai_booker, tongmai_loader to %I', current_user);
end $$;

create extension if not exists btree_gist;

-- The acting person and place, set by the kernel at the start of every transaction.
create schema scope;
grant usage on schema scope to tongmai_app, tongmai_county, tongmai_matcher, tongmai_booker, tongmai_loader, tongmai_auditor;

create function scope.facilities() returns uuid[] language sql stable parallel safe
  return nullif(current_setting('scope.facilities', true), '')::uuid[];

create function scope.resident() returns uuid language sql stable parallel safe
  return nullif(current_setting('scope.resident', true), '')::uuid;

-- The moment the kernel decides by; the same one in rules, rows and row security.
create function scope.moment() returns timestamptz language sql stable parallel safe
  return coalesce(nullif(current_setting('scope.moment', true), '')::timestamptz, now());

create schema access;
grant usage on schema access to tongmai_app, tongmai_county, tongmai_matcher, tongmai_loader;

-- Why a facility may read a resident's record. Each care domain grants and ends its own lines.
create table access.basis (
  resident_id uuid not null,
  facility_id uuid not null,
  kind        text not null,
  because     uuid not null,
  from_at     timestamptz not null,
  until_at    timestamptz not null,
  granted_by  uuid,
  primary key (resident_id, facility_id, kind, because)
);
create index basis_of_facility on access.basis (facility_id, until_at);
grant select, insert, update on access.basis to tongmai_app;
grant select, insert, update on access.basis to tongmai_loader;

-- The one place where the wording of row security lives (docs/decisions/0004): the facility array inside a scalar
-- sub-select is evaluated once a statement; a function call a row made the same query a hundred times slower.
create procedure scope.protect(relation regclass, facilities text[], resident text default null)
language plpgsql as $$
declare
  own text;
  opened text;
begin
  select string_agg(format('%I = any ((select scope.facilities())::uuid[])', f), ' or ') into own from unnest(facilities) f;
  opened := case when resident is null then '' else format(
    ' or %I = (select b.resident_id from access.basis b'
    ' where b.resident_id = (select scope.resident()) and b.facility_id = any ((select scope.facilities())::uuid[])'
    ' and (select scope.moment()) between b.from_at and b.until_at limit 1)', resident) end;
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
