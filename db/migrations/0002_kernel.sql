create schema kernel;
grant usage on schema kernel to tongmai_app, tongmai_county, tongmai_loader, tongmai_auditor;

-- One line for every command and every reading of a person's data, refusals too. The application can add, never read or change.
create table kernel.trail (
  id           bigint generated always as identity primary key,
  at           timestamptz not null,
  account_id   uuid,
  facility_id  uuid,
  role         text,
  capability   text not null,
  kind         text not null check (kind in ('read', 'write')),
  outcome      text not null check (outcome in ('done', 'refused', 'notFound', 'forbidden')),
  resident_id  uuid,
  subject_id   uuid,
  basis        text,
  detail       text,
  request_id   text not null
);
create index trail_of_resident on kernel.trail (resident_id, at) where resident_id is not null;
create index trail_at on kernel.trail using brin (at);
grant insert on kernel.trail to tongmai_app;
grant select on kernel.trail to tongmai_auditor;

-- What was answered to a command, so that the same command sent again gets the same answer and does nothing.
create table kernel.idempotency (
  actor_id   uuid not null,
  capability text not null,
  key        uuid not null,
  body_hash  bytea not null,
  status     int not null,
  answer     text not null,
  at         timestamptz not null,
  primary key (actor_id, capability, key)
);
create index idempotency_at on kernel.idempotency using brin (at);
grant select, insert, delete on kernel.idempotency to tongmai_app;

-- Who must do what by when. The card is what the owner reads on the row; the kernel does not look inside.
create table kernel.duty (
  id                uuid primary key,
  kind              text not null,
  subject_kind      text not null,
  subject_id        uuid not null,
  resident_id       uuid,
  is_next           boolean not null,
  owner_facility_id uuid not null,
  owner_role        text not null,
  owner_person_id   uuid,
  involved          uuid[] not null,
  risk              int not null default 0,
  due_at            timestamptz not null,
  opened_at         timestamptz not null,
  opened_by         uuid,
  closed_at         timestamptz,
  closed_by         uuid,
  outcome           text,
  escalation        int not null default 0,
  climbed_from      text,
  card              jsonb not null,
  check ((closed_at is null) = (outcome is null))
);
create unique index duty_next on kernel.duty (subject_kind, subject_id) where is_next and closed_at is null;
create index duty_of_subject on kernel.duty (subject_id);
create index duty_open on kernel.duty (owner_facility_id, owner_role, due_at, id) where closed_at is null;
create index duty_due on kernel.duty (due_at) where closed_at is null;
alter table kernel.duty enable row level security;
alter table kernel.duty force row level security;
create policy read on kernel.duty for select to tongmai_app using (
  owner_facility_id = any ((select scope.facilities())::uuid[]) or involved && (select scope.facilities())::uuid[]);
create policy add on kernel.duty for insert to tongmai_app with check (true);
create policy change on kernel.duty for update to tongmai_app using (
  owner_facility_id = any ((select scope.facilities())::uuid[]) or involved && (select scope.facilities())::uuid[]);
create policy county on kernel.duty for select to tongmai_county using (true);
create policy load on kernel.duty for all to tongmai_loader using (true) with check (true);
grant select, insert, update on kernel.duty to tongmai_app, tongmai_loader;
grant select on kernel.duty to tongmai_county;

-- County values over the nation's, append-only: a later line wins, a mistake is corrected by another line.
create table kernel.policy_override (
  id       uuid primary key,
  key      text not null,
  level    text not null check (level in ('county', 'consortium', 'facility')),
  place_id uuid,
  from_day date not null,
  until_day date,
  value    jsonb not null,
  source   text not null,
  reason   text not null,
  by       uuid not null,
  at       timestamptz not null,
  check (until_day is null or until_day > from_day),
  check ((level = 'county') = (place_id is null))
);
create index policy_override_key on kernel.policy_override (key, from_day);
grant select, insert on kernel.policy_override to tongmai_app;

-- The county's calendar: days that differ from the week (holidays, and weekends worked in exchange).
create table kernel.calendar_day (
  day     date primary key,
  working boolean not null,
  name_zh text not null,
  name_en text,
  source  text not null
);
grant select, insert, update, delete on kernel.calendar_day to tongmai_app;

-- Messages to people outside the screens. A local sink keeps them until an adapter sends them.
create table kernel.message (
  id          uuid primary key,
  facility_id uuid not null,
  resident_id uuid,
  channel     text not null,
  template    text not null,
  body        jsonb not null,
  created_at  timestamptz not null,
  sent_at     timestamptz
);
grant select, insert, update on kernel.message to tongmai_app;
call scope.protect('kernel.message', array['facility_id']);

-- What this data folder is: the seed it was made with, once and for all.
create table kernel.setting (
  key   text primary key,
  value jsonb not null
);
grant select, insert, update, delete on kernel.setting to tongmai_app;
