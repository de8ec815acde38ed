-- A referral is one row with its state and a history line for every change, written together.
create schema referral;
grant usage on schema referral to tongmai_app, tongmai_county, tongmai_loader;

create table referral.referral (
  id                 uuid primary key,
  resident_id        uuid not null,
  person             jsonb not null,
  direction          text not null check (direction in ('up', 'down', 'lateral', 'outOfCounty')),
  reach              text not null check (reach in ('within', 'between', 'outside')),
  urgency            text not null check (urgency in ('emergency', 'urgent', 'routine')),
  status             text not null check (status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged',
                       'closed', 'declined', 'withdrawn', 'expired', 'noShow', 'diedBefore', 'redirected')),
  from_facility_id   uuid not null,
  from_department_id uuid,
  from_staff_id      uuid,
  from_name          text not null,
  to_facility_id     uuid not null,
  to_department_id   uuid,
  via_facility_id    uuid,
  external_place     text,
  diagnosis_code     text not null,
  diagnosis_name     text not null,
  severity           text,
  criterion          text,
  reason             text not null,
  summary            jsonb not null,
  questions          jsonb not null default '[]',
  priority           boolean not null default false,
  consent_id         uuid,
  advice_id          uuid,
  return_of          uuid references referral.referral,
  redirected_from    uuid references referral.referral,
  needs_approval     boolean not null default false,
  approved_at        timestamptz,
  approved_by        uuid,
  submitted_at       timestamptz not null,
  due_at             timestamptz,
  accepted_at        timestamptz,
  accepted_by        uuid,
  arrived_at         timestamptz,
  treated_at         timestamptz,
  treatment          jsonb,
  discharged_at      timestamptz,
  discharge          jsonb,
  first_contact_at   timestamptz,
  outcome            jsonb,
  ended_at           timestamptz,
  ended_reason       text,
  settled_at         timestamptz,
  version            int not null default 1,
  constraint returns_point_back check ((direction = 'down') >= (return_of is not null)),
  constraint outside_names_the_place check ((direction = 'outOfCounty') = (external_place is not null)),
  constraint outside_needs_approval check (direction <> 'outOfCounty' or needs_approval),
  constraint approved_before_accepted check (not needs_approval or approved_at is not null or accepted_at is null)
);
-- at most one episode in custody (arrived to discharged) per resident
create unique index referral_one_in_custody on referral.referral (resident_id)
  where status in ('arrived', 'treated') and direction <> 'down';
-- any number of waiting referrals, at most one per resident and department
create unique index referral_one_waiting on referral.referral (resident_id, to_facility_id, (coalesce(to_department_id, to_facility_id)))
  where status in ('submitted', 'moreRequested', 'accepted') and direction <> 'down';
create unique index referral_one_return on referral.referral (return_of)
  where status in ('submitted', 'moreRequested', 'accepted', 'closed');
create index referral_inbox on referral.referral (to_facility_id, status, due_at, id);
create index referral_outbox on referral.referral (from_facility_id, status, submitted_at, id);
create index referral_resident on referral.referral (resident_id, submitted_at);

create table referral.history (
  referral_id      uuid not null,
  seq              int not null,
  from_facility_id uuid not null,
  to_facility_id   uuid not null,
  via_facility_id  uuid,
  at               timestamptz not null,
  action           text not null,
  status           text not null,
  by_account_id    uuid,
  by_name          text not null,
  by_facility_id   uuid,
  note             text,
  data             jsonb not null default '{}',
  primary key (referral_id, seq)
);

grant select, insert, update on all tables in schema referral to tongmai_app, tongmai_loader;
call scope.protect('referral.referral', array['from_facility_id', 'to_facility_id', 'via_facility_id']);
call scope.protect('referral.history', array['from_facility_id', 'to_facility_id', 'via_facility_id']);

-- A question to the specialist before anybody is sent anywhere.
create schema advice;
grant usage on schema advice to tongmai_app, tongmai_county, tongmai_loader;

create table advice.advice (
  id                 uuid primary key,
  resident_id        uuid not null,
  person             jsonb not null,
  from_facility_id   uuid not null,
  from_staff_id      uuid,
  from_name          text not null,
  to_facility_id     uuid not null,
  to_department_id   uuid,
  urgency            text not null,
  diagnosis_code     text,
  diagnosis_name     text,
  question           text not null,
  summary            jsonb not null,
  status             text not null check (status in ('asked', 'answered', 'closed', 'converted', 'withdrawn')),
  asked_at           timestamptz not null,
  due_at             timestamptz not null,
  answer             text,
  recommends         text,
  answered_at        timestamptz,
  answered_by        uuid,
  answered_name      text,
  ended_at           timestamptz,
  version            int not null default 1
);
create index advice_inbox on advice.advice (to_facility_id, status, due_at);
create index advice_outbox on advice.advice (from_facility_id, status, asked_at);

grant select, insert, update on advice.advice to tongmai_app, tongmai_loader;
call scope.protect('advice.advice', array['from_facility_id', 'to_facility_id']);
