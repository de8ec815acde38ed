-- Residents on their own phones: how they come in, for whom they may act, and what they may see of who looked.
create schema portal;
grant usage on schema portal to tongmai_app, tongmai_county, tongmai_loader, tongmai_matcher, tongmai_auditor;

-- A code that was asked for. The row is there whether anybody has that phone or not, so the answer says nothing.
-- Sign-ins are made before anybody is known: the application has no right to these four tables, only to the functions below.
create table portal.code (
  id           uuid primary key,
  phone_blind  bytea not null,
  phone_sealed bytea not null,
  who_sealed   bytea not null,
  origin       text not null,
  asked_at     timestamptz not null,
  expires_at   timestamptz not null,
  code_hash    bytea,
  handled_at   timestamptz,
  tries        int not null default 0,
  used_at      timestamptz
);
create index code_phone on portal.code (phone_blind, asked_at);
create index code_origin on portal.code (origin, asked_at);

create table portal.wrong_try (
  origin text not null,
  at     timestamptz not null
);
create index wrong_try_origin on portal.wrong_try (origin, at);

-- What a member of staff shows on a screen: it signs one person in, once.
create table portal.pass (
  token_hash  bytea primary key,
  resident_id uuid not null,
  facility_id uuid not null,
  made_by     uuid not null,
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  used_at     timestamptz
);

create table portal.session (
  token_hash  bytea primary key,
  resident_id uuid not null,
  how         text not null check (how in ('code', 'pass')),
  origin      text not null,
  created_at  timestamptz not null,
  last_at     timestamptz not null,
  expires_at  timestamptz not null,
  ended_at    timestamptz
);
create index session_resident on portal.session (resident_id) where ended_at is null;
grant select, insert, update, delete on portal.code, portal.wrong_try, portal.pass, portal.session to tongmai_matcher;

-- For whom somebody acts: a guardian for a child, somebody trusted for an elder.
create table portal.proxy (
  id               uuid primary key,
  resident_id      uuid not null references resident.resident,
  home_facility_id uuid not null,
  proxy_id         uuid not null references resident.resident,
  proxy_name       text not null,
  kind             text not null check (kind in ('guardian', 'elderProxy')),
  reach            text not null check (reach in ('see', 'book')),
  from_at          timestamptz not null,
  until_at         timestamptz not null,
  given_by         text not null check (given_by in ('self', 'facility')),
  given_by_account uuid not null,
  evidence         text,
  ended_at         timestamptz,
  ended_by         text check (ended_by in ('self', 'proxy', 'facility')),
  check (resident_id <> proxy_id),
  check (until_at > from_at),
  check ((ended_at is null) = (ended_by is null))
);
create unique index proxy_once on portal.proxy (resident_id, proxy_id) where ended_at is null;
create index proxy_of on portal.proxy (proxy_id) where ended_at is null;
grant select, insert, update on portal.proxy to tongmai_app, tongmai_loader;
grant select on portal.proxy to tongmai_matcher;
call scope.protect('portal.proxy', array['home_facility_id'], 'resident_id');
create policy match on portal.proxy for select to tongmai_matcher using (true);

-- "I do not know this look": a duty for the manager of the place that looked.
create table portal.objection (
  id          uuid primary key,
  resident_id uuid not null references resident.resident,
  facility_id uuid not null,
  look_id     bigint not null unique,
  look        jsonb not null,
  by_account  uuid not null,
  note        text,
  at          timestamptz not null,
  due_at      timestamptz not null,
  finding     text check (finding in ('explained', 'wrong')),
  answer      text,
  answered_at timestamptz,
  answered_by uuid,
  answered_by_name text,
  version     int not null default 1,
  check ((answered_at is null) = (finding is null))
);
create index objection_resident on portal.objection (resident_id, at);
create index objection_open on portal.objection (facility_id, due_at) where answered_at is null;
grant select, insert, update on portal.objection to tongmai_app, tongmai_loader;
call scope.protect('portal.objection', array['facility_id'], 'resident_id');

-- Residents read and write what is theirs: their own rows and those of whom they act for. Each of these stands beside the
-- policies of the facilities; `scope.residents()` is empty for everybody who is not a resident.
create policy own_read on portal.proxy for select to tongmai_app using (resident_id = any ((select scope.residents())::uuid[]));
create policy own_add on portal.proxy for insert to tongmai_app with check (resident_id = any ((select scope.residents())::uuid[]));
create policy own_change on portal.proxy for update to tongmai_app using (resident_id = any ((select scope.residents())::uuid[]));
create policy own_add on portal.objection for insert to tongmai_app with check (resident_id = any ((select scope.residents())::uuid[]));
create policy own_change on resident.consent for update to tongmai_app using (resident_id = any ((select scope.residents())::uuid[]));
create policy own_read on kernel.message for select to tongmai_app using (resident_id = any ((select scope.residents())::uuid[]));
create policy own_add on kernel.message for insert to tongmai_app with check (resident_id = any ((select scope.residents())::uuid[]));
create policy own_read on booking.hold for select to tongmai_app using (resident_id = any ((select scope.residents())::uuid[]));
create policy own_read on referral.referral for select to tongmai_app using (resident_id = any ((select scope.residents())::uuid[]));
create policy own_read on access.break_glass for select to tongmai_app using (resident_id = any ((select scope.residents())::uuid[]));
create index hold_resident on booking.hold (resident_id, held_at);
create index message_resident on kernel.message (resident_id, created_at) where resident_id is not null;

-- How a message fared.
alter table kernel.message
  add attempts  int not null default 0,
  add failed_at timestamptz,
  add problem   text,
  add via       text;
grant usage on schema kernel to tongmai_matcher;
grant select on kernel.message to tongmai_matcher;
create policy match on kernel.message for select to tongmai_matcher using (true);
create index message_waiting on kernel.message (created_at) where sent_at is null and failed_at is null and channel = 'sms';

-- Puts a request for a code down, unless this phone or this place has asked too often. Both counts stand under a lock.
create function portal.ask_code(
  new_id uuid, phone bytea, phone_secret bytea, who_secret bytea, place text, at timestamptz, until timestamptz, most_of_phone int, most_of_place int)
returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform pg_advisory_xact_lock(hashtextextended('portal phone ' || encode(phone, 'hex'), 0));
  perform pg_advisory_xact_lock(hashtextextended('portal place ' || place, 0));
  if (select count(*) from portal.code c where c.phone_blind = phone and c.asked_at > at - interval '1 hour') >= most_of_phone
     or (select count(*) from portal.code c where c.origin = place and c.asked_at > at - interval '1 hour') >= most_of_place then
    return false;
  end if;
  insert into portal.code (id, phone_blind, phone_sealed, who_sealed, origin, asked_at, expires_at)
  values (new_id, phone, phone_secret, who_secret, place, at, until);
  return true;
end $$;

-- For the job that sends, while the request is of use and nobody has handled it.
create function portal.read_code(which uuid, at timestamptz) returns table (phone_sealed bytea, who_sealed bytea)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select c.phone_sealed, c.who_sealed from portal.code c where c.id = which and c.handled_at is null and c.expires_at > at;
end;

-- False where another run was first: a code is made once.
create function portal.keep_code(which uuid, hash bytea, at timestamptz) returns boolean
language sql volatile security definer set search_path = pg_catalog
begin atomic
  with kept as (update portal.code c set code_hash = hash, handled_at = at where c.id = which and c.handled_at is null and c.expires_at > at returning 1)
  select exists (select from kept);
end;

-- The phone a message goes to: of the person it is about, wherever they are at home.
create function portal.phone_of(message uuid) returns bytea
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.phone_sealed from kernel.message m join resident.resident r on r.id = (scope.person(m.resident_id))[1]
   where m.id = message and m.facility_id = any (scope.facilities());
end;

-- Counts the try first and compares then, so that guesses sent together are counted together. `blocked`: too many wrong ones
-- from this place. `wrong` is said of a code that is wrong, used up, too old, of another request, or was never sent.
create function portal.try_code(which uuid, hash bytea, place text, at timestamptz, most_tries int, most_wrong int,
  out outcome text, out phone bytea, out who bytea)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  c portal.code;
begin
  perform pg_advisory_xact_lock(hashtextextended('portal place ' || place, 0));
  if (select count(*) from portal.wrong_try w where w.origin = place and w.at > try_code.at - interval '1 hour') >= most_wrong then
    outcome := 'blocked'; return;
  end if;
  update portal.code k set tries = k.tries + 1
   where k.id = which and k.used_at is null and k.expires_at > at and k.tries < most_tries returning * into c;
  if c.id is null or c.code_hash is null or c.code_hash <> hash then
    insert into portal.wrong_try (origin, at) values (place, at);
    outcome := 'wrong'; return;
  end if;
  outcome := 'right'; phone := c.phone_sealed; who := c.who_sealed;
end $$;

create function portal.spend_code(which uuid, at timestamptz) returns boolean
language sql volatile security definer set search_path = pg_catalog
begin atomic
  with spent as (update portal.code c set used_at = at where c.id = which and c.used_at is null and c.expires_at > at returning 1)
  select exists (select from spent);
end;

-- Who has this phone and is called so, or has this number. Answers ids and the last four digits that tell namesakes apart.
create function portal.match_person(phones bytea[], called text, numbers bytea[])
returns table (resident_id uuid, home_facility_id uuid, name text, birth_date date, tail text)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select distinct on (r.id) r.id, r.home_facility_id, r.name, r.birth_date,
         coalesce((select i.tail from resident.identifier i where i.resident_id = any (scope.person(r.id)) and i.kind = 'nationalId' limit 1), '')
    from resident.phone_index x join resident.resident r on r.id = (scope.person(x.resident_id))[1]
   where x.blind = any (phones) and r.status = 'active'
     and (lower(regexp_replace(normalize(r.name, nfkc), '\s', '', 'g')) = called
          or exists (select from resident.identifier i where i.resident_id = any (scope.person(r.id)) and i.blind = any (numbers)));
end;

create function portal.add_pass(hash bytea, person uuid, place uuid, maker uuid, at timestamptz, until timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  insert into portal.pass (token_hash, resident_id, facility_id, made_by, made_at, expires_at) values (hash, person, place, maker, at, until);
end;

create function portal.spend_pass(hash bytea, at timestamptz) returns uuid
language sql volatile security definer set search_path = pg_catalog
begin atomic
  update portal.pass p set used_at = at where p.token_hash = hash and p.used_at is null and p.expires_at > at returning p.resident_id;
end;

create function portal.open_session(hash bytea, person uuid, way text, place text, at timestamptz, until timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  insert into portal.session (token_hash, resident_id, how, origin, created_at, last_at, expires_at)
  select hash, (scope.person(person))[1], way, place, at, at, until;
end;

create function portal.end_session(hash bytea, at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog
begin atomic
  update portal.session s set ended_at = at where s.token_hash = hash and s.ended_at is null;
end;

-- Whose token this is, and every id the person may reach: their own, and those of whom they act for today. The dead sign in no more.
create function portal.whose(hash bytea, at timestamptz, idle_minutes int)
returns table (resident_id uuid, name text, expires_at timestamptz, residents uuid[])
language plpgsql security definer set search_path = pg_catalog as $$
declare
  s portal.session;
begin
  select * into s from portal.session k
   where k.token_hash = hash and k.ended_at is null and k.expires_at > at and k.last_at > at - make_interval(mins => idle_minutes);
  if not found then return; end if;
  -- Once a minute is enough to know that somebody is there.
  if s.last_at < at - interval '1 minute' then update portal.session k set last_at = at where k.token_hash = hash; end if;
  return query
    select r.id, r.name, s.expires_at,
           scope.person(r.id) || array(
             select unnest(scope.person(p.resident_id)) from portal.proxy p join resident.resident q on q.id = p.resident_id
              where p.proxy_id = any (scope.person(r.id)) and p.ended_at is null and at between p.from_at and p.until_at and q.status = 'active')
      from resident.resident r where r.id = (scope.person(s.resident_id))[1] and r.status = 'active';
end $$;

-- The signed-in person, and for whom they act: enough to choose among them.
create function portal.people(person uuid, at timestamptz)
returns table (resident_id uuid, name text, birth_date date, kind text, reach text, until_at timestamptz)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.id, r.name, r.birth_date, 'self', 'book', null::timestamptz from resident.resident r
   where r.id = (scope.person(person))[1] and person = any (scope.residents())
  union all
  (select r.id, r.name, r.birth_date, p.kind, p.reach, p.until_at
     from portal.proxy p join resident.resident r on r.id = (scope.person(p.resident_id))[1]
    where person = any (scope.residents()) and p.proxy_id = any (scope.person(person)) and p.ended_at is null
      and people.at between p.from_at and p.until_at and r.status = 'active'
    order by r.birth_date);
end;

-- The people of one's own household, to choose somebody to trust from. Nobody else's.
create function portal.household(person uuid) returns table (resident_id uuid, name text, birth_date date)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select o.id, o.name, o.birth_date from resident.resident me join resident.resident o on o.household_id = me.household_id
   where me.id = (scope.person(person))[1] and me.id = any (scope.residents()) and o.id <> me.id and o.status = 'active'
     and not exists (select from resident.alias a where a.alias_id = o.id and a.until_at is null)
   order by o.birth_date;
end;

-- What a health card that was shown opens: a masked card, as if the number had been typed.
create function portal.masked_card(person uuid)
returns table (resident_id uuid, masked_name text, sex text, birth_year int, village text, status text)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.id, left(r.name, 1) || repeat('*', greatest(char_length(r.name) - 1, 1)), r.sex, extract(year from r.birth_date)::int, r.village, r.status
    from resident.resident r where r.id = (scope.person(person))[1];
end;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'portal.ask_code(uuid, bytea, bytea, bytea, text, timestamptz, timestamptz, int, int)', 'portal.read_code(uuid, timestamptz)',
    'portal.keep_code(uuid, bytea, timestamptz)', 'portal.phone_of(uuid)', 'portal.try_code(uuid, bytea, text, timestamptz, int, int)', 'portal.spend_code(uuid, timestamptz)',
    'portal.match_person(bytea[], text, bytea[])', 'portal.add_pass(bytea, uuid, uuid, uuid, timestamptz, timestamptz)',
    'portal.spend_pass(bytea, timestamptz)', 'portal.open_session(bytea, uuid, text, text, timestamptz, timestamptz)',
    'portal.end_session(bytea, timestamptz)', 'portal.whose(bytea, timestamptz, int)', 'portal.people(uuid, timestamptz)',
    'portal.household(uuid)', 'portal.masked_card(uuid)'] loop
    execute format('alter function %s owner to tongmai_matcher', signature);
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to tongmai_app', signature);
  end loop;
end $$;

-- Who looked: lines of the trail about the one opened person, and only where that person (or who acts for them) asks.
create function portal.looks(person uuid, mine uuid, others_only boolean, before_at timestamptz, before_id bigint, most int)
returns table (id bigint, at timestamptz, account_id uuid, facility_id uuid, role text, capability text, kind text, outcome text, basis text)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select t.id, t.at, t.account_id, t.facility_id, t.role, t.capability, t.kind, t.outcome, t.basis
    from kernel.trail t
   where t.resident_id = any ((select scope.person(person))::uuid[]) and (select scope.person(person)) && scope.residents()
     and (t.at, t.id) < (before_at, before_id) and not (others_only and t.account_id = mine)
   order by t.at desc, t.id desc limit most;
end;
create function portal.look_at(person uuid, line bigint)
returns table (id bigint, at timestamptz, account_id uuid, facility_id uuid, role text, capability text, kind text, outcome text, basis text)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select t.id, t.at, t.account_id, t.facility_id, t.role, t.capability, t.kind, t.outcome, t.basis
    from kernel.trail t
   where t.id = line and t.resident_id = any (scope.person(person)) and scope.person(person) && scope.residents();
end;
do $$
declare
  signature text;
begin
  execute format('grant tongmai_auditor to %I', current_user);
  foreach signature in array array[
    'portal.looks(uuid, uuid, boolean, timestamptz, bigint, int)', 'portal.look_at(uuid, bigint)'] loop
    execute format('grant create on schema portal to tongmai_auditor');
    execute format('alter function %s owner to tongmai_auditor', signature);
    execute format('revoke create on schema portal from tongmai_auditor');
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to tongmai_app', signature);
  end loop;
end $$;

-- As in 0005, and the person the unit is kept for may give it back too.
create or replace function booking.give_back(which uuid, ending text, reason text, at timestamptz,
  out outcome text, out session_id uuid)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  h booking.hold;
begin
  select h0.session_id into session_id from booking.hold h0 where h0.id = which;
  if session_id is null then outcome := 'noHold'; return; end if;
  perform from booking.session s where s.id = session_id for update;
  select * into h from booking.hold h0 where h0.id = which for update;
  if not coalesce(h.facility_id = any (scope.facilities()) or h.holder_facility_id = any (scope.facilities())
                  or h.resident_id = any (scope.residents()), false) then
    outcome := 'noHold'; return;
  end if;
  if h.status not in ('held', 'confirmed') then outcome := h.status; return; end if;
  update booking.hold h0 set status = ending, ended_at = at, ended_reason = reason where h0.id = which;
  update booking.session s
     set reserved_taken = s.reserved_taken - (h.pool = 'reserved')::int, open_taken = s.open_taken - (h.pool = 'open')::int
   where s.id = session_id;
  outcome := 'ended';
end $$;
