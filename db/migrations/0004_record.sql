-- What happened to a resident. Every row says where, when, by whom and where it came from.
-- Keys begin with resident_id, so the record can later be spread by resident over several nodes.
create schema record;
grant usage on schema record to tongmai_app, tongmai_county, tongmai_loader;

create table record.visit (
  resident_id   uuid not null,
  id            uuid not null,
  facility_id   uuid not null,
  department_id uuid,
  kind          text not null,
  started_at    timestamptz not null,
  ended_at      timestamptz,
  practitioner_id uuid,
  practitioner_name text,
  first_doctor_id uuid,
  complaint     text,
  note          text,
  advice        text,
  late_reason   text,
  referral_id   uuid,
  recorded_at   timestamptz not null,
  recorded_by   uuid,
  source        text not null,
  source_id     text,
  version       int not null default 1,
  primary key (resident_id, id),
  check (ended_at is null or ended_at >= started_at)
);

create table record.diagnosis (
  resident_id uuid not null,
  id          uuid not null,
  facility_id uuid not null,
  visit_id    uuid,
  system      text not null,
  code        text not null,
  name        text not null,
  rank        int not null default 1,
  status      text not null default 'active',
  onset_at    timestamptz,
  ended_at    timestamptz,
  at          timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  source      text not null,
  source_id   text,
  primary key (resident_id, id)
);

-- value_number is in the UCUM unit of the row; a reference range in the same unit. `confirmed`: the value was unusual,
-- the recorder was asked and said that it is right.
create table record.observation (
  resident_id  uuid not null,
  id           uuid not null,
  facility_id  uuid not null,
  visit_id     uuid,
  category     text not null,
  system       text not null,
  code         text not null collate "C",
  name         text not null,
  value_number double precision,
  value_text   text,
  unit         text,
  range_low    double precision,
  range_high   double precision,
  abnormal     text,
  confirmed    boolean not null default false,
  part_of      uuid,
  at           timestamptz not null,
  recorded_at  timestamptz not null,
  recorded_by  uuid,
  source       text not null,
  source_id    text,
  primary key (resident_id, id)
);
create index observation_latest on record.observation (resident_id, code, at desc);

create table record.prescription (
  resident_id uuid not null,
  id          uuid not null,
  facility_id uuid not null,
  visit_id    uuid,
  system      text not null,
  code        text not null,
  name        text not null,
  dose        text,
  frequency   text,
  route       text,
  days        int,
  quantity    text,
  status      text not null,
  at          timestamptz not null,
  until_at    timestamptz,
  recorded_at timestamptz not null,
  recorded_by uuid,
  source      text not null,
  source_id   text,
  primary key (resident_id, id)
);

create table record.procedure (
  resident_id uuid not null,
  id          uuid not null,
  facility_id uuid not null,
  visit_id    uuid,
  system      text not null,
  code        text not null,
  name        text not null,
  status      text not null,
  at          timestamptz not null,
  ended_at    timestamptz,
  recorded_at timestamptz not null,
  recorded_by uuid,
  source      text not null,
  source_id   text,
  primary key (resident_id, id)
);

create table record.immunization (
  resident_id uuid not null,
  id          uuid not null,
  facility_id uuid not null,
  visit_id    uuid,
  system      text not null,
  code        text not null,
  name        text not null,
  status      text not null,
  lot         text,
  at          timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  source      text not null,
  source_id   text,
  primary key (resident_id, id)
);

create table record.allergy (
  resident_id uuid not null,
  id          uuid not null,
  facility_id uuid not null,
  visit_id    uuid,
  system      text not null,
  code        text not null,
  name        text not null,
  category    text,
  criticality text,
  reaction    text,
  status      text not null,
  at          timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  source      text not null,
  source_id   text,
  primary key (resident_id, id)
);

create table record.diagnostic_report (
  resident_id uuid not null,
  id          uuid not null,
  facility_id uuid not null,
  visit_id    uuid,
  kind        text not null,
  system      text not null,
  code        text not null,
  name        text not null,
  conclusion  text,
  observation_ids uuid[] not null default '{}',
  status      text not null,
  at          timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  source      text not null,
  source_id   text,
  primary key (resident_id, id)
);

create table record.document (
  resident_id uuid not null,
  id          uuid not null,
  facility_id uuid not null,
  visit_id    uuid,
  kind        text not null,
  title       text not null,
  content     jsonb not null,
  at          timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  source      text not null,
  source_id   text,
  primary key (resident_id, id)
);

-- Money in the smallest unit of its currency: fen for CNY, cents for what a foreign bundle brought.
create table record.charge (
  resident_id uuid not null,
  id          uuid not null,
  facility_id uuid not null,
  visit_id    uuid,
  kind        text not null,
  name        text not null,
  amount      bigint not null,
  fund_pay    bigint,
  self_pay    bigint,
  currency    text not null default 'CNY',
  status      text not null,
  at          timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid,
  source      text not null,
  source_id   text,
  primary key (resident_id, id),
  constraint charge_adds_up check (fund_pay + self_pay = amount)
);

-- The timeline: one line for each thing above (a part of an observation has none of its own) under the thing's id, in
-- the order it happened, written in the same transaction. A record of 200 entries opens by one range of one index.
create table record.entry (
  resident_id uuid not null,
  at          timestamptz not null,
  id          uuid not null,
  facility_id uuid not null,
  visit_id    uuid,
  kind        text not null,
  title       text not null,
  detail      text,
  abnormal    boolean not null default false,
  source      text not null,
  primary key (resident_id, at, id)
);
create index entry_kind on record.entry (resident_id, kind, at, id);

do $$
declare
  name text;
begin
  foreach name in array array['visit', 'diagnosis', 'observation', 'prescription', 'procedure', 'immunization', 'allergy',
                              'diagnostic_report', 'document', 'charge', 'entry'] loop
    execute format('call scope.protect(%L, array[''facility_id''], ''resident_id'')', 'record.' || name);
    execute format('grant select, insert, update on record.%I to tongmai_app, tongmai_loader', name);
    -- What a source takes back, the importer takes out again; nobody else removes anything.
    execute format('grant delete on record.%I to tongmai_loader', name);
    if name not in ('visit', 'entry') then
      execute format('create index on record.%I (resident_id, visit_id)', name);
    end if;
  end loop;
end $$;
create index visit_facility on record.visit (facility_id, started_at);
create index visit_at on record.visit (resident_id, started_at);

-- Code lists: what a doctor picks from. Imported, never invented; the short list that ships says so in `status`.
create table record.term (
  kind     text not null collate "C",
  code     text not null collate "C",
  zh       text not null,
  en       text,
  status   text not null,
  source   text not null,
  details  jsonb not null default '{}',
  primary key (kind, code)
);
create table record.term_search (
  kind text not null collate "C",
  term text not null collate "C",
  code text not null collate "C",
  primary key (kind, term, code)
);
create index term_search_code on record.term_search (kind, code);
grant select, insert, update, delete on record.term, record.term_search to tongmai_app, tongmai_loader;
grant select on record.term to tongmai_county;
