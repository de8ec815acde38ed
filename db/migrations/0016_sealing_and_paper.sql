-- Keys of secrets at rest: which there are, and values moving from one to the next while the platform serves.
-- tongmai_sealer re-seals: it reaches the sealed columns of everybody and nothing else of them.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tongmai_sealer') then
    create role tongmai_sealer nologin noinherit;
  end if;
  execute format('grant tongmai_sealer to tongmai_app, %I', current_user);
end $$;
grant usage on schema scope, kernel, resident to tongmai_sealer;

grant select (id, phone_sealed), update (phone_sealed) on resident.resident to tongmai_sealer;
grant select (resident_id, sealed, blind), update (sealed, blind) on resident.identifier to tongmai_sealer;
grant select (resident_id, blind), update (blind) on resident.phone_index to tongmai_sealer;
create policy reseal on resident.resident for all to tongmai_sealer using (true) with check (true);
create policy reseal on resident.identifier for all to tongmai_sealer using (true) with check (true);
create policy reseal on resident.phone_index for all to tongmai_sealer using (true) with check (true);

-- A known text under every key: whoever comes with another key, or without one, is told before anything is served.
-- Only the owner looks here.
create table kernel.key_check (
  kind    text not null check (kind in ('seal', 'blind')),
  version int not null,
  value   bytea not null,
  made_at timestamptz not null default now(),
  primary key (kind, version)
);

-- Values moving to a new key. Place and cursor say how far: after a kill the next batch follows the last that was committed.
create table kernel.rotation (
  id            int generated always as identity primary key,
  seal_version  int not null,
  blind_version int not null,
  place         int not null default 0,
  cursor        uuid not null default '00000000-0000-0000-0000-000000000000',
  done          bigint not null default 0,
  total         bigint,
  moved         bigint not null default 0,
  left_over     bigint,
  started_at    timestamptz not null default now(),
  finished_at   timestamptz
);
create unique index rotation_open on kernel.rotation ((true)) where finished_at is null;
grant select on kernel.rotation to tongmai_app;
grant select, update on kernel.rotation to tongmai_sealer;

-- An exact number is looked for under every key there is. Found by any of their numbers, a person is shown once and as they are now.
drop function resident.find_exact(bytea);
create function resident.find_exact(sought bytea[])
returns table (resident_id uuid, masked_name text, sex text, birth_year int, village text, status text)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.id, left(r.name, 1) || repeat('*', greatest(char_length(r.name) - 1, 1)), r.sex,
         extract(year from r.birth_date)::int, r.village, r.status
    from resident.resident r
   where r.id in (select coalesce(a.current_id, f.resident_id)
                    from (select i.resident_id from resident.identifier i where i.blind = any (sought)
                          union select p.resident_id from resident.phone_index p where p.blind = any (sought)) f
                    left join resident.alias a on a.alias_id = f.resident_id and a.until_at is null)
   order by r.id
   limit 20;
end;
alter function resident.find_exact(bytea[]) owner to tongmai_matcher;
revoke all on function resident.find_exact(bytea[]) from public;
grant execute on function resident.find_exact(bytea[]) to tongmai_app;

-- Errors go to the application, which writes them down without what they were about. The server would write the value too
-- (`invalid input syntax for type uuid: "…"`). Only a superuser may say so; docs/operations.md tells who else must.
do $$
begin
  alter role tongmai_app set log_min_messages = 'log';
exception when insufficient_privilege then
  raise notice 'log_min_messages of tongmai_app was not set: see docs/operations.md';
end $$;

-- What was printed, so that the code on a sheet can be looked up. Nothing of the content is kept, and of the person only what is
-- enough to see that sheet and line belong together.
create schema paper;
grant usage on schema paper to tongmai_app, tongmai_county, tongmai_loader;
create table paper.issued (
  code           text primary key,
  kind           text not null check (kind in ('referral', 'discharge', 'visit')),
  subject_id     uuid not null,
  resident_id    uuid not null,
  facility_id    uuid not null,
  -- Whom the sheet is for, where that is another facility: they may look it up too.
  to_facility_id uuid,
  about          text not null,
  issued_by      text not null,
  issued_at      timestamptz not null
);
create index issued_of_resident on paper.issued (resident_id);
grant select, insert on paper.issued to tongmai_app, tongmai_loader;
call scope.protect('paper.issued', array['facility_id', 'to_facility_id'], 'resident_id');
