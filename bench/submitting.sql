\set unit random(1, 1000000000)
begin;
select id from booking.session where resource like 'bench %' order by id offset (:unit % 400) limit 1 for update \gset s_
update booking.session set open_taken = open_taken where id = :s_id;
insert into booking.hold (id, session_id, unit, pool, status, resident_id, person, facility_id, holder_facility_id, because_kind, because_id, held_at, ended_at)
select gen_random_uuid(), id, :unit, 'open', 'released', gen_random_uuid(), '{"name": "合成", "sex": "male", "birthDate": "1950-01-01", "village": "合成", "tail": "0000"}', facility_id, facility_id, 'bench', gen_random_uuid(), now(), now() from booking.session where id = :s_id;
insert into referral.referral (id, resident_id, person, direction, reach, urgency, status, from_facility_id, from_name, to_facility_id, to_department_id, diagnosis_code, diagnosis_name, reason, summary, submitted_at, due_at)
select gen_random_uuid(), gen_random_uuid(), '{"name": "合成", "sex": "male", "birthDate": "1950-01-01", "village": "合成", "tail": "0000"}', 'up', 'within', 'routine', 'withdrawn', facility_id, 'bench', facility_id, department_id, 'I20.000', 'bench', 'bench', '[{"title": "主诉", "text": "胸痛三天"}]', now(), now() from booking.session where id = :s_id;
insert into referral.history (referral_id, seq, from_facility_id, to_facility_id, at, action, status, by_name) select gen_random_uuid(), 1, facility_id, facility_id, now(), 'submit', 'submitted', 'bench' from booking.session where id = :s_id;
insert into kernel.duty (id, kind, subject_kind, subject_id, is_next, owner_facility_id, owner_role, involved, due_at, opened_at, closed_at, outcome, card) select gen_random_uuid(), 'bench', 'bench', gen_random_uuid(), true, facility_id, 'referralDesk', array[facility_id], now(), now(), now(), 'bench', '{"name": "合成", "urgency": "routine", "why": "bench"}' from booking.session where id = :s_id;
insert into access.basis (resident_id, facility_id, kind, because, from_at, until_at) select gen_random_uuid(), facility_id, 'bench', gen_random_uuid(), now(), now() from booking.session where id = :s_id;
insert into resident.panel (facility_id, resident_id, because, name, sex, birth_date, village, tail, until_at) select facility_id, gen_random_uuid(), 'bench', '合成', 'male', '1950-01-01', '合成', '0000', now() from booking.session where id = :s_id;
insert into resident.search_term (facility_id, term, resident_id) select facility_id, t, gen_random_uuid() from booking.session, unnest(array['bench', 'b', 'hecheng', 'hc']) t where id = :s_id;
insert into kernel.trail (at, capability, kind, outcome, request_id) values (now(), 'bench', 'write', 'done', 'bench');
insert into kernel.idempotency (actor_id, capability, key, body_hash, status, answer, at) values (gen_random_uuid(), 'bench', gen_random_uuid(), '\x00', 200, '{"referralId": "bench"}', now());
end;
