-- Figures come from the rows that treatment left behind. A row that is counted says by itself where it counts: the facility, the home of the
-- person on that day, whether the person was insured, and the day. So a count is one scan of one table, and a person who moves later leaves
-- the past where it was.
alter table record.visit
  add column home_facility_id uuid,
  add column insured boolean,
  add column tcm boolean,
  add column on_date date generated always as ((started_at at time zone 'Asia/Shanghai')::date) stored;
alter table record.charge
  add column home_facility_id uuid,
  add column insured boolean,
  add column visit_kind text,
  add column on_date date generated always as ((at at time zone 'Asia/Shanghai')::date) stored;

grant usage on schema facility to tongmai_matcher;
grant select on facility.facility, facility.department to tongmai_matcher;

-- Where a person is at home and by what insurance, whoever asks: one row by its key, and it says nothing else.
create function record.home_of(anyone uuid, out home uuid, out insured boolean)
language sql stable parallel safe security definer set search_path = pg_catalog
begin atomic
  select r.home_facility_id, r.insurance <> 'none' from resident.resident r where r.id = anyone;
end;
grant create on schema record to tongmai_matcher;
alter function record.home_of(uuid) owner to tongmai_matcher;
revoke create on schema record from tongmai_matcher;
revoke all on function record.home_of(uuid) from public;
grant execute on function record.home_of(uuid) to tongmai_app, tongmai_loader;

create function record.stamp_visit() returns trigger language plpgsql as $$
begin
  if new.home_facility_id is null then
    select h.home, h.insured into new.home_facility_id, new.insured from record.home_of(new.resident_id) h;
  end if;
  if new.tcm is null then
    new.tcm := exists (select from facility.facility f where f.id = new.facility_id and f.kind = 'tcmHospital')
            or exists (select from facility.department d where d.id = new.department_id and d.kind = 'tcm');
  end if;
  return new;
end $$;
create trigger stamp before insert on record.visit for each row execute function record.stamp_visit();

create function record.stamp_charge() returns trigger language plpgsql as $$
begin
  if new.home_facility_id is null then
    select v.home_facility_id, v.insured, v.kind into new.home_facility_id, new.insured, new.visit_kind
      from record.visit v where v.resident_id = new.resident_id and v.id = new.visit_id;
    if new.home_facility_id is null then
      select h.home, h.insured into new.home_facility_id, new.insured from record.home_of(new.resident_id) h;
    end if;
  end if;
  return new;
end $$;
create trigger stamp before insert on record.charge for each row execute function record.stamp_charge();

-- What stands there already.
alter table record.visit no force row level security;
alter table record.charge no force row level security;
alter table resident.resident no force row level security;
update record.visit v
   set home_facility_id = r.home_facility_id, insured = r.insurance <> 'none',
       tcm = exists (select from facility.facility f where f.id = v.facility_id and f.kind = 'tcmHospital')
          or exists (select from facility.department d where d.id = v.department_id and d.kind = 'tcm')
  from resident.resident r where r.id = v.resident_id;
update record.charge c set home_facility_id = v.home_facility_id, insured = v.insured, visit_kind = v.kind
  from record.visit v where v.resident_id = c.resident_id and v.id = c.visit_id;
update record.charge c set home_facility_id = r.home_facility_id, insured = r.insurance <> 'none'
  from resident.resident r where r.id = c.resident_id and c.home_facility_id is null;
alter table record.visit force row level security;
alter table record.charge force row level security;
alter table resident.resident force row level security;

create index visit_on on record.visit (facility_id, on_date);
create index visit_home_on on record.visit (home_facility_id, on_date);
create index charge_on on record.charge (facility_id, on_date);
create index charge_home_on on record.charge (home_facility_id, on_date);

-- The county level of a facility, in the words of the figures: the base, hospitals, and everybody else.
create function facility.level_of(kind text) returns text language sql immutable parallel safe
  return case when kind = 'villageClinic' then 'village'
              when kind in ('townshipHealthCenter', 'communityHealthCenter') then 'township'
              when kind like '%ospital' then 'hospital' else 'other' end;

-- One line for each thing counted. Each view sees what its reader sees. `inside`: in the county where the person is at home.
create view record.visit_measure with (security_invoker = true) as
select v.id as subject_id, v.resident_id, v.facility_id, v.home_facility_id, v.on_date, v.started_at as at, v.recorded_at as known_from, 1::bigint as amount,
       v.kind, facility.level_of(f.kind) as level, left(f.division_code, 6) = left(h.division_code, 6) as inside, v.insured, v.tcm
  from record.visit v join facility.facility f on f.id = v.facility_id left join facility.facility h on h.id = v.home_facility_id;

create view record.charge_measure with (security_invoker = true) as
select c.id as subject_id, c.resident_id, c.facility_id, c.home_facility_id, c.on_date, c.at, c.recorded_at as known_from, c.amount, c.fund_pay as fund,
       c.visit_kind as kind, facility.level_of(f.kind) as level, left(f.division_code, 6) = left(h.division_code, 6) as inside, c.insured
  from record.charge c join facility.facility f on f.id = c.facility_id left join facility.facility h on h.id = c.home_facility_id;

-- In force from one day until another: who joins counts one more, who leaves one less, so a sum until a day is the stock of that day.
create view enrollment.enrollment_measure with (security_invoker = true) as
select e.id as subject_id, e.resident_id, e.facility_id, e.home_facility_id, step.on_date, step.on_date::timestamptz as at,
       -- A term that ran out was known when it was signed; one that was broken off, when it ended.
       case when step.amount < 0 and e.status in ('terminated', 'transferred', 'died') then greatest(a.signed_at, step.on_date::timestamptz) else a.signed_at end as known_from,
       step.amount, e.is_priority as priority, e.population
  from enrollment.enrollment e join enrollment.agreement a on a.id = e.agreement_id
 cross join lateral (values (e.from_day, 1::bigint), (e.until_day + 1, -1::bigint)) step (on_date, amount)
 where e.status not in ('waiting', 'withdrawn');

-- Every id somebody was ever written under, with the person's id and home of today.
create view resident.person_home with (security_invoker = true) as
select r.id as any_id, coalesce(a.current_id, r.id) as person_id, coalesce(c.home_facility_id, r.home_facility_id) as home_facility_id
  from resident.resident r
  left join resident.alias a on a.alias_id = r.id and a.until_at is null
  left join resident.resident c on c.id = a.current_id;

-- Stays by the person: people are counted once, at the home they have now.
create view record.stay_measure with (security_invoker = true) as
select v.id as subject_id, h.person_id, h.home_facility_id, v.on_date, v.insured, left(f.division_code, 6) = left(l.division_code, 6) as inside
  from record.visit v join resident.person_home h on h.any_id = v.resident_id
  join facility.facility f on f.id = v.facility_id join facility.facility l on l.id = h.home_facility_id
 where v.kind = 'inpatient';
create index visit_stays on record.visit (resident_id, on_date) where kind = 'inpatient';
grant select on record.visit_measure, record.charge_measure, enrollment.enrollment_measure, resident.person_home, record.stay_measure to tongmai_app, tongmai_county;

-- Counts for everybody: reads what the county's readers read, and writes nothing but figures.
do $$
begin
  if not exists (select from pg_roles where rolname = 'tongmai_measurer') then
    create role tongmai_measurer nologin inherit;
  end if;
  grant tongmai_county to tongmai_measurer;
  execute format('grant tongmai_measurer to tongmai_app, %I', current_user);
end $$;
create schema measure;
grant usage on schema measure to tongmai_app, tongmai_county, tongmai_measurer;

-- Where figures are shown: facilities as they are, a township with its villages, a consortium, the county.
create table measure.place (
  id          int generated always as identity primary key,
  kind        text not null check (kind in ('facility', 'township', 'consortium', 'county', 'prefecture', 'unlinked')),
  key         text not null,
  name        text not null,
  level       text,
  parent_id   int references measure.place,
  facility_id uuid,
  is_current  boolean not null default true,
  unique (kind, key)
);
create index place_parent on measure.place (parent_id);
create index place_facility on measure.place (facility_id);

create table measure.measure (
  id  smallint generated always as identity primary key,
  key text not null unique
);

-- What changed, not what is: the value of a day as it was known on another is the sum of what had become known by then. Nothing here is ever
-- updated; what turned out different is one more line.
create table measure.cell (
  place_id   int not null,
  measure_id smallint not null,
  on_date    date not null,
  known_on   date not null,
  delta      bigint not null,
  primary key (place_id, measure_id, on_date, known_on)
);

-- The same, summed for whoever opens a page: every place and month, every day of the places that have others under them, and people by the year.
create table measure.period (
  place_id   int not null,
  measure_id smallint not null,
  grain      char(1) not null check (grain in ('d', 'm', 'y')),
  starts_on  date not null,
  value      bigint not null,
  primary key (place_id, measure_id, grain, starts_on)
);

-- People do not add up: who was counted in a year, at whose home, and until when that was believed.
create table measure.person (
  place_id    int not null,
  measure_id  smallint not null,
  starts_on   date not null,
  resident_id uuid not null,
  facility_id uuid not null,
  known_from  date not null,
  known_until date,
  primary key (place_id, measure_id, starts_on, resident_id, known_from)
);
call scope.protect('measure.person', array['facility_id'], 'resident_id');

-- A day of a facility or of a home whose rows changed, written in the transaction that changed them. Lines are only added, so that nobody waits
-- for anybody; who recomputes takes them away together.
create table measure.dirty (
  id               bigint generated always as identity primary key,
  source           text not null,
  facility_id      uuid,
  home_facility_id uuid,
  on_date          date,
  at               timestamptz not null default scope.moment()
);

-- What stands under a place, itself included: a figure of a unit is added to all of them.
create table measure.within (
  place_id int not null references measure.place,
  above_id int not null references measure.place,
  primary key (place_id, above_id)
);
create index within_above on measure.within (above_id);

-- How far the figures have come; by its version a page knows whether what it holds still stands.
create table measure.upkeep (
  one          boolean primary key default true check (one),
  version      bigint not null default 0,
  refreshed_at timestamptz
);
insert into measure.upkeep default values;

grant select on all tables in schema measure to tongmai_app, tongmai_county;
grant select, insert, update, delete on all tables in schema measure to tongmai_measurer;
create policy count on measure.person for all to tongmai_measurer using (true) with check (true);
grant execute on all functions in schema scope to tongmai_measurer;

create function measure.mark_visits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into measure.dirty (source, facility_id, home_facility_id, on_date)
  select distinct 'visit', v.facility_id, v.home_facility_id, v.on_date from changed v;
  return null;
end $$;
create trigger mark_added after insert on record.visit referencing new table as changed for each statement execute function measure.mark_visits();
create trigger mark_removed after delete on record.visit referencing old table as changed for each statement execute function measure.mark_visits();

create function measure.mark_charges() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into measure.dirty (source, facility_id, home_facility_id, on_date)
  select distinct 'charge', c.facility_id, c.home_facility_id, c.on_date from changed c;
  return null;
end $$;
create trigger mark_added after insert on record.charge referencing new table as changed for each statement execute function measure.mark_charges();
create trigger mark_removed after delete on record.charge referencing old table as changed for each statement execute function measure.mark_charges();

-- An update may have moved a row: both where it was and where it is are counted again. What does not count is not looked at.
create function measure.mark_changed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into measure.dirty (source, facility_id, home_facility_id, on_date)
  values (tg_argv[0], old.facility_id, old.home_facility_id, old.on_date), (tg_argv[0], new.facility_id, new.home_facility_id, new.on_date);
  return null;
end $$;
create trigger mark_changed after update on record.visit for each row
  when ((old.facility_id, old.home_facility_id, old.on_date, old.kind, old.insured, old.tcm)
    is distinct from (new.facility_id, new.home_facility_id, new.on_date, new.kind, new.insured, new.tcm))
  execute function measure.mark_changed('visit');
create trigger mark_changed after update on record.charge for each row
  when ((old.facility_id, old.home_facility_id, old.on_date, old.amount, old.fund_pay, old.visit_kind, old.insured)
    is distinct from (new.facility_id, new.home_facility_id, new.on_date, new.amount, new.fund_pay, new.visit_kind, new.insured))
  execute function measure.mark_changed('charge');

create function measure.mark_enrollments() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into measure.dirty (source, facility_id, home_facility_id, on_date)
  select distinct 'enrollment', e.facility_id, e.home_facility_id, d.on_date
    from changed e cross join lateral (values (e.from_day), (e.until_day + 1)) d (on_date);
  return null;
end $$;
create trigger mark_added after insert on enrollment.enrollment referencing new table as changed for each statement execute function measure.mark_enrollments();
create trigger mark_was after update on enrollment.enrollment referencing old table as changed for each statement execute function measure.mark_enrollments();
create trigger mark_is after update on enrollment.enrollment referencing new table as changed for each statement execute function measure.mark_enrollments();

create function measure.mark_referrals() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into measure.dirty (source, facility_id, home_facility_id, on_date)
  select distinct 'referral', r.from_facility_id, null::uuid, (r.submitted_at at time zone 'Asia/Shanghai')::date from changed r;
  return null;
end $$;
create trigger mark_added after insert on referral.referral referencing new table as changed for each statement execute function measure.mark_referrals();
create trigger mark_is after update on referral.referral referencing new table as changed for each statement execute function measure.mark_referrals();

-- Chronic care and the homes of people: judged by the person, so a mark names the facility whose people are judged again.
create function measure.mark_managed() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into measure.dirty (source, facility_id) select distinct 'managed', p.facility_id from changed p;
  return null;
end $$;
create trigger mark_added after insert on chronic_care.program referencing new table as changed for each statement execute function measure.mark_managed();
create trigger mark_was after update on chronic_care.program referencing old table as changed for each statement execute function measure.mark_managed();
create trigger mark_is after update on chronic_care.program referencing new table as changed for each statement execute function measure.mark_managed();
create trigger mark_was after update on chronic_care.managed referencing old table as changed for each statement execute function measure.mark_managed();
create trigger mark_is after update on chronic_care.managed referencing new table as changed for each statement execute function measure.mark_managed();
create trigger mark_added after insert on chronic_care.follow_up referencing new table as changed for each statement execute function measure.mark_managed();

create function measure.mark_homes() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if old.home_facility_id is distinct from new.home_facility_id then
    insert into measure.dirty (source, facility_id) values ('person', old.home_facility_id), ('person', new.home_facility_id);
  end if;
  return null;
end $$;
create trigger mark_changed after update of home_facility_id on resident.resident for each row execute function measure.mark_homes();

create function measure.mark_aliases() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into measure.dirty (source, facility_id) values ('person', new.alias_home_id), ('person', new.current_home_id);
  return null;
end $$;
create trigger mark_changed after insert or update on resident.alias for each row execute function measure.mark_aliases();
