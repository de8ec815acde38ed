-- One column instead of many rows: namesakes and slips of the pen are found by how a name sounds. Each term of the search had been kept a second
-- time for that, and of a county of 600,000 with one name of many bearers a match asked thousands of them.
alter table resident.resident add column sound text not null default '' collate "C";
-- What was read when the name was registered: the longest term in letters is the whole name.
update resident.resident r set sound = upper(t.term)
  from (select distinct on (resident_id) resident_id, term from resident.search_term
         where term ~ '^[a-z]+$' order by resident_id, length(term) desc, term) t
 where t.resident_id = r.id;
alter table resident.resident alter column sound drop default;
create index resident_sound on resident.resident (sound, birth_date);
drop index resident.resident_name_born;
-- Of those born on a day the ones of a village, and in the index itself the ones of a surname.
drop index resident.resident_born;
create index resident_born on resident.resident (birth_date, village, name collate "C");
drop index resident.search_term_county;
-- Found by, like panel and terms, which have none either: taken from the resident's own row in the transaction that writes it.
alter table resident.phone_index drop constraint phone_index_resident_id_fkey;

drop function resident_index.candidates(bytea[], bytea[], text, text, date, date[], text, text[]);
-- Everybody who may be the person described: by any number or phone given, by the day with a village or a part of the name, by the sound of the name
-- with a day near it. The application compares inside the match and shows masked cards only; numbers come sealed.
create function resident_index.candidates(
  numbers bytea[], phones bytea[], called text, sounds text, born date, near date[], place text, surnames text[])
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
    union select r.id from (select r.id from resident.resident r where r.sound = sounds and r.birth_date = any (near) limit 60) r)
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

create or replace function resident_index.candidates_of(
  called text[], born date[], place text[], number_line int[], numbers bytea[], phone_line int[], phones bytea[])
returns table (line int, resident_id uuid, current_id uuid, name text, sex text, birth_date date, village text, address text, household_id uuid,
               home_facility_id uuid, number_sealed bytea, number_blind bytea, phone_blinds bytea[])
language sql stable security definer set search_path = pg_catalog
begin atomic
  with asked as (select l.n::int as n, l.name, l.day, l.place from unnest(called, born, place) with ordinality l(name, day, place, n)),
  found as (
    select l.n, i.resident_id from unnest(number_line, numbers) l(n, blind) join resident.identifier i on i.blind = l.blind
    union select l.n, p.resident_id from unnest(phone_line, phones) l(n, blind) join resident.phone_index p on p.blind = l.blind
    union select l.n, r.id from asked l join resident.resident r on r.birth_date = l.day and r.village = l.place
    union select l.n, r.id from asked l join resident.resident r on r.birth_date = l.day
           and r.name collate "C" >= left(l.name, 1) collate "C" and r.name collate "C" < (left(l.name, 1) || U&'\+10FFFF') collate "C"
    union select l.n, r.id from asked l join resident.resident r on r.village = l.place and r.name = l.name)
  select f.n, r.id, coalesce(a.current_id, r.id), r.name, r.sex, r.birth_date, r.village, r.address, r.household_id, r.home_facility_id, i.sealed, i.blind,
         array(select p.blind from resident.phone_index p where p.resident_id = r.id)
    from found f
    join resident.resident r on r.id = f.resident_id
    left join resident.alias a on a.alias_id = r.id and a.until_at is null
    left join resident.identifier i on i.resident_id = r.id and i.kind = 'nationalId';
end;

alter table registers.staged add column sound text not null default '';
alter table registers.staged alter column sound drop default;
-- Under every key there is: a phone that stands under an older one is not a new phone.
alter table registers.staged add column phone_blinds bytea[] not null default '{}';
alter table registers.staged alter column phone_blinds drop default;

-- A card that is shown leads to one person, whoever reads it.
alter function portal.masked_card(uuid) set schema resident;
