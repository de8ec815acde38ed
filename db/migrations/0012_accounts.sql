-- Accounts that a county can trust: a second factor, devices that can be seen and ended, and people who are away.

-- The secret of an authenticator, sealed by the vault. `last_step` is the newest time step that was used: no code counts twice.
create table access.factor (
  account_id   uuid primary key references access.account,
  sealed       bytea not null,
  started_at   timestamptz not null,
  confirmed_at timestamptz,
  last_step    bigint not null default 0
);
-- Shown once, kept as keyed marks; each lets in once where the authenticator is lost.
create table access.recovery_code (
  account_id uuid not null references access.account,
  mark       bytea not null,
  used_at    timestamptz,
  primary key (account_id, mark)
);
grant select, insert, update, delete on access.factor, access.recovery_code to tongmai_app;

-- A device is named by an id of its own; the hash of its token never leaves the database.
alter table access.session add id uuid not null default gen_random_uuid(), add last_used_at timestamptz;
update access.session set last_used_at = created_at;
alter table access.session alter last_used_at set not null, alter last_used_at set default now();
create unique index session_id on access.session (id);

-- Who is away from when until when (the first day back), and who stands in. Beside the assignments, because whose turn it is
-- asks both in one question.
create table access.leave (
  id           uuid primary key,
  staff_id     uuid not null references staff.staff,
  kind         text not null,
  from_day     date not null,
  until_day    date not null,
  stand_in_id  uuid references staff.staff,
  note         text,
  recorded_by  uuid not null,
  recorded_at  timestamptz not null,
  cancelled_at timestamptz,
  check (until_day > from_day),
  check (stand_in_id <> staff_id),
  -- nobody is away twice on a day
  constraint leave_once exclude using gist (staff_id with =, daterange(from_day, until_day) with &&) where (cancelled_at is null)
);
create index leave_until on access.leave (until_day) where cancelled_at is null;
grant select, insert, update on access.leave to tongmai_app, tongmai_loader;
-- What a stand-in was given for the time of a leave.
alter table access.assignment add leave_id uuid references access.leave;

-- Every transfer and departure, as it was decided: the posts themselves are the staff's.
create schema movement;
grant usage on schema movement to tongmai_app;
create table movement.change (
  id             uuid primary key,
  staff_id       uuid not null references staff.staff,
  kind           text not null check (kind in ('transferred', 'departed')),
  on_day         date not null,
  to_facility_id uuid references facility.facility,
  reason         text not null,
  recorded_by    uuid not null,
  recorded_at    timestamptz not null,
  -- when the account of somebody who departed was closed: on the day itself
  settled_at     timestamptz
);
create index change_of_staff on movement.change (staff_id, on_day desc);
create index change_unsettled on movement.change (on_day) where settled_at is null;
grant select, insert, update on movement.change to tongmai_app;
