-- One person, once: who may be meant, pairs that somebody looks at, joining and parting, the code of a health card.
create schema resident_index;
grant usage on schema resident_index to tongmai_app, tongmai_county, tongmai_loader, tongmai_matcher;
grant usage on schema resident, scope to tongmai_matcher;

-- What brings two descriptions together (docs/linkage.md). Each reaches a few rows.
create index resident_name_born on resident.resident (name, birth_date);
create index resident_born on resident.resident (birth_date);
create index resident_village on resident.resident (village, name);

-- Everybody who may be the person described: by any number or phone given, by the day with a village or a part of the name, by the name with a day
-- near it, by the sound of the name with such a day. The application compares inside the match and shows masked cards only; numbers come sealed.
create function resident_index.candidates(
  numbers bytea[], phones bytea[], called text, sound text, born date, near date[], place text, surnames text[])
returns table (resident_id uuid, current_id uuid, name text, sex text, birth_date date, village text, address text, household_id uuid,
               home_facility_id uuid, number_sealed bytea, number_blind bytea, same_phone boolean, has_phone boolean)
language sql stable security definer set search_path = pg_catalog
begin atomic
  with found as (
    select i.resident_id from resident.identifier i where i.blind = any (numbers)
    union select p.resident_id from (select p.resident_id from resident.phone_index p where p.blind = any (phones) limit 60) p
    union select r.id from (select r.id from resident.resident r
                             where r.birth_date = born and (r.village = place or left(r.name, 1) = any (surnames) or substr(r.name, 2) = substr(called, 2))
                             limit 120) r
    union select r.id from (select r.id from resident.resident r where r.name = called and r.birth_date = any (near) limit 60) r
    union select r.id from (select r.id from (select distinct t.resident_id from resident.search_term t where t.term = sound) t
                              join resident.resident r on r.id = t.resident_id where r.birth_date = any (near) limit 60) r)
  select r.id, coalesce(a.current_id, r.id), r.name, r.sex, r.birth_date, r.village, r.address, r.household_id, r.home_facility_id, n.sealed, n.blind,
         exists (select from resident.phone_index p where p.resident_id = r.id and p.blind = any (phones)), r.phone_sealed is not null
    from found f
    join resident.resident r on r.id = f.resident_id
    left join resident.alias a on a.alias_id = r.id and a.until_at is null
    left join resident.identifier n on n.resident_id = r.id and n.kind = 'nationalId';
end;
alter function resident_index.candidates(bytea[], bytea[], text, text, date, date[], text, text[]) owner to tongmai_matcher;
revoke all on function resident_index.candidates(bytea[], bytea[], text, text, date, date[], text, text[]) from public;
grant execute on function resident_index.candidates(bytea[], bytea[], text, text, date, date[], text, text[]) to tongmai_app;

-- The same for a block of lines at once, for the loader. `numbers` and `phones` come with the line they belong to.
create function resident_index.candidates_of(
  called text[], born date[], place text[], number_line int[], numbers bytea[], phone_line int[], phones bytea[])
returns table (line int, resident_id uuid, current_id uuid, name text, sex text, birth_date date, village text, address text, household_id uuid,
               home_facility_id uuid, number_sealed bytea, number_blind bytea, phone_blinds bytea[])
language sql stable security definer set search_path = pg_catalog
begin atomic
  with asked as (select l.n::int as n, l.name, l.day, l.place from unnest(called, born, place) with ordinality l(name, day, place, n)),
  found as (
    select l.n, i.resident_id from unnest(number_line, numbers) l(n, blind) join resident.identifier i on i.blind = l.blind
    union select l.n, p.resident_id from unnest(phone_line, phones) l(n, blind) join resident.phone_index p on p.blind = l.blind
    union select l.n, r.id from asked l join resident.resident r on r.birth_date = l.day
           where r.village = l.place or left(r.name, 1) = left(l.name, 1) or substr(r.name, 2) = substr(l.name, 2)
    union select l.n, r.id from asked l join resident.resident r on r.village = l.place and r.name = l.name)
  select f.n, r.id, coalesce(a.current_id, r.id), r.name, r.sex, r.birth_date, r.village, r.address, r.household_id, r.home_facility_id, i.sealed, i.blind,
         array(select p.blind from resident.phone_index p where p.resident_id = r.id)
    from found f
    join resident.resident r on r.id = f.resident_id
    left join resident.alias a on a.alias_id = r.id and a.until_at is null
    left join resident.identifier i on i.resident_id = r.id and i.kind = 'nationalId';
end;
alter function resident_index.candidates_of(text[], date[], text[], int[], bytea[], int[], bytea[]) owner to tongmai_matcher;
revoke all on function resident_index.candidates_of(text[], date[], text[], int[], bytea[], int[], bytea[]) from public;
grant execute on function resident_index.candidates_of(text[], date[], text[], int[], bytea[], int[], bytea[]) to tongmai_loader;

-- Two records of which somebody must say whether they are one person. What was decided stays: who was found to be two is never asked again.
create table resident_index.pair (
  id              uuid primary key,
  first_id        uuid not null references resident.resident,
  second_id       uuid not null references resident.resident,
  first_home_id   uuid not null,
  second_home_id  uuid not null,
  score           numeric not null,
  levels          jsonb not null,
  caution         text,
  origin          text not null check (origin in ('registered', 'loaded', 'found')),
  status          text not null default 'waiting' check (status in ('waiting', 'postponed', 'merged', 'distinct', 'parted')),
  opened_at       timestamptz not null,
  opened_by       uuid,
  decided_at      timestamptz,
  decided_by      uuid,
  decided_by_name text,
  because         text,
  -- Who stayed when the two were joined.
  current_id      uuid,
  -- Who became another id of the one who stayed; nothing where the two were one person already.
  gone_id         uuid,
  version         int not null default 1,
  check (first_id <> second_id),
  check ((status in ('merged', 'distinct', 'parted')) = (decided_at is not null)),
  check ((status = 'merged') <= (current_id is not null))
);
create unique index pair_once on resident_index.pair (least(first_id, second_id), greatest(first_id, second_id));
create index pair_first on resident_index.pair (first_home_id, status, opened_at);
create index pair_second on resident_index.pair (second_home_id, status, opened_at);
grant select, insert, update on resident_index.pair to tongmai_app, tongmai_loader;
call scope.protect('resident_index.pair', array['first_home_id', 'second_home_id']);

-- What was done with a pair, step by step, with the words it was done with.
create table resident_index.journal (
  pair_id         uuid not null references resident_index.pair,
  seq             int not null,
  first_home_id   uuid not null,
  second_home_id  uuid not null,
  at              timestamptz not null,
  status          text not null,
  by_account_id   uuid,
  by_name         text not null,
  by_facility_id  uuid,
  because         text,
  primary key (pair_id, seq)
);
grant select, insert on resident_index.journal to tongmai_app, tongmai_loader;
call scope.protect('resident_index.journal', array['first_home_id', 'second_home_id']);

-- Both records of a pair side by side, for who is home to one of them. The action masks what is not theirs.
create function resident_index.sides(pair uuid)
returns table (resident_id uuid, name text, sex text, birth_date date, village text, address text, household_id uuid, home_facility_id uuid, status text,
               source text, created_at timestamptz, tail text, number_sealed bytea, phone_sealed bytea, visits int, referrals int, duties int, holds int)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.id, r.name, r.sex, r.birth_date, r.village, r.address, r.household_id, r.home_facility_id, r.status, r.source, r.created_at,
         coalesce(i.tail, ''), i.sealed, r.phone_sealed,
         (select count(*)::int from record.visit v where v.resident_id = any (scope.person(r.id))),
         (select count(*)::int from referral.referral f where f.resident_id = any (scope.person(r.id))),
         (select count(*)::int from kernel.duty d where d.resident_id = any (scope.person(r.id)) and d.closed_at is null),
         (select count(*)::int from booking.hold h where h.resident_id = any (scope.person(r.id)) and h.status in ('held', 'confirmed'))
    from resident_index.pair p
    join resident.resident r on r.id in (p.first_id, p.second_id)
    left join resident.identifier i on i.resident_id = r.id and i.kind = 'nationalId'
   where p.id = pair and (p.first_home_id = any (scope.facilities()) or p.second_home_id = any (scope.facilities()))
   order by r.id = p.second_id;
end;
-- The names of both, for a list.
create function resident_index.names(pair uuid) returns table (resident_id uuid, name text, home_facility_id uuid)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.id, r.name, r.home_facility_id from resident_index.pair p join resident.resident r on r.id in (p.first_id, p.second_id)
   where p.id = pair and (p.first_home_id = any (scope.facilities()) or p.second_home_id = any (scope.facilities()))
   order by r.id = p.second_id;
end;
alter function resident_index.names(uuid) owner to tongmai_matcher;
revoke all on function resident_index.names(uuid) from public;
grant execute on function resident_index.names(uuid) to tongmai_app;
grant usage on schema record, referral, kernel, booking to tongmai_matcher;
grant select on resident_index.pair, record.visit, referral.referral, kernel.duty, booking.hold, booking.session to tongmai_matcher;
create policy match on resident_index.pair for select to tongmai_matcher using (true);
create policy count_match on record.visit for select to tongmai_matcher using (true);
create policy count_match on referral.referral for select to tongmai_matcher using (true);
create policy count_match on kernel.duty for select to tongmai_matcher using (true);
create policy count_match on booking.hold for select to tongmai_matcher using (true);
alter function resident_index.sides(uuid) owner to tongmai_matcher;
revoke all on function resident_index.sides(uuid) from public;
grant execute on function resident_index.sides(uuid) to tongmai_app;

-- What stands against joining two people: each domain answers for its own rows, because neither side may see the other's.
create function referral.clashes(these uuid[], those uuid[]) returns table (kind text, first_place uuid, second_place uuid)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select case when a.status in ('arrived', 'treated') then 'custody' else 'waiting' end, a.to_facility_id, b.to_facility_id
    from referral.referral a join referral.referral b on b.resident_id = any (those) and a.direction <> 'down' and b.direction <> 'down'
   where a.resident_id = any (these)
     and ((a.status in ('arrived', 'treated') and b.status in ('arrived', 'treated'))
       or (a.status in ('submitted', 'moreRequested', 'accepted') and b.status in ('submitted', 'moreRequested', 'accepted')
           and a.to_facility_id = b.to_facility_id and a.to_department_id is not distinct from b.to_department_id));
end;
alter function referral.clashes(uuid[], uuid[]) owner to tongmai_matcher;
revoke all on function referral.clashes(uuid[], uuid[]) from public;
grant execute on function referral.clashes(uuid[], uuid[]) to tongmai_app;

-- Referrals of the same person that stand under another of their ids: the unique indexes of one id do not see them.
create function referral.of_other_ids(who uuid) returns table (status text, to_facility_id uuid, to_department_id uuid)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.status, r.to_facility_id, r.to_department_id from referral.referral r
   where r.resident_id = any (scope.person(who)) and r.resident_id <> who and r.direction <> 'down'
     and r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated');
end;
alter function referral.of_other_ids(uuid) owner to tongmai_matcher;
revoke all on function referral.of_other_ids(uuid) from public;
grant execute on function referral.of_other_ids(uuid) to tongmai_app;

create function booking.clashes(these uuid[], those uuid[]) returns table (starts_at timestamptz, first_place uuid, second_place uuid)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select greatest(s.starts_at, t.starts_at), s.facility_id, t.facility_id
    from booking.hold a join booking.session s on s.id = a.session_id
    join booking.hold b on b.resident_id = any (those) and b.status in ('held', 'confirmed')
    join booking.session t on t.id = b.session_id
   where a.resident_id = any (these) and a.status in ('held', 'confirmed')
     and (a.session_id = b.session_id or (s.facility_id <> t.facility_id and s.starts_at < t.ends_at and t.starts_at < s.ends_at));
end;
alter function booking.clashes(uuid[], uuid[]) owner to tongmai_matcher;
revoke all on function booking.clashes(uuid[], uuid[]) from public;
grant execute on function booking.clashes(uuid[], uuid[]) to tongmai_app;

-- Joining is one line; who was joined to the one that goes away earlier comes along, and goes back when the two are parted.
alter table resident.alias add column instead_of uuid references resident.alias;
grant insert, update on resident.alias to tongmai_matcher;
create policy join_add on resident.alias for insert to tongmai_matcher with check (true);
create policy join_end on resident.alias for update to tongmai_matcher using (true) with check (true);

-- Null where one of the two is not who it was taken for, or the asker's facility is home to neither.
create function resident.join_people(gone uuid, stays uuid, why text, account uuid) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  made uuid := gen_random_uuid();
  gone_home uuid;
  stays_home uuid;
begin
  -- Two that join the same people wait for each other, in one order.
  perform pg_advisory_xact_lock(hashtextextended(least(gone, stays)::text, 11));
  perform pg_advisory_xact_lock(hashtextextended(greatest(gone, stays)::text, 11));
  select r.home_facility_id into gone_home from resident.resident r where r.id = gone;
  select r.home_facility_id into stays_home from resident.resident r where r.id = stays;
  if not (gone_home = any (scope.facilities()) or stays_home = any (scope.facilities())) or gone = stays
     or exists (select from resident.alias a where a.alias_id in (gone, stays) and a.until_at is null) then
    return null;
  end if;
  insert into resident.alias (id, alias_id, current_id, alias_home_id, current_home_id, because, from_at, by_account_id)
  values (made, gone, stays, gone_home, stays_home, why, scope.moment(), account);
  with moved as (
    update resident.alias a set until_at = scope.moment(), ended_by = account, ended_because = 'moved'
     where a.current_id = gone and a.until_at is null returning a.*)
  insert into resident.alias (id, alias_id, current_id, alias_home_id, current_home_id, because, from_at, by_account_id, instead_of)
  select gen_random_uuid(), m.alias_id, stays, m.alias_home_id, stays_home, m.because, scope.moment(), account, m.id from moved m;
  return made;
end $$;

create function resident.part_people(gone uuid, why text, account uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  line resident.alias;
begin
  perform pg_advisory_xact_lock(hashtextextended(gone::text, 11));
  update resident.alias a set until_at = scope.moment(), ended_by = account, ended_because = why
   where a.alias_id = gone and a.until_at is null
     and (a.alias_home_id = any (scope.facilities()) or a.current_home_id = any (scope.facilities())) returning a.* into line;
  if line.id is null then return false; end if;
  -- Whoever came along with the one that goes, be it through several joinings, belongs to it again.
  with recursive came as (
    select a.id as live, a.id as line_id from resident.alias a where a.current_id = line.current_id and a.until_at is null
    union all
    select c.live, a.instead_of from came c join resident.alias a on a.id = c.line_id where a.instead_of is not null),
  back as (
    select distinct on (c.live) c.live, b.alias_id, b.alias_home_id, b.current_home_id, b.because, b.instead_of
      from came c join resident.alias b on b.id = c.line_id and b.current_id = gone order by c.live, b.from_at desc),
  ended as (
    update resident.alias a set until_at = scope.moment(), ended_by = account, ended_because = 'moved' from back where a.id = back.live returning back.*)
  insert into resident.alias (id, alias_id, current_id, alias_home_id, current_home_id, because, from_at, by_account_id, instead_of)
  select gen_random_uuid(), b.alias_id, gone, b.alias_home_id, b.current_home_id, b.because, scope.moment(), account, b.instead_of from ended b;
  return true;
end $$;
alter function resident.join_people(uuid, uuid, text, uuid) owner to tongmai_matcher;
alter function resident.part_people(uuid, text, uuid) owner to tongmai_matcher;
revoke all on function resident.join_people(uuid, uuid, text, uuid), resident.part_people(uuid, text, uuid) from public;
grant execute on function resident.join_people(uuid, uuid, text, uuid), resident.part_people(uuid, text, uuid) to tongmai_app;
