-- Work without a network: devices that carry a clinic's people for some days, and what came back and could not be taken.
create schema pack;
grant usage on schema pack to tongmai_app, tongmai_county, tongmai_loader;

-- A person's browser on one device. `key_sealed` is the key of what is kept on the device: with it whoever signs in can send
-- what waits there, also when the PIN is forgotten or the device erased its own copy.
create table pack.device (
  id              uuid primary key,
  account_id      uuid not null references access.account,
  staff_id        uuid,
  person          text not null,
  facility_id     uuid not null references facility.facility,
  label           text not null,
  key_sealed      bytea not null,
  given_at        timestamptz not null,
  lease_until     timestamptz not null,
  contacted_at    timestamptz not null,
  packed_at       timestamptz,
  people          int,
  waiting         int not null default 0 check (waiting >= 0),
  oldest_waiting  timestamptz,
  revoked_at      timestamptz,
  revoked_by      uuid,
  revoked_by_name text,
  revoked_reason  text,
  left_at         timestamptz,
  check ((revoked_at is null) = (revoked_reason is null))
);
create index device_facility on pack.device (facility_id) where left_at is null;
create index device_account on pack.device (account_id) where left_at is null;
grant select, insert, update on pack.device to tongmai_app, tongmai_loader;
call scope.protect('pack.device', array['facility_id']);
grant usage on schema pack to tongmai_sealer;
grant select (id, key_sealed), update (key_sealed) on pack.device to tongmai_sealer;
create policy reseal on pack.device for all to tongmai_sealer using (true) with check (true);

-- What a device sent and the server could not take, whole, until a person settles it. `waits_for` is the command whose refusal
-- keeps this one back.
create table pack.thing (
  id            uuid primary key,
  device_id     uuid not null references pack.device,
  account_id    uuid not null,
  staff_id      uuid,
  person        text not null,
  facility_id   uuid not null,
  resident_id   uuid,
  command_key   uuid not null,
  capability    text not null,
  input         jsonb not null,
  predicted     jsonb,
  waits_for     uuid[] not null default '{}',
  occurred_at   timestamptz not null,
  received_at   timestamptz not null,
  status        int not null,
  answer        jsonb not null,
  rounds        int not null default 0,
  settled_at    timestamptz,
  settled_by    uuid,
  settled_by_name text,
  how           text check (how in ('sentAgain', 'dropped')),
  reason        text,
  version       int not null default 1,
  unique (account_id, command_key),
  check ((settled_at is null) = (how is null))
);
create index thing_open on pack.thing (facility_id, received_at, id) where settled_at is null;
grant select, insert, update on pack.thing to tongmai_app, tongmai_loader;
call scope.protect('pack.thing', array['facility_id']);

-- The heads of the records of one's own people, read at once for a device that will be without a network. The same rows each of
-- them shows when it is opened; of nobody whose home is elsewhere.
create function record.heads_of_catchment(people uuid[], codes text[])
returns table (resident_id uuid, allergies jsonb, diagnoses jsonb, prescriptions jsonb, vitals jsonb, entries jsonb)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select r.id,
         (select coalesce(jsonb_agg(a), '[]') from (select distinct on (a.name) a.name, a.category, a.criticality, a.reaction, a.at from record.allergy a
            where a.resident_id = any (p.ids) and a.status = 'active' order by a.name, a.at desc limit 50) a),
         (select coalesce(jsonb_agg(d order by d.at desc, d.code), '[]') from (select distinct on (d.system, d.code, d.name) d.system, d.code, d.name, d.status,
                 d.at, d.facility_id, min(coalesce(d.onset_at, d.at)) over (partition by d.system, d.code, d.name) as since
            from record.diagnosis d where d.resident_id = any (p.ids) order by d.system, d.code, d.name, d.at desc, d.id desc limit 60) d),
         (select coalesce(jsonb_agg(m order by m.at desc, m.name), '[]') from (select distinct on (m.system, m.code, m.name) m.system, m.code, m.name, m.dose,
                 m.frequency, m.route, m.days, m.at, m.until_at as until, m.facility_id from record.prescription m
            where m.resident_id = any (p.ids) and m.status = 'active' and (m.until_at is null or m.until_at > scope.moment())
            order by m.system, m.code, m.name, m.at desc, m.id desc limit 50) m),
         (select coalesce(jsonb_agg(o), '[]') from (select distinct on (o.code) o.code, o.name, o.value_number, o.unit, o.range_low, o.range_high, o.abnormal,
                 o.confirmed, o.at from record.observation o
            where o.resident_id = any (p.ids) and o.code = any (codes) and o.value_number is not null order by o.code, o.at desc) o),
         (select coalesce(jsonb_agg(e order by e.at desc), '[]') from (select e.at, e.kind, e.title, e.detail, e.abnormal, e.facility_id, e.source, d.code
            from record.entry e left join record.diagnosis d on e.kind = 'diagnosis' and d.resident_id = e.resident_id and d.id = e.id
            where e.resident_id = any (p.ids) order by e.at desc, e.id desc limit 6) e)
    from unnest(people) w(id)
    join resident.resident r on r.id = w.id and r.home_facility_id = any ((select scope.facilities())::uuid[])
    cross join lateral (select scope.person(r.id) as ids) p;
end;
do $$ begin execute format('grant tongmai_county to %I', current_user); end $$;
alter function record.heads_of_catchment(uuid[], text[]) owner to tongmai_county;
revoke all on function record.heads_of_catchment(uuid[], text[]) from public;
grant execute on function record.heads_of_catchment(uuid[], text[]) to tongmai_app;
