-- What the consortium's board counts, published by the domains that own the rows: one line for each thing counted, with
-- the facility, the day, the amount and the moment it was known from, so that indicators can read the same lines later.
-- Each view sees what its reader sees (security_invoker): a facility its own rows, the county's reading role all of them.
-- Names leave masked: whoever reads a board treats nobody.
create function scope.masked(name text) returns text language sql immutable parallel safe
  return left(name, 1) || repeat('*', greatest(char_length(name) - 1, 1));

-- A referral counts in the month it was submitted. What was redirected counts where it went on to.
create view referral.referral_measure with (security_invoker = true) as
select r.id as subject_id, r.resident_id, r.to_facility_id as facility_id, r.from_facility_id, r.to_department_id as department_id,
       r.submitted_at as at, (r.submitted_at at time zone 'Asia/Shanghai')::date as on_date, r.submitted_at as known_from, 1 as amount,
       r.direction, r.urgency, r.status, r.criterion,
       scope.masked(r.person ->> 'name') as masked_name, r.person ->> 'sex' as sex, r.person ->> 'birthDate' as birth_date, r.person ->> 'village' as village,
       r.external_place, r.accepted_at, coalesce(r.arrived_at, r.first_contact_at) as arrived_at, r.first_contact_at,
       coalesce(r.discharged_at, r.submitted_at) as left_at,
       case when r.status = 'closed' then r.ended_at end as closed_at,
       case when r.outcome is not null then r.ended_at end as outcome_at,
       -- An answer is whatever the receiver says first: yes, no, elsewhere, or what is still missing.
       least(r.accepted_at, case when r.status in ('declined', 'redirected') then r.ended_at end, (r.questions #>> '{0,at}')::timestamptz) as answered_at,
       case when r.status = 'declined' then split_part(r.ended_reason, ' | ', 1) end as decline_reason,
       r.status = 'declined' and position(' | ' in r.ended_reason) > 0 as has_advice,
       r.questions <> '[]'::jsonb as was_questioned,
       r.summary <> '[]'::jsonb as has_summary
  from referral.referral r;

create view booking.session_measure with (security_invoker = true) as
select s.id as subject_id, s.facility_id, s.department_id, s.starts_at as at, (s.starts_at at time zone 'Asia/Shanghai')::date as on_date, s.published_at as known_from,
       s.capacity as amount, s.kind, s.resource, s.practitioner_name, s.reserved_planned, s.reserved, s.reserved_taken, s.open_taken
  from booking.session s
 where s.status = 'published';

-- A unit counts in the month of its session.
create view booking.hold_measure with (security_invoker = true) as
select h.id as subject_id, h.resident_id, h.facility_id, h.holder_facility_id as from_facility_id, s.department_id,
       s.starts_at as at, (s.starts_at at time zone 'Asia/Shanghai')::date as on_date, h.held_at as known_from, 1 as amount,
       s.kind, s.resource, h.pool, h.status, h.because_kind,
       scope.masked(h.person ->> 'name') as masked_name, h.person ->> 'sex' as sex, h.person ->> 'birthDate' as birth_date, h.person ->> 'village' as village,
       h.held_at, h.confirmed_at, h.ended_at
  from booking.hold h join booking.session s on s.id = h.session_id;

grant select on referral.referral_measure, booking.session_measure, booking.hold_measure to tongmai_app, tongmai_county;

-- A month of the county is a range; so is everything held in the last weeks.
create index referral_submitted on referral.referral (submitted_at);
create index session_starts on booking.session (starts_at);
create index hold_of_session on booking.hold (session_id);
create index hold_taken on booking.hold using brin (held_at);
