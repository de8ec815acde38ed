-- The family doctor's promise: teams, agreements of households, what was delivered of them, and who looked at that.
create schema enrollment;
grant usage on schema enrollment to tongmai_app, tongmai_county, tongmai_loader, tongmai_matcher;

-- Teams and their members are nobody's secret: residents choose among them.
create table enrollment.team (
  id          uuid primary key,
  facility_id uuid not null references facility.facility,
  name        text not null,
  from_day    date not null,
  until_day   date,
  version     int not null default 1,
  check (until_day is null or until_day >= from_day)
);
create unique index team_named on enrollment.team (facility_id, name) where until_day is null;

create table enrollment.team_member (
  id         uuid primary key,
  team_id    uuid not null references enrollment.team,
  staff_id   uuid not null references staff.staff,
  staff_name text not null,
  role       text not null,
  from_day   date not null,
  until_day  date,
  check (until_day is null or until_day >= from_day),
  -- In a team somebody has one part on a day.
  constraint member_once exclude using gist (team_id with =, staff_id with =, daterange(from_day, until_day) with &&)
);
create index member_of_team on enrollment.team_member (team_id);

-- A package as it was on a day somebody signed: the fee of a signed agreement never changes. Kept once for all who signed the same.
create table enrollment.package (
  id            uuid primary key,
  digest        text not null unique,
  code          text not null,
  population    text not null,
  tier          text not null,
  name          jsonb not null,
  fee           bigint not null,
  insurance_pay bigint not null,
  treasury_pay  bigint not null,
  own_pay       bigint not null,
  items         jsonb not null,
  from_day      date not null,
  source        text not null,
  check (fee >= 0 and insurance_pay >= 0 and treasury_pay >= 0 and own_pay >= 0),
  constraint shares_add_up check (insurance_pay + treasury_pay + own_pay = fee)
);
grant select, insert, update on enrollment.team, enrollment.team_member to tongmai_app, tongmai_loader;
grant select, insert on enrollment.package to tongmai_app, tongmai_loader;
grant select on enrollment.team, enrollment.team_member, enrollment.package to tongmai_county, tongmai_matcher;

-- What a household signs in one act. `facility_id` is the team's, `made_at_id` where it was made: a hospital at discharge.
create table enrollment.agreement (
  id               uuid primary key,
  facility_id      uuid not null,
  home_facility_id uuid not null,
  made_at_id       uuid not null,
  team_id          uuid not null references enrollment.team,
  head_id          uuid not null,
  head             jsonb not null,
  renews_id        uuid references enrollment.agreement,
  from_day         date not null,
  until_day        date not null,
  text_from        date not null,
  status           text not null check (status in ('waiting', 'signed', 'renewed', 'ended', 'withdrawn')),
  signer           jsonb,
  signed_how       text check (signed_how in ('code', 'screen', 'bedside')),
  signature        jsonb,
  identity         text,
  signed_at        timestamptz,
  code_hash        bytea,
  code_until       timestamptz,
  code_tries       int not null default 0,
  -- When somebody was told that the term ends: once.
  told_at          timestamptz,
  made_on          timestamptz not null,
  made_by          uuid,
  made_by_name     text not null,
  ended_reason     text,
  version          int not null default 1,
  check (until_day > from_day),
  check ((status in ('waiting', 'withdrawn')) = (signed_at is null)),
  check ((signed_at is null) = (signed_how is null))
);
create index agreement_of_facility on enrollment.agreement (facility_id, status, until_day);
create index agreement_of_home on enrollment.agreement (home_facility_id, status, until_day);
create index agreement_of_head on enrollment.agreement (head_id);
create index agreement_until on enrollment.agreement (until_day) where status = 'signed';

create table enrollment.enrollment (
  resident_id      uuid not null,
  id               uuid not null unique,
  agreement_id     uuid not null references enrollment.agreement,
  team_id          uuid not null references enrollment.team,
  facility_id      uuid not null,
  home_facility_id uuid not null,
  made_at_id       uuid not null,
  person           jsonb not null,
  population       text not null,
  is_priority      boolean not null,
  -- Priority groups on the day of the agreement: what coverage is counted by.
  groups           text[] not null default '{}',
  package_id       uuid not null references enrollment.package,
  from_day         date not null,
  until_day        date not null,
  status           text not null check (status in ('waiting', 'enrolled', 'terminated', 'transferred', 'died', 'withdrawn')),
  ended_reason     text,
  version          int not null default 1,
  primary key (resident_id, id),
  check (until_day >= from_day),
  -- Nobody has two family doctors on a day. A renewal begins where the old term ends.
  constraint one_team exclude using gist (resident_id with =, daterange(from_day, until_day) with &&) where (status not in ('waiting', 'withdrawn'))
);
create index enrollment_of_team on enrollment.enrollment (team_id, status);
create index enrollment_of_agreement on enrollment.enrollment (agreement_id);
create index enrollment_of_home on enrollment.enrollment (home_facility_id, status);

create table enrollment.history (
  id               bigint generated always as identity primary key,
  agreement_id     uuid not null references enrollment.agreement,
  facility_id      uuid not null,
  home_facility_id uuid not null,
  made_at_id       uuid not null,
  resident_id      uuid not null,
  step             text not null,
  note             text,
  by_name          text not null,
  at               timestamptz not null
);
create index history_of_agreement on enrollment.history (agreement_id, id);

-- Schools, workplaces, homes for the elderly: their agreement with the team, and who belongs to them.
create table enrollment.site (
  id           uuid primary key,
  facility_id  uuid not null references facility.facility,
  team_id      uuid not null references enrollment.team,
  kind         text not null,
  name         text not null,
  address      text not null,
  signed_by    text not null,
  signature    jsonb not null,
  text_from    date not null,
  signed_at    timestamptz not null,
  from_day     date not null,
  until_day    date not null,
  version      int not null default 1,
  check (until_day > from_day)
);
create index site_of_facility on enrollment.site (facility_id);
create table enrollment.site_member (
  resident_id uuid not null,
  site_id     uuid not null references enrollment.site,
  facility_id uuid not null,
  person      jsonb not null,
  from_day    date not null,
  until_day   date,
  primary key (resident_id, site_id)
);
create index member_of_site on enrollment.site_member (site_id);

grant select, insert, update on enrollment.agreement, enrollment.enrollment, enrollment.site, enrollment.site_member to tongmai_app, tongmai_loader;
grant select, insert on enrollment.history to tongmai_app, tongmai_loader;
call scope.protect('enrollment.agreement', array['facility_id', 'home_facility_id', 'made_at_id'], 'head_id');
call scope.protect('enrollment.enrollment', array['facility_id', 'home_facility_id', 'made_at_id'], 'resident_id');
call scope.protect('enrollment.history', array['facility_id', 'home_facility_id', 'made_at_id'], 'resident_id');
call scope.protect('enrollment.site', array['facility_id']);
call scope.protect('enrollment.site_member', array['facility_id'], 'resident_id');
-- A member of a household reads the agreement that the head signed.
create policy member_read on enrollment.agreement for select to tongmai_app using (
  id in (select e.agreement_id from enrollment.enrollment e where e.resident_id = any ((select access.opened())::uuid[])));

-- Who has somebody enrolled in a time, wherever: a team, its facility and until when. Asked by whoever has the person's record open
-- or at home, before a second team signs; the name of the team is given only where the asker may see the row.
grant select on enrollment.enrollment to tongmai_matcher;
create policy match on enrollment.enrollment for select to tongmai_matcher using (true);
create function enrollment.held_by(people uuid[], since date, before date)
returns table (resident_id uuid, team text, facility text, phone text, until_day date, facility_id uuid)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select p.asked, case when e.facility_id = any (scope.facilities()) or e.home_facility_id = any (scope.facilities()) then t.name end,
         f.short_name, f.phone, e.until_day, e.facility_id
    from (select a.asked, unnest(scope.person(a.asked)) as id from unnest(people) a(asked)) p
    join enrollment.enrollment e on e.resident_id = p.id and e.status = 'enrolled' and daterange(e.from_day, e.until_day) && daterange(since, before)
    join enrollment.team t on t.id = e.team_id
    join facility.facility f on f.id = e.facility_id;
end;
alter function enrollment.held_by(uuid[], date, date) owner to tongmai_matcher;
revoke all on function enrollment.held_by(uuid[], date, date) from public;
grant execute on function enrollment.held_by(uuid[], date, date) to tongmai_app;

-- How many people teams have. A number each: the limit holds for members whom the asker cannot see as well.
create function enrollment.panels(teams uuid[], on_day date) returns table (team_id uuid, people int)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select e.team_id, count(*)::int from enrollment.enrollment e
   where e.team_id = any (teams) and e.status = 'enrolled' and e.until_day > on_day group by e.team_id;
end;
alter function enrollment.panels(uuid[], date) owner to tongmai_matcher;
revoke all on function enrollment.panels(uuid[], date) from public;
grant execute on function enrollment.panels(uuid[], date) to tongmai_app, tongmai_county;

-- What was done for somebody, as a line without content: when, where, by whom. Facilities that have the person enrolled may open the
-- whole record; for a list of their people they are given these lines in one question, and costs as one sum each.
grant usage on schema record to tongmai_matcher;
grant select on record.visit, record.prescription, record.charge to tongmai_matcher;
create policy match on record.visit for select to tongmai_matcher using (true);
create policy match on record.prescription for select to tongmai_matcher using (true);
create policy match on record.charge for select to tongmai_matcher using (true);

-- Until when the acting facilities may look, for each id of these people: what happened later is none of their business.
create function record.open_by_enrollment(people uuid[]) returns table (asked uuid, id uuid, open_until timestamptz)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select a.asked, p.id, (select max(b.until_at) from access.basis b
                          where b.resident_id = p.id and b.kind = 'enrollment' and b.facility_id = any (scope.facilities()) and b.from_at <= scope.moment())
    from unnest(people) a(asked), unnest(scope.person(a.asked)) p(id);
end;
create function record.services_for(people uuid[], since timestamptz, before timestamptz)
returns table (resident_id uuid, subject_id uuid, kind text, at timestamptz, facility_id uuid, staff_id uuid)
language sql stable security definer set search_path = pg_catalog
begin atomic
  with who as materialized (select * from record.open_by_enrollment(people))
  select w.asked, v.id, case when v.kind = 'checkup' then 'checkup' else 'visit' end, v.started_at, v.facility_id, v.practitioner_id
    from who w join record.visit v on v.resident_id = w.id and v.started_at >= since and v.started_at < before
   where v.started_at < w.open_until or v.facility_id = any (scope.facilities())
  union all
  select w.asked, m.id, 'prescription', m.at, m.facility_id, v.practitioner_id
    from who w join record.prescription m on m.resident_id = w.id and m.at >= since and m.at < before
    join record.visit v on v.resident_id = m.resident_id and v.id = m.visit_id
   where m.at < w.open_until or m.facility_id = any (scope.facilities());
end;
create function record.costs_for(people uuid[], since timestamptz, before timestamptz)
returns table (resident_id uuid, amount bigint)
language sql stable security definer set search_path = pg_catalog
begin atomic
  with who as materialized (select * from record.open_by_enrollment(people))
  select w.asked, sum(c.amount)::bigint
    from who w join record.charge c on c.resident_id = w.id and c.at >= since and c.at < before and c.currency = 'CNY'
   where c.at < w.open_until or c.facility_id = any (scope.facilities())
   group by w.asked;
end;
alter function record.open_by_enrollment(uuid[]) owner to tongmai_matcher;
alter function record.services_for(uuid[], timestamptz, timestamptz) owner to tongmai_matcher;
alter function record.costs_for(uuid[], timestamptz, timestamptz) owner to tongmai_matcher;
revoke all on function record.open_by_enrollment(uuid[]) from public;
revoke all on function record.services_for(uuid[], timestamptz, timestamptz) from public;
revoke all on function record.costs_for(uuid[], timestamptz, timestamptz) from public;
grant execute on function record.services_for(uuid[], timestamptz, timestamptz), record.costs_for(uuid[], timestamptz, timestamptz) to tongmai_app;

-- Quality control of services: what was drawn, and what was found.
create schema fulfillment;
grant usage on schema fulfillment to tongmai_app, tongmai_county, tongmai_loader;
create table fulfillment.sample (
  id            uuid primary key,
  facility_id   uuid not null references facility.facility,
  team_id       uuid not null references enrollment.team,
  since         date not null,
  before        date not null,
  services      int not null,
  seed          uuid not null,
  drawn_at      timestamptz not null,
  drawn_by_name text not null,
  check (before > since)
);
create index sample_of_facility on fulfillment.sample (facility_id, drawn_at);
create table fulfillment.sampled_service (
  resident_id      uuid not null,
  sample_id        uuid not null references fulfillment.sample,
  subject_id       uuid not null,
  facility_id      uuid not null,
  person           jsonb not null,
  kind             text not null,
  at               timestamptz not null,
  staff_id         uuid,
  staff_name       text not null,
  place            text not null,
  verdict          text check (verdict in ('sound', 'defect')),
  reason           text,
  note             text,
  reviewed_at      timestamptz,
  reviewed_by_name text,
  primary key (resident_id, sample_id, subject_id),
  check ((verdict is null) = (reviewed_at is null)),
  check ((verdict = 'defect') = (reason is not null))
);
create index service_of_sample on fulfillment.sampled_service (sample_id);
grant select, insert on fulfillment.sample to tongmai_app, tongmai_loader;
grant select, insert, update on fulfillment.sampled_service to tongmai_app, tongmai_loader;
call scope.protect('fulfillment.sample', array['facility_id']);
call scope.protect('fulfillment.sampled_service', array['facility_id'], 'resident_id');

-- Integrated clinics and joint wards of a township, and who of the hospital is there on which weekdays.
create schema roster;
grant usage on schema roster to tongmai_app, tongmai_county, tongmai_loader;
create table roster.place (
  id          uuid primary key,
  facility_id uuid not null references facility.facility,
  kind        text not null check (kind in ('integratedClinic', 'jointWard')),
  name        text not null,
  from_day    date not null,
  until_day   date,
  version     int not null default 1
);
create unique index place_named on roster.place (facility_id, name) where until_day is null;
create table roster.turn (
  id         uuid primary key,
  place_id   uuid not null references roster.place,
  staff_id   uuid not null references staff.staff,
  staff_name text not null,
  -- Where they come from: the lead hospital, or the township itself.
  from_facility_id uuid not null references facility.facility,
  role       text not null check (role in ('specialist', 'nurse')),
  weekdays   int[] not null,
  from_day   date not null,
  until_day  date,
  check (until_day is null or until_day >= from_day),
  check (cardinality(weekdays) between 1 and 7 and weekdays <@ '{0,1,2,3,4,5,6}'),
  constraint turn_once exclude using gist (place_id with =, staff_id with =, daterange(from_day, until_day) with &&)
);
grant select, insert, update on roster.place, roster.turn to tongmai_app, tongmai_loader;
grant select on roster.place, roster.turn to tongmai_county;
