-- Every id of several people at once: what scope.person says of one, in one question.
create function scope.persons(anyones uuid[]) returns table (asked uuid, id uuid)
language sql stable parallel safe security definer set search_path = pg_catalog
begin atomic
  with p as (
    select x.asked, coalesce(a.current_id, x.asked) as current_id
      from unnest(anyones) x (asked) left join resident.alias a on a.alias_id = x.asked and a.until_at is null)
  select p.asked, p.current_id from p
  union all
  select p.asked, a.alias_id from p join resident.alias a on a.current_id = p.current_id and a.until_at is null;
end;
alter function scope.persons(uuid[]) owner to tongmai_matcher;
grant execute on function scope.persons(uuid[]) to tongmai_measurer;

-- Every id somebody was ever written under, with the person's id and home of today. The people of a home are found by the home, whether they were
-- ever written under another id or not.
drop view record.stay_measure, resident.person_home;
create view resident.person_measure with (security_invoker = true) as
select r.id as any_id, r.id as person_id, r.home_facility_id
  from resident.resident r where not exists (select from resident.alias a where a.alias_id = r.id and a.until_at is null)
 union all
select a.alias_id, a.current_id, c.home_facility_id
  from resident.alias a join resident.resident c on c.id = a.current_id where a.until_at is null;

-- What a place says of the lines that name it.
create view facility.facility_measure with (security_invoker = true) as
select f.id, facility.level_of(f.kind) as level, left(f.division_code, 6) as county from facility.facility f;
create or replace view record.visit_measure with (security_invoker = true) as
select v.subject_id, v.resident_id, v.facility_id, v.home_facility_id, v.on_date, v.at, v.known_from, v.amount,
       v.kind, f.level, f.county = h.county as inside, v.insured, v.tcm
  from record.visit_line v join facility.facility_measure f on f.id = v.facility_id left join facility.facility_measure h on h.id = v.home_facility_id;
create or replace view record.charge_measure with (security_invoker = true) as
select c.subject_id, c.resident_id, c.facility_id, c.home_facility_id, c.on_date, c.at, c.known_from, c.amount, c.fund,
       c.kind, f.level, f.county = h.county as inside, c.insured
  from record.charge_line c join facility.facility_measure f on f.id = c.facility_id left join facility.facility_measure h on h.id = c.home_facility_id;

-- Stays by the person: people are counted once, at the home they have now.
create view record.stay_measure with (security_invoker = true) as
select v.id as subject_id, p.person_id, p.home_facility_id, v.on_date, v.insured, f.county = h.county as inside
  from record.visit v join resident.person_measure p on p.any_id = v.resident_id
  join facility.facility_measure f on f.id = v.facility_id join facility.facility_measure h on h.id = p.home_facility_id
 where v.kind = 'inpatient';
grant select on resident.person_measure, facility.facility_measure, record.stay_measure to tongmai_app, tongmai_county;

-- People are counted again for a stay, not for every visit to a clinic; at the home they have today.
create or replace function measure.mark_visits() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into measure.dirty (source, facility_id, home_facility_id, on_date)
  select distinct 'visit', v.facility_id, v.home_facility_id, v.on_date from changed v
   union all
  select distinct 'stay', null::uuid, h.home, v.on_date
    from changed v cross join lateral record.home_of((scope.person(v.resident_id))[1]) h where v.kind = 'inpatient';
  return null;
end $$;
create function measure.mark_stay() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  insert into measure.dirty (source, home_facility_id, on_date)
  select 'stay', h.home, d.on_date from record.home_of((scope.person(new.resident_id))[1]) h cross join (values (old.on_date), (new.on_date)) d (on_date);
  return null;
end $$;
create trigger mark_stay after update on record.visit for each row
  when ((old.kind = 'inpatient' or new.kind = 'inpatient')
    and (old.facility_id, old.on_date, old.kind, old.insured) is distinct from (new.facility_id, new.on_date, new.kind, new.insured))
  execute function measure.mark_stay();

-- Who counts everything anew begins with nothing: what is thrown away row by row stays in the way of what is written next.
grant truncate on measure.cell, measure.period to tongmai_measurer;
