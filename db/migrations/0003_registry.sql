create schema facility;
grant usage on schema facility to tongmai_app, tongmai_county, tongmai_loader, tongmai_matcher;

create table facility.facility (
  id            uuid primary key,
  kind          text not null,
  name          text not null,
  short_name    text not null,
  initials      text not null collate "C",
  level         text,
  ownership     text not null default 'public',
  division_code text not null,
  parent_id     uuid references facility.facility,
  facility_code text unique,
  credit_code   text unique,
  phone         text,
  address       text,
  opened_on     date not null,
  closed_on     date,
  synthetic     boolean not null default false,
  version       int not null default 1
);
create index facility_parent on facility.facility (parent_id);
create index facility_division on facility.facility (division_code);

create table facility.department (
  id            uuid primary key,
  facility_id   uuid not null references facility.facility,
  kind          text not null,
  name          text not null,
  initials      text not null collate "C",
  closed_on     date,
  unique (facility_id, name)
);

create table facility.consortium (
  id            uuid primary key,
  name          text not null,
  division_code text not null,
  lead_id       uuid not null references facility.facility,
  from_day      date not null,
  until_day     date
);

create table facility.membership (
  id            uuid primary key,
  consortium_id uuid not null references facility.consortium,
  facility_id   uuid not null references facility.facility,
  kind          text not null,
  contract      text,
  from_day      date not null,
  until_day     date,
  check (until_day is null or until_day > from_day),
  -- a facility belongs to one consortium on a day
  exclude using gist (facility_id with =, daterange(from_day, until_day) with &&)
);
create index membership_consortium on facility.membership (consortium_id);

-- The named person whom the other side calls (S-319). A referral is refused unless both sides have one.
create table facility.contact (
  id          uuid primary key,
  facility_id uuid not null references facility.facility,
  department_id uuid references facility.department,
  purpose     text not null,
  staff_id    uuid not null,
  name        text not null,
  phone       text not null,
  from_day    date not null,
  until_day   date
);
create index contact_facility on facility.contact (facility_id, purpose);

grant select, insert, update on all tables in schema facility to tongmai_app, tongmai_loader;
grant select on all tables in schema facility to tongmai_county, tongmai_matcher;

create schema staff;
grant usage on schema staff to tongmai_app, tongmai_county, tongmai_loader;

create table staff.staff (
  id            uuid primary key,
  name          text not null,
  initials      text not null collate "C",
  sex           text not null,
  birth_date    date,
  profession    text not null,
  title         text,
  licence_number text unique,
  licence_until date,
  phone         text,
  synthetic     boolean not null default false,
  version       int not null default 1
);

-- Recruited by the county, managed by the township, used by the village: three facilities, dated (S-047).
create table staff.post (
  id            uuid primary key,
  staff_id      uuid not null references staff.staff,
  employer_id   uuid not null references facility.facility,
  manager_id    uuid not null references facility.facility,
  workplace_id  uuid not null references facility.facility,
  department_id uuid references facility.department,
  role          text not null,
  from_day      date not null,
  until_day     date,
  check (until_day is null or until_day > from_day)
);
create index post_staff on staff.post (staff_id);
create index post_workplace on staff.post (workplace_id, role);

grant select, insert, update on all tables in schema staff to tongmai_app, tongmai_loader;
grant select on all tables in schema staff to tongmai_county;

create table access.account (
  id           uuid primary key,
  login        text not null unique,
  password     text not null,
  staff_id     uuid references staff.staff,
  kind         text not null default 'person' check (kind in ('person', 'service')),
  disabled_at  timestamptz,
  must_change  boolean not null default false,
  created_at   timestamptz not null,
  version      int not null default 1
);
create unique index account_staff on access.account (staff_id) where staff_id is not null;

-- What the account was given: a role at a facility, following the post where there is one.
create table access.assignment (
  id          uuid primary key,
  account_id  uuid not null references access.account,
  facility_id uuid not null references facility.facility,
  department_id uuid references facility.department,
  role        text not null,
  post_id     uuid references staff.post,
  from_day    date not null,
  until_day   date,
  unique (account_id, facility_id, role, from_day)
);
create index assignment_facility on access.assignment (facility_id, role);

create table access.session (
  token_hash    bytea primary key,
  account_id    uuid not null references access.account,
  assignment_id uuid not null references access.assignment,
  created_at    timestamptz not null,
  expires_at    timestamptz not null,
  ended_at      timestamptz,
  origin        text not null,
  capabilities  text[],
  label         text
);
create index session_account on access.session (account_id) where ended_at is null;

-- Wrong passwords, counted by account and origin together: nobody can lock a doctor out from elsewhere.
create table access.attempt (
  login      text not null,
  origin     text not null,
  failures   int not null,
  last_at    timestamptz not null,
  blocked_until timestamptz,
  primary key (login, origin)
);

create table access.setup_link (
  token_hash bytea primary key,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz
);

create table access.break_glass (
  id          uuid primary key,
  resident_id uuid not null,
  facility_id uuid not null references facility.facility,
  account_id  uuid not null references access.account,
  reason      text not null,
  at          timestamptz not null,
  until_at    timestamptz not null,
  reviewed_at timestamptz,
  reviewed_by uuid,
  finding     text
);

grant select, insert, update on all tables in schema access to tongmai_app, tongmai_loader;
grant delete on access.attempt to tongmai_app;

create schema resident;
grant usage on schema resident to tongmai_app, tongmai_county, tongmai_loader, tongmai_matcher;

create table resident.household (
  id               uuid primary key,
  home_facility_id uuid not null references facility.facility,
  division_code    text not null,
  village          text not null,
  grid             text not null,
  address          text not null,
  head_id          uuid
);
grant select, insert, update on resident.household to tongmai_app, tongmai_loader;
call scope.protect('resident.household', array['home_facility_id']);

create table resident.resident (
  id               uuid primary key,
  home_facility_id uuid not null references facility.facility,
  household_id     uuid references resident.household,
  name             text not null,
  sex              text not null check (sex in ('male', 'female', 'unknown')),
  birth_date       date not null,
  village          text not null,
  address          text not null,
  grid             text,
  division_code    text not null,
  phone_sealed     bytea,
  insurance        text not null,
  insurance_division text,
  priority_groups  text[] not null default '{}',
  status           text not null default 'active' check (status in ('active', 'moved', 'died')),
  died_on          date,
  source           text not null,
  synthetic        boolean not null default false,
  created_at       timestamptz not null,
  created_by       uuid,
  version          int not null default 1,
  check ((status = 'died') = (died_on is not null))
);
create index resident_home on resident.resident (home_facility_id, id);
grant select, insert, update on resident.resident to tongmai_app, tongmai_loader;
grant select on resident.resident to tongmai_matcher;
call scope.protect('resident.resident', array['home_facility_id'], 'id');
create policy match on resident.resident for select to tongmai_matcher using (true);

-- Identity papers: sealed, never a key; found by a keyed blind index under a separate key.
create table resident.identifier (
  resident_id      uuid not null references resident.resident,
  home_facility_id uuid not null,
  kind             text not null,
  system           text not null default '',
  sealed           bytea not null,
  blind            bytea not null,
  tail             text not null,
  primary key (resident_id, kind, system, blind)
);
create unique index identifier_national on resident.identifier (blind) where kind = 'nationalId';
create index identifier_blind on resident.identifier (blind);
grant select, insert on resident.identifier to tongmai_app, tongmai_loader;
grant select on resident.identifier to tongmai_matcher;
call scope.protect('resident.identifier', array['home_facility_id'], 'resident_id');
create policy match on resident.identifier for select to tongmai_matcher using (true);

create table resident.phone_index (
  resident_id      uuid not null references resident.resident,
  home_facility_id uuid not null,
  blind            bytea not null,
  primary key (resident_id, blind)
);
create index phone_blind on resident.phone_index (blind);
grant select, insert, delete on resident.phone_index to tongmai_app, tongmai_loader;
grant select on resident.phone_index to tongmai_matcher;
call scope.protect('resident.phone_index', array['home_facility_id'], 'resident_id');
create policy match on resident.phone_index for select to tongmai_matcher using (true);

-- Whom a facility may find by name: its catchment, its visits, its open referrals. Only what a row of a list shows.
create table resident.panel (
  facility_id uuid not null,
  resident_id uuid not null,
  because     text not null,
  name        text not null,
  sex         text not null,
  birth_date  date not null,
  village     text not null,
  tail        text not null,
  until_at    timestamptz not null default 'infinity',
  primary key (facility_id, resident_id)
);
grant select, insert, update on resident.panel to tongmai_app, tongmai_loader;
call scope.protect('resident.panel', array['facility_id']);

-- Prefix ranges in collation C: under row security only =, <, >= reach an index.
create table resident.search_term (
  facility_id uuid not null,
  term        text not null collate "C",
  resident_id uuid not null,
  primary key (facility_id, term, resident_id)
);
create index search_term_county on resident.search_term (term, resident_id);
grant select, insert, delete on resident.search_term to tongmai_app, tongmai_loader;
call scope.protect('resident.search_term', array['facility_id']);

create table resident.consent (
  id          uuid primary key,
  resident_id uuid not null references resident.resident,
  facility_id uuid not null,
  kind        text not null,
  subject_id  uuid,
  given_at    timestamptz not null,
  given_by    text not null,
  withdrawn_at timestamptz
);
create index consent_resident on resident.consent (resident_id);
grant select, insert, update on resident.consent to tongmai_app, tongmai_loader;
call scope.protect('resident.consent', array['facility_id'], 'resident_id');

-- Finding one person in the whole county by an exact number or phone: a masked card and nothing else.
create function resident.find_exact(sought bytea)
returns table (resident_id uuid, masked_name text, sex text, birth_year int, village text, status text)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.id, left(r.name, 1) || repeat('*', greatest(char_length(r.name) - 1, 1)), r.sex,
         extract(year from r.birth_date)::int, r.village, r.status
    from resident.resident r
   where r.id in (select i.resident_id from resident.identifier i where i.blind = sought
                  union select p.resident_id from resident.phone_index p where p.blind = sought)
   order by r.id
   limit 20;
end;
alter function resident.find_exact(bytea) owner to tongmai_matcher;
revoke all on function resident.find_exact(bytea) from public;
grant execute on function resident.find_exact(bytea) to tongmai_app;

create function resident.is_known(sought uuid) returns boolean
language sql stable security definer set search_path = pg_catalog
begin atomic
  select exists (select from resident.resident r where r.id = sought);
end;
alter function resident.is_known(uuid) owner to tongmai_matcher;
revoke all on function resident.is_known(uuid) from public;
grant execute on function resident.is_known(uuid) to tongmai_app;

-- A facility that was handed a patient finds them by name from then on. Only who may open the record calls this (the
-- kernel checked the basis); the receiving facility's rows cannot be written under the sender's own row security.
create function resident.put_on_panel(
  facility uuid, person uuid, why text, shown_name text, shown_sex text, born date, place text, last_digits text, lasts timestamptz, terms text[])
returns void language sql volatile security definer set search_path = pg_catalog
begin atomic
  insert into resident.panel (facility_id, resident_id, because, name, sex, birth_date, village, tail, until_at)
  values (facility, person, why, shown_name, shown_sex, born, place, last_digits, lasts)
  on conflict (facility_id, resident_id) do update
    set until_at = greatest(panel.until_at, excluded.until_at), name = excluded.name, village = excluded.village;
  insert into resident.search_term (facility_id, term, resident_id) select facility, t, person from unnest(terms) t on conflict do nothing;
end;
grant select, insert, update on resident.panel to tongmai_matcher;
grant select, insert on resident.search_term to tongmai_matcher;
create policy hand_on on resident.panel for all to tongmai_matcher using (true) with check (true);
create policy hand_on on resident.search_term for all to tongmai_matcher using (true) with check (true);
alter function resident.put_on_panel(uuid, uuid, text, text, text, date, text, text, timestamptz, text[]) owner to tongmai_matcher;
revoke all on function resident.put_on_panel(uuid, uuid, text, text, text, date, text, text, timestamptz, text[]) from public;
grant execute on function resident.put_on_panel(uuid, uuid, text, text, text, date, text, text, timestamptz, text[]) to tongmai_app;
