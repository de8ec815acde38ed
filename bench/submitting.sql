\set n random(1, 400)
\set unit random(1, 1000000000)
begin;
select id, facility_id as facility, department_id as department from booking.session where id = (select id from bench_session where n = :n) for update \gset s_
update booking.session set open_taken = open_taken where id = :s_id;
insert into booking.hold (id, session_id, unit, pool, status, resident_id, person, facility_id, holder_facility_id, because_kind, because_id, held_at, ended_at)
values (gen_random_uuid(), :s_id, :unit, 'open', 'released', gen_random_uuid(), '{"name": "合成", "sex": "male", "birthDate": "1950-01-01", "village": "合成", "tail": "0000"}', :s_facility, :s_facility, 'bench', gen_random_uuid(), now(), now());
insert into referral.referral (id, resident_id, person, direction, reach, urgency, status, from_facility_id, from_name, to_facility_id, to_department_id, diagnosis_code, diagnosis_name, reason, summary, submitted_at, due_at)
values (gen_random_uuid(), gen_random_uuid(), '{"name": "合成", "sex": "male", "birthDate": "1950-01-01", "village": "合成", "tail": "0000"}', 'up', 'within', 'routine', 'withdrawn', :s_facility, 'bench', :s_facility, :s_department, 'I20.000', 'bench', 'bench', '[{"title": "主诉", "text": "胸痛三天"}]', now(), now());
insert into referral.history (referral_id, seq, from_facility_id, to_facility_id, at, action, status, by_name) values (gen_random_uuid(), 1, :s_facility, :s_facility, now(), 'submit', 'submitted', 'bench');
insert into kernel.duty (id, kind, subject_kind, subject_id, is_next, owner_facility_id, owner_role, involved, due_at, opened_at, closed_at, outcome, card) values (gen_random_uuid(), 'bench', 'bench', gen_random_uuid(), true, :s_facility, 'referralDesk', array[:s_facility::uuid], now(), now(), now(), 'bench', '{"name": "合成", "urgency": "routine", "why": "bench"}');
insert into access.basis (resident_id, facility_id, kind, because, from_at, until_at) values (gen_random_uuid(), :s_facility, 'bench', gen_random_uuid(), now(), now());
insert into resident.panel (facility_id, resident_id, because, name, sex, birth_date, village, tail, until_at) values (:s_facility, gen_random_uuid(), 'bench', '合成', 'male', '1950-01-01', '合成', '0000', now());
insert into resident.search_term (facility_id, term, resident_id) select :s_facility, t, gen_random_uuid() from unnest(array['bench', 'b', 'hecheng', 'hc']) t;
insert into kernel.trail (at, capability, kind, outcome, request_id) values (now(), 'bench', 'write', 'done', 'bench');
insert into kernel.idempotency (actor_id, capability, key, body_hash, status, answer, at) values (gen_random_uuid(), 'bench', gen_random_uuid(), '\x00', 200, '{"referralId": "bench"}', now());
end;
