-- Oversight: who holds which power, what supervisors found, and a trail that shows when somebody touched it.

-- The consortium's list of powers as the county decided it: one owner of a power on a day, never edited, only ended.
-- The check at the door reads it, so it lives with the kernel.
create table kernel.power_line (
  id           uuid primary key,
  power        text not null,
  body         text not null,
  owner_role   text not null,
  capabilities text[] not null,
  basis        text not null,
  source       text not null,
  from_day     date not null,
  until_day    date,
  reason       text not null,
  by           uuid not null,
  at           timestamptz not null,
  check (until_day is null or until_day > from_day),
  check (cardinality(capabilities) > 0),
  constraint power_one_owner exclude using gist (power with =, daterange(from_day, until_day) with &&)
);
grant select, insert, update (until_day) on kernel.power_line to tongmai_app;

-- What a seconded supervisor found at a facility, until it is closed.
create schema supervision;
grant usage on schema supervision to tongmai_app, tongmai_county, tongmai_loader;
create table supervision.finding (
  id            uuid primary key,
  facility_id   uuid not null references facility.facility,
  kind          text not null,
  severity      text not null check (severity in ('minor', 'major', 'critical')),
  text          text not null,
  required      text not null,
  due_on        date not null,
  status        text not null check (status in ('filed', 'answered', 'closed')),
  rounds        int not null default 0,
  answer        text,
  filed_by      uuid not null,
  filed_by_name text not null,
  filed_at      timestamptz not null,
  answered_by_name text,
  answered_at   timestamptz,
  closed_at     timestamptz,
  version       int not null default 1,
  check ((status = 'closed') = (closed_at is not null)),
  check (status <> 'answered' or answer is not null)
);
create index finding_of_facility on supervision.finding (facility_id, status, due_on);
create table supervision.history (
  id          bigint generated always as identity primary key,
  finding_id  uuid not null references supervision.finding,
  facility_id uuid not null,
  step        text not null,
  text        text not null,
  by_name     text not null,
  at          timestamptz not null
);
create index history_of_finding on supervision.history (finding_id, id);
grant select, insert, update on supervision.finding to tongmai_app, tongmai_loader;
grant select, insert on supervision.history to tongmai_app, tongmai_loader;
call scope.protect('supervision.finding', array['facility_id']);
call scope.protect('supervision.history', array['facility_id']);

-- The trail is searched by person, actor, facility and time, newest first; each index also carries the page's order.
-- brin keeps the plain period small, and whoever asks for refusals only reads an index of refusals only.
create index trail_of_account on kernel.trail (account_id, id) where account_id is not null;
create index trail_of_facility on kernel.trail (facility_id, id) where facility_id is not null;
create index trail_of_refusals on kernel.trail (id) where outcome <> 'done';
drop index kernel.trail_of_resident;
create index trail_of_resident on kernel.trail (resident_id, id) where resident_id is not null;

-- Blocks of lines, each holding a keyed mark of every line, the block before and a keyed sum of all: whoever alters, takes out
-- or puts in a line without the key is found. The application adds blocks and never changes one.
create table kernel.trail_block (
  number    bigint primary key,
  sealed_at timestamptz not null,
  lines     bigint[] not null,
  marks     bytea not null,
  previous  bytea not null,
  seal      bytea not null,
  check (octet_length(marks) = 8 * cardinality(lines))
);
create index trail_block_at on kernel.trail_block (sealed_at);
grant select on kernel.trail_block to tongmai_auditor;
grant insert on kernel.trail_block to tongmai_auditor;

-- Whom a line of the trail is about, as the auditor reads it: enough to tell people apart, nothing to learn.
create function resident.masked(ids uuid[])
returns table (resident_id uuid, masked_name text, sex text, birth_year int)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.id, left(r.name, 1) || repeat('*', greatest(char_length(r.name) - 1, 1)), r.sex, extract(year from r.birth_date)::int
    from resident.resident r where r.id = any (ids) limit 1000;
end;
alter function resident.masked(uuid[]) owner to tongmai_matcher;
revoke all on function resident.masked(uuid[]) from public;
grant usage on schema resident to tongmai_auditor;
grant execute on function resident.masked(uuid[]) to tongmai_auditor;
