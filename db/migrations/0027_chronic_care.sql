-- Chronic care: one row for each person, one for each disease of the person, and what was done. A disease is a text of the
-- program's list and its readings are named values, so that a new disease needs no migration.
create schema chronic_care;
grant usage on schema chronic_care to tongmai_app, tongmai_county, tongmai_loader;

create table chronic_care.managed (
  id                   uuid primary key,
  resident_id          uuid not null,
  person               jsonb not null,
  facility_id          uuid not null,
  -- Where the person moved to, until that facility has taken over.
  transfer_facility_id uuid,
  status               text not null check (status in ('suspected', 'managed', 'refused', 'lost', 'transferring', 'moved', 'died', 'ended')),
  since                date not null,
  next_step            text,
  next_due_on          date,
  risk                 int not null default 0,
  last_follow_up_on    date,
  last_follow_up       jsonb,
  last_readings        jsonb not null default '{}',
  last_answers         jsonb not null default '{}',
  medications          jsonb not null default '[]',
  diagnoses            text[] not null default '{}',
  agreed_on            date,
  ask_again_on         date,
  home_visit_on        date,
  lost_on              date,
  transfer_on          date,
  ended_on             date,
  last_call            jsonb,
  unanswered_calls     int not null default 0,
  version              int not null default 1,
  -- What is open waits for something, and what is closed for nothing.
  constraint open_has_a_next check ((status in ('moved', 'died', 'ended')) = (next_due_on is null)),
  constraint next_has_a_name check ((next_step is null) = (next_due_on is null)),
  constraint transfer_has_a_place check ((status = 'transferring') <= (transfer_facility_id is not null)),
  constraint lost_since_when check ((status = 'lost') = (lost_on is not null))
);
create unique index managed_one_open on chronic_care.managed (resident_id) where status in ('suspected', 'managed', 'refused', 'lost', 'transferring');
create index managed_due on chronic_care.managed (facility_id, next_due_on, id) where next_due_on is not null;
create index managed_resident on chronic_care.managed (resident_id);
create index managed_transfer on chronic_care.managed (transfer_facility_id) where transfer_facility_id is not null;

create table chronic_care.program (
  managed_id           uuid not null references chronic_care.managed,
  disease              text not null,
  resident_id          uuid not null,
  facility_id          uuid not null,
  transfer_facility_id uuid,
  status               text not null check (status in ('suspected', 'managed', 'excluded')),
  since                date not null,
  report_class         text check (report_class in ('controlled', 'firstFail', 'repeatedFail', 'emergency')),
  in_target            boolean,
  fails_in_row         int not null default 0,
  last_on              date,
  next_due_on          date,
  -- Suspected, and the criteria are met: a doctor has to say it.
  is_met               boolean not null default false,
  confirmed_by         text,
  primary key (managed_id, disease)
);
create index program_facility on chronic_care.program (facility_id, disease, status);
create index program_resident on chronic_care.program (resident_id);

create table chronic_care.follow_up (
  id                   uuid primary key,
  managed_id           uuid not null,
  resident_id          uuid not null,
  facility_id          uuid not null,
  managing_facility_id uuid not null,
  transfer_facility_id uuid,
  visit_id             uuid not null,
  occurred_at          timestamptz not null,
  on_day               date not null,
  mode                 text not null check (mode in ('clinic', 'home', 'phone')),
  source               text not null,
  staff_id             uuid,
  staff_name           text not null,
  readings             jsonb not null,
  symptoms             text[] not null,
  answers              jsonb not null,
  medications          jsonb not null,
  diagnoses            text[] not null default '{}',
  age                  int not null,
  is_unchanged         boolean not null default false,
  results              jsonb not null,
  chosen_due_on        date,
  is_valid             boolean not null,
  late_reason          text,
  recorded_at          timestamptz not null,
  recorded_by          uuid
);
create index follow_up_resident on chronic_care.follow_up (resident_id, occurred_at desc, id);
create index follow_up_managed on chronic_care.follow_up (managed_id, occurred_at, id);
create index follow_up_facility on chronic_care.follow_up (managing_facility_id, on_day);

-- What was measured to find a disease, with whose instrument: only the office's is the visit's own observation.
create table chronic_care.screening (
  id          uuid primary key,
  resident_id uuid not null,
  facility_id uuid not null,
  visit_id    uuid not null,
  occurred_at timestamptz not null,
  on_day      date not null,
  source      text not null,
  readings    jsonb not null,
  symptoms    text[] not null,
  answers     jsonb not null,
  results     jsonb not null,
  recorded_at timestamptz not null,
  recorded_by uuid
);
create index screening_resident on chronic_care.screening (resident_id, occurred_at);

create table chronic_care.call (
  id                   uuid primary key,
  managed_id           uuid not null,
  resident_id          uuid not null,
  facility_id          uuid not null,
  transfer_facility_id uuid,
  at                   timestamptz not null,
  by_account_id        uuid,
  by_name              text not null,
  outcome              text not null check (outcome in ('agreed', 'noAnswer', 'wrongNumber', 'refused', 'moved', 'died')),
  agreed_on            date,
  note                 text not null
);
create index call_managed on chronic_care.call (managed_id, at);

create table chronic_care.history (
  managed_id           uuid not null,
  seq                  int not null,
  resident_id          uuid not null,
  facility_id          uuid not null,
  transfer_facility_id uuid,
  at                   timestamptz not null,
  action               text not null,
  status               text not null,
  by_account_id        uuid,
  by_name              text not null,
  data                 jsonb not null default '{}',
  primary key (managed_id, seq)
);

grant select, insert, update on all tables in schema chronic_care to tongmai_app, tongmai_loader;
call scope.protect('chronic_care.managed', array['facility_id', 'transfer_facility_id'], 'resident_id');
call scope.protect('chronic_care.program', array['facility_id', 'transfer_facility_id'], 'resident_id');
call scope.protect('chronic_care.follow_up', array['facility_id', 'managing_facility_id', 'transfer_facility_id'], 'resident_id');
call scope.protect('chronic_care.screening', array['facility_id'], 'resident_id');
call scope.protect('chronic_care.call', array['facility_id', 'transfer_facility_id'], 'resident_id');
call scope.protect('chronic_care.history', array['facility_id', 'transfer_facility_id'], 'resident_id');
