-- What happens outside the county: visits and stays of the county's insured, from the settlement file of the insurance bureau.
create schema elsewhere;
grant usage on schema elsewhere to tongmai_app, tongmai_county, tongmai_loader, tongmai_sealer;

-- One settlement as it stands. The insured person's number is never here in clear: until a registered resident has it, it
-- waits sealed, with the mark it is found by; afterwards neither is needed. `content` tells whether the same settlement came
-- again: a mark under the key of the index, because everything else of it could be guessed.
create table elsewhere.claim (
  id               uuid primary key,
  claim_number     text not null collate "C" unique,
  facility_name    text not null,
  facility_code    text,
  facility_level   text,
  place_division   text not null,
  is_pharmacy      boolean not null default false,
  kind             text not null check (kind in ('outpatient', 'emergency', 'inpatient', 'pharmacy')),
  on_date          date not null,
  ended_on         date check (ended_on >= on_date),
  diagnosis_code   text,
  diagnosis_name   text,
  total_cost       bigint not null check (total_cost >= 0),
  fund_pay         bigint not null check (fund_pay >= 0),
  self_pay         bigint not null check (self_pay >= 0),
  insured          boolean not null default true,
  tcm              boolean not null default false,
  resident_id      uuid,
  home_facility_id uuid,
  person           jsonb not null,
  number_sealed    bytea,
  number_blind     bytea,
  content          bytea not null,
  status           text not null default 'standing' check (status in ('standing', 'reversed')),
  reversed_by      text,
  settled_at       timestamptz not null,
  updated_at       timestamptz not null,
  recorded_at      timestamptz not null,
  known_from       timestamptz not null,
  source_id        uuid,
  check (fund_pay + self_pay = total_cost),
  check ((resident_id is null) = (home_facility_id is null)),
  check (resident_id is null or (number_sealed is null and number_blind is null)),
  check ((status = 'reversed') = (reversed_by is not null))
);
create index claim_home on elsewhere.claim (home_facility_id, on_date);
create index claim_day on elsewhere.claim (on_date);
create index claim_resident on elsewhere.claim (resident_id) where resident_id is not null;
create index claim_reversed on elsewhere.claim (reversed_by) where reversed_by is not null;
create index claim_waiting on elsewhere.claim (number_blind) where resident_id is null;
grant select on elsewhere.claim to tongmai_app;
grant select, insert, update on elsewhere.claim to tongmai_loader;
call scope.protect('elsewhere.claim', array['home_facility_id']);

-- Every earlier version, with when it was known: figures as they were known on a past day read it. A version that was never
-- known, because a later one came with it, has `known_from = known_until`.
create table elsewhere.claim_past (
  id               uuid primary key default gen_random_uuid(),
  claim_id         uuid not null references elsewhere.claim,
  facility_name    text not null,
  facility_code    text,
  facility_level   text,
  place_division   text not null,
  is_pharmacy      boolean not null,
  kind             text not null,
  on_date          date not null,
  ended_on         date,
  diagnosis_code   text,
  diagnosis_name   text,
  total_cost       bigint not null,
  fund_pay         bigint not null,
  self_pay         bigint not null,
  insured          boolean not null,
  tcm              boolean not null,
  resident_id      uuid,
  home_facility_id uuid,
  content          bytea not null,
  status           text not null,
  reversed_by      text,
  settled_at       timestamptz not null,
  updated_at       timestamptz not null,
  known_from       timestamptz not null,
  known_until      timestamptz not null check (known_until >= known_from),
  source_id        uuid
);
create index claim_past_claim on elsewhere.claim_past (claim_id);
create index claim_past_home on elsewhere.claim_past (home_facility_id, on_date);
grant select on elsewhere.claim_past to tongmai_app;
grant select, insert on elsewhere.claim_past to tongmai_loader;
call scope.protect('elsewhere.claim_past', array['home_facility_id']);

-- A settlement taken back. It holds where a claim of that number and of just that amount stands; until one does it waits.
create table elsewhere.reversal (
  reversal_number text primary key collate "C",
  reverses        text not null collate "C",
  total_cost      bigint not null check (total_cost <= 0),
  content         bytea not null,
  id              uuid not null unique,
  settled_at      timestamptz not null,
  updated_at      timestamptz not null,
  recorded_at     timestamptz not null,
  source_id       uuid
);
create index reversal_of on elsewhere.reversal (reverses);
grant select, insert, update on elsewhere.reversal to tongmai_loader;
grant select on elsewhere.reversal to tongmai_county;

-- The staging table of a load: COPY does not work with row security. `contents` and `blinds`: under every key there is, the one to store last.
create unlogged table elsewhere.incoming (
  batch            int not null,
  row              int not null,
  id               uuid not null,
  claim_number     text not null collate "C",
  reverses         text collate "C",
  facility_name    text not null,
  facility_code    text,
  facility_level   text,
  place_division   text not null,
  kind             text not null,
  on_date          date not null,
  ended_on         date,
  diagnosis_code   text,
  diagnosis_name   text,
  total_cost       bigint not null,
  fund_pay         bigint not null,
  self_pay         bigint not null,
  insured          boolean not null,
  tcm              boolean not null,
  resident_id      uuid,
  home_facility_id uuid,
  person           jsonb not null,
  number_sealed    bytea,
  number_blind     bytea,
  contents         bytea[] not null,
  settled_at       timestamptz not null,
  updated_at       timestamptz not null,
  -- What a row turned out to be, written while its batch is taken.
  claim_id         uuid,
  is_new           boolean,
  verdict          text
);
create index incoming_batch on elsewhere.incoming (batch, row);
grant select, insert, update, delete, truncate on elsewhere.incoming to tongmai_loader;

-- Whoever counts hears which days and homes changed, in the transaction that changed them. With the rights of the owner, because
-- nobody else writes there; it says days and places and no person.
create function elsewhere.tell_measures() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if tg_op = 'INSERT' then
    insert into measure.dirty (source, facility_id, home_facility_id, on_date)
    select distinct 'claim', null::uuid, n.home_facility_id, n.on_date from after_change n;
  elsif tg_op = 'DELETE' then
    insert into measure.dirty (source, facility_id, home_facility_id, on_date)
    select distinct 'claim', null::uuid, o.home_facility_id, o.on_date from before_change o;
  else
    insert into measure.dirty (source, facility_id, home_facility_id, on_date)
    select distinct 'claim', null::uuid, c.home_facility_id, c.on_date
      from (select home_facility_id, on_date from before_change union all select home_facility_id, on_date from after_change) c;
  end if;
  return null;
end $$;
revoke all on function elsewhere.tell_measures() from public;
create trigger claim_added after insert on elsewhere.claim referencing new table as after_change
  for each statement execute function elsewhere.tell_measures();
create trigger claim_changed after update on elsewhere.claim referencing old table as before_change new table as after_change
  for each statement execute function elsewhere.tell_measures();
create trigger claim_removed after delete on elsewhere.claim referencing old table as before_change
  for each statement execute function elsewhere.tell_measures();

-- Claims whose person is registered by now are theirs. Asked as the loader, at the end of every load and by the clock.
-- A claim that was known without its person was known so: the version stays.
create function elsewhere.link_waiting(most int) returns int language sql set search_path = pg_catalog as $$
  with found as materialized (
    select c.id, r.id as resident_id, r.home_facility_id
      from elsewhere.claim c
      join resident.identifier i on i.blind = c.number_blind
      left join resident.alias a on a.alias_id = i.resident_id and a.until_at is null
      join resident.resident r on r.id = coalesce(a.current_id, i.resident_id)
     where c.resident_id is null order by c.id limit most),
  past as (
    insert into elsewhere.claim_past (claim_id, facility_name, facility_code, facility_level, place_division, is_pharmacy, kind, on_date, ended_on, diagnosis_code,
           diagnosis_name, total_cost, fund_pay, self_pay, insured, tcm, content, status, reversed_by, settled_at, updated_at, known_from, known_until, source_id)
    select c.id, c.facility_name, c.facility_code, c.facility_level, c.place_division, c.is_pharmacy, c.kind, c.on_date, c.ended_on, c.diagnosis_code,
           c.diagnosis_name, c.total_cost, c.fund_pay, c.self_pay, c.insured, c.tcm, c.content, c.status, c.reversed_by, c.settled_at, c.updated_at, c.known_from,
           greatest(scope.moment(), c.known_from), c.source_id
      from elsewhere.claim c join found f on f.id = c.id),
  linked as (
    update elsewhere.claim c set resident_id = f.resident_id, home_facility_id = f.home_facility_id, number_sealed = null, number_blind = null,
           known_from = greatest(scope.moment(), c.known_from)
      from found f where f.id = c.id returning 1)
  select count(*)::int from linked
$$;
revoke all on function elsewhere.link_waiting(int) from public;
grant execute on function elsewhere.link_waiting(int) to tongmai_loader;

-- What may be counted: every version with when it was known. A row that was taken back stands no more; its past version says until when it did.
create view elsewhere.claim_measure with (security_invoker = true) as
select c.id as subject_id, c.resident_id, null::uuid as facility_id, c.home_facility_id, c.on_date, c.kind, c.is_pharmacy, c.insured, c.tcm,
       c.total_cost as amount, c.fund_pay as fund, c.known_from, null::timestamptz as known_until
  from elsewhere.claim c where c.status = 'standing'
union all
select p.claim_id, p.resident_id, null::uuid, p.home_facility_id, p.on_date, p.kind, p.is_pharmacy, p.insured, p.tcm,
       p.total_cost, p.fund_pay, p.known_from, p.known_until
  from elsewhere.claim_past p where p.status = 'standing' and p.known_until > p.known_from;
grant select on elsewhere.claim_measure to tongmai_app, tongmai_county;

-- Keys: numbers that wait are sealed anew with their mark; contents are marks that only their key can make.
grant select (id, number_sealed, number_blind, content), update (number_sealed, number_blind) on elsewhere.claim to tongmai_sealer;
grant select (id, content) on elsewhere.claim_past to tongmai_sealer;
grant select (id, content) on elsewhere.reversal to tongmai_sealer;
create policy reseal on elsewhere.claim for all to tongmai_sealer using (true) with check (true);
create policy reseal on elsewhere.claim_past for select to tongmai_sealer using (true);

-- The settlement file comes the way the registers come.
alter table registers.upload drop constraint upload_register_check;
alter table registers.upload add constraint upload_register_check check (register in ('facilities', 'staff', 'capacity', 'residents', 'settlement'));

-- Figures that no domain yields, from the bureaus' tables. Nothing is overwritten: a correction ends the old line and adds one.
create schema reported;
grant usage on schema reported to tongmai_app, tongmai_county, tongmai_loader;

create table reported.figure (
  id              uuid primary key,
  quantity        text not null,
  place_kind      text not null check (place_kind in ('division', 'facility', 'consortium')),
  place_id        text not null,
  from_day        date not null,
  until_day       date not null,
  value           bigint not null check (value >= 0),
  dims            jsonb not null default '{}',
  source          text not null,
  note            text,
  because         text,
  instead_of      uuid unique references reported.figure,
  recorded_by     uuid not null,
  recorded_name   text not null,
  recorded_at     timestamptz not null,
  known_until     timestamptz check (known_until >= recorded_at),
  version         int not null default 1,
  check (until_day > from_day),
  check ((instead_of is null) = (because is null))
);
-- One standing line for each quantity, place, period and kind of people in it.
create unique index figure_standing on reported.figure (quantity, place_kind, place_id, from_day, until_day, dims) where known_until is null;
create index figure_period on reported.figure (quantity, from_day);
grant select, insert, update on reported.figure to tongmai_app, tongmai_loader;
grant select on reported.figure to tongmai_county;
