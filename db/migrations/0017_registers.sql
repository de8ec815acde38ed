-- The county's own registers from spreadsheets: what was sent, how it was read, what could not be taken, and the one-time
-- passwords that wait to be handed out.
create schema registers;
grant usage on schema registers to tongmai_app, tongmai_loader;

-- One file on its way into the platform. `reach`: the facilities its rows may be about; null is the whole county.
create table registers.upload (
  id             uuid primary key,
  facility_id    uuid not null references facility.facility,
  account_id     uuid not null,
  account_name   text not null,
  reach          uuid[],
  register       text not null check (register in ('facilities', 'staff', 'capacity', 'residents')),
  file_name      text not null,
  bytes          bigint not null check (bytes > 0),
  received       bigint not null default 0 check (received between 0 and bytes),
  digest         bytea,
  status         text not null check (status in ('receiving', 'reading', 'checked', 'unreadable', 'loading', 'paused', 'done', 'cancelled')),
  asked          text check (asked in ('pause', 'cancel')),
  shape          jsonb,
  columns        jsonb,
  preview_sealed bytea,
  tally          jsonb,
  loaded         jsonb,
  rows_total     int,
  rows_done      int not null default 0,
  created_at     timestamptz not null,
  started_at     timestamptz,
  ended_at       timestamptz,
  beat_at        timestamptz,
  version        int not null default 1
);
create index upload_recent on registers.upload (facility_id, created_at desc);
create index upload_digest on registers.upload (digest) where digest is not null;
grant select, insert, update on registers.upload to tongmai_app, tongmai_loader;
call scope.protect('registers.upload', array['facility_id']);

-- Which column is what, remembered for files with the same headings. Headings say nothing about a person.
create table registers.known_columns (
  register    text not null,
  headings    bytea not null,
  columns     jsonb not null,
  primary key (register, headings)
);
grant select, insert, update on registers.known_columns to tongmai_app, tongmai_loader;

-- Every row that was not taken, whole and sealed, until a mended one is taken in its place or somebody settles it.
create table registers.kept_row (
  upload_id   uuid not null references registers.upload,
  row         int not null,
  facility_id uuid not null,
  state       text not null check (state in ('refused', 'doubtful')),
  problems    jsonb not null,
  sealed      bytea not null,
  kept_at     timestamptz not null,
  settled_at  timestamptz,
  settled_by  uuid,
  primary key (upload_id, row)
);
create index kept_row_open on registers.kept_row (upload_id, row) where settled_at is null;
grant select, insert, update on registers.kept_row to tongmai_app, tongmai_loader;
call scope.protect('registers.kept_row', array['facility_id']);

-- A household is known by the number the county gave it; a person without any number by what the row said.
create table registers.household_key (
  home_facility_id uuid not null,
  key              bytea not null,
  household_id     uuid not null,
  primary key (home_facility_id, key)
);
create table registers.row_key (
  key         bytea primary key,
  resident_id uuid not null
);
grant select, insert on registers.household_key, registers.row_key to tongmai_loader;

-- One-time passwords, sealed with name and login until the sheet is taken; then only that it was.
create table registers.handout (
  account_id  uuid primary key,
  upload_id   uuid not null references registers.upload,
  facility_id uuid not null,
  sealed      bytea,
  issued_at   timestamptz not null,
  taken_at    timestamptz,
  check ((sealed is null) = (taken_at is not null))
);
create index handout_open on registers.handout (upload_id) where taken_at is null;
grant select, update on registers.handout to tongmai_app;
grant select, insert, update on registers.handout to tongmai_loader;
call scope.protect('registers.handout', array['facility_id']);

-- The staging table of a load. COPY does not work with row security, so people land here and are inserted by the loader.
create unlogged table registers.staged (
  batch            int not null,
  row              int not null,
  id               uuid not null,
  verdict          text not null,
  resident_id      uuid,
  home_facility_id uuid not null,
  household_key    bytea,
  new_household_id uuid,
  is_head          boolean not null,
  relation         text,
  name             text not null,
  sex              text not null,
  birth_date       date not null,
  village          text not null,
  address          text,
  grid             text,
  division_code    text not null,
  phone_sealed     bytea,
  phone_blind      bytea,
  insurance        text,
  priority_groups  text[],
  number_sealed    bytea,
  number_blind     bytea,
  tail             text not null,
  terms            text[] not null,
  row_key          bytea
);
create index staged_batch on registers.staged (batch);
grant select, insert, update, delete, truncate on registers.staged to tongmai_loader;

-- How somebody stands to the head of the household (GB/T 4761, its first digit).
alter table resident.resident add relation text;

-- A person whose catchment changed in the county's register moves with everything they are found by.
grant update (home_facility_id) on resident.identifier to tongmai_loader;
grant update (home_facility_id) on resident.phone_index to tongmai_loader;
