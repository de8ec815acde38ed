-- Capacity: a session is what a facility offers at a time (a clinic's slots, a ward's bed-day from 08:00, a device's
-- examinations); a hold is one unit of it in somebody's name. Overselling is impossible twice over: the counters are
-- checked, and a unit number can be live only once.
create schema booking;
grant usage on schema booking to tongmai_app, tongmai_county, tongmai_loader, tongmai_booker;

create table booking.template (
  id               uuid primary key,
  facility_id      uuid not null,
  department_id    uuid not null,
  kind             text not null check (kind in ('slot', 'bed', 'exam')),
  resource         text not null,
  expert           boolean not null default false,
  practitioner_id  uuid,
  practitioner_name text,
  weekdays         int[] not null,
  starts           time not null,
  minutes          int not null check (minutes between 5 and 1440),
  capacity         int not null check (capacity between 1 and 500),
  reserved_percent int check (reserved_percent between 0 and 100),
  from_day         date not null,
  until_day        date,
  version          int not null default 1
);
create index template_facility on booking.template (facility_id);

create table booking.session (
  id                uuid primary key,
  facility_id       uuid not null,
  department_id     uuid not null,
  kind              text not null check (kind in ('slot', 'bed', 'exam')),
  resource          text not null,
  expert            boolean not null default false,
  practitioner_id   uuid,
  practitioner_name text,
  starts_at         timestamptz not null,
  ends_at           timestamptz not null,
  capacity          int not null,
  reserved_planned  int not null,
  reserved          int not null,
  reserved_taken    int not null default 0,
  open_taken        int not null default 0,
  release_stage     int not null default 0,
  status            text not null default 'published' check (status in ('published', 'cancelled')),
  cancelled_reason  text,
  template_id       uuid,
  published_at      timestamptz not null,
  version           int not null default 1,
  check (ends_at > starts_at),
  check (capacity between 1 and 500),
  constraint reserved_within_capacity check (reserved between 0 and capacity and reserved_planned between 0 and capacity),
  constraint reserved_not_oversold check (reserved_taken between 0 and reserved),
  constraint open_not_oversold check (open_taken between 0 and capacity - reserved),
  unique (facility_id, department_id, kind, resource, starts_at)
);
create index session_free on booking.session (department_id, kind, starts_at) where status = 'published';
create index session_board on booking.session (facility_id, starts_at);
create index session_release on booking.session (starts_at) where status = 'published' and release_stage < 2;

create table booking.hold (
  id                 uuid primary key,
  session_id         uuid not null references booking.session,
  unit               int not null,
  pool               text not null check (pool in ('reserved', 'open', 'override')),
  status             text not null check (status in ('held', 'confirmed', 'used', 'released', 'expired', 'cancelled', 'noShow')),
  resident_id        uuid not null,
  person             jsonb not null,
  facility_id        uuid not null,
  holder_facility_id uuid not null,
  because_kind       text not null,
  because_id         uuid not null,
  held_at            timestamptz not null,
  held_by            uuid,
  expires_at         timestamptz,
  confirmed_at       timestamptz,
  ended_at           timestamptz,
  ended_reason       text,
  settled_at         timestamptz,
  check ((status = 'held') <= (expires_at is not null)),
  check ((status in ('held', 'confirmed', 'used')) = (ended_at is null or status = 'used'))
);
create unique index hold_unit_once on booking.hold (session_id, unit) where status in ('held', 'confirmed', 'used');
create unique index hold_because_once on booking.hold (because_id) where status in ('held', 'confirmed');
create index hold_because on booking.hold (because_id);
create index hold_expiry on booking.hold (expires_at) where status = 'held';
create index hold_unsettled on booking.hold (ended_at) where status in ('expired', 'released', 'cancelled', 'noShow') and settled_at is null;

create table booking.wait (
  id                 uuid primary key,
  facility_id        uuid not null,
  department_id      uuid not null,
  kind               text not null,
  resident_id        uuid not null,
  person             jsonb not null,
  holder_facility_id uuid not null,
  because_kind       text not null,
  because_id         uuid not null,
  urgency            int not null,
  since              timestamptz not null,
  status             text not null check (status in ('waiting', 'filled', 'left')),
  ended_at           timestamptz,
  hold_id            uuid
);
create index wait_line on booking.wait (department_id, kind, urgency desc, since) where status = 'waiting';
create unique index wait_once on booking.wait (because_id) where status = 'waiting';

grant select, insert, update on all tables in schema booking to tongmai_app, tongmai_loader;
grant select on all tables in schema booking to tongmai_county;
grant select, insert, update on booking.session, booking.hold to tongmai_booker;
call scope.protect('booking.hold', array['facility_id', 'holder_facility_id']);
call scope.protect('booking.wait', array['facility_id', 'holder_facility_id']);
create policy count on booking.hold for all to tongmai_booker using (true) with check (true);

-- Takes one unit, after ending the holds that ran out, under one lock of the session. `pools` comes from the rules:
-- which pools this asker may draw from, in which order.
create function booking.hold_unit(
  hold_id uuid, wanted uuid, pools text[], at timestamptz, expires timestamptz, resident uuid, card jsonb,
  holder uuid, reason_kind text, reason_id uuid, taken_by uuid,
  out outcome text, out unit int, out pool text, out facility_id uuid, out starts_at timestamptz)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  s booking.session;
  freed_reserved int;
  freed_open int;
begin
  select * into s from booking.session t where t.id = wanted for update;
  if not found then outcome := 'noSession'; return; end if;
  if s.status <> 'published' then outcome := 'cancelled'; return; end if;
  if s.starts_at <= at then outcome := 'past'; return; end if;
  -- One takes for oneself; the session's own facility may take for another, who then sees it.
  if not (holder = any (scope.facilities()) or s.facility_id = any (scope.facilities())) then outcome := 'noSession'; return; end if;

  with gone as (
    update booking.hold h set status = 'expired', ended_at = at
     where h.session_id = s.id and h.status = 'held' and h.expires_at <= at returning h.pool)
  select count(*) filter (where g.pool = 'reserved'), count(*) filter (where g.pool = 'open')
    into freed_reserved, freed_open from gone g;
  s.reserved_taken := s.reserved_taken - freed_reserved;
  s.open_taken := s.open_taken - freed_open;

  foreach pool in array pools loop
    if pool = 'reserved' and s.reserved_taken < s.reserved then
      s.reserved_taken := s.reserved_taken + 1;
      outcome := 'held';
      exit;
    elsif pool = 'open' and s.open_taken < s.capacity - s.reserved then
      s.open_taken := s.open_taken + 1;
      outcome := 'held';
      exit;
    end if;
  end loop;

  if outcome is null or freed_reserved + freed_open > 0 or outcome = 'held' then
    update booking.session t set reserved_taken = s.reserved_taken, open_taken = s.open_taken where t.id = s.id;
  end if;
  if outcome is null then
    pool := null;
    outcome := case when s.reserved_taken < s.reserved then 'onlyReservedLeft' else 'full' end;
    return;
  end if;

  select min(n) into unit from generate_series(1, s.capacity) n
   where not exists (select from booking.hold h
                      where h.session_id = s.id and h.unit = n and h.status in ('held', 'confirmed', 'used'));
  facility_id := s.facility_id;
  starts_at := s.starts_at;
  insert into booking.hold (id, session_id, unit, pool, status, resident_id, person, facility_id, holder_facility_id,
                            because_kind, because_id, held_at, held_by, expires_at)
  values (hold_id, s.id, unit, pool, 'held', resident, card, s.facility_id, holder, reason_kind, reason_id, at, taken_by, expires);
end $$;

-- Ends a live hold and gives its unit back. `ending`: released, expired, cancelled, noShow.
create function booking.give_back(which uuid, ending text, reason text, at timestamptz,
  out outcome text, out session_id uuid)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  h booking.hold;
begin
  select h0.session_id into session_id from booking.hold h0 where h0.id = which;
  if session_id is null then outcome := 'noHold'; return; end if;
  perform from booking.session s where s.id = session_id for update;
  select * into h from booking.hold h0 where h0.id = which for update;
  if not (h.facility_id = any (scope.facilities()) or h.holder_facility_id = any (scope.facilities())) then
    outcome := 'noHold'; return;
  end if;
  if h.status not in ('held', 'confirmed') then outcome := h.status; return; end if;
  update booking.hold h0 set status = ending, ended_at = at, ended_reason = reason where h0.id = which;
  update booking.session s
     set reserved_taken = s.reserved_taken - (h.pool = 'reserved')::int, open_taken = s.open_taken - (h.pool = 'open')::int
   where s.id = session_id;
  outcome := 'ended';
end $$;

-- Makes a hold firm. A hold that ran out is given back at the same moment and answered as expired.
create function booking.confirm_hold(which uuid, at timestamptz, out outcome text, out session_id uuid)
language plpgsql security definer set search_path = pg_catalog as $$
declare
  h booking.hold;
begin
  select h0.session_id into session_id from booking.hold h0 where h0.id = which;
  if session_id is null then outcome := 'noHold'; return; end if;
  perform from booking.session s where s.id = session_id for update;
  select * into h from booking.hold h0 where h0.id = which for update;
  if not (h.facility_id = any (scope.facilities()) or h.holder_facility_id = any (scope.facilities())) then
    outcome := 'noHold'; return;
  end if;
  if h.status <> 'held' then outcome := h.status; return; end if;
  if h.expires_at <= at then
    update booking.hold h0 set status = 'expired', ended_at = at where h0.id = which;
    update booking.session s
       set reserved_taken = s.reserved_taken - (h.pool = 'reserved')::int, open_taken = s.open_taken - (h.pool = 'open')::int
     where s.id = session_id;
    outcome := 'expired';
    return;
  end if;
  update booking.hold h0 set status = 'confirmed', confirmed_at = at, expires_at = null where h0.id = which;
  outcome := 'confirmed';
end $$;

do $$
declare
  signature text;
begin
  foreach signature in array array[
    'booking.hold_unit(uuid, uuid, text[], timestamptz, timestamptz, uuid, jsonb, uuid, text, uuid, uuid)',
    'booking.give_back(uuid, text, text, timestamptz)',
    'booking.confirm_hold(uuid, timestamptz)'] loop
    execute format('alter function %s owner to tongmai_booker', signature);
    execute format('revoke all on function %s from public', signature);
    execute format('grant execute on function %s to tongmai_app', signature);
  end loop;
end $$;
