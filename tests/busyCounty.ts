import type { TestPlatform } from '#tests/platform.ts'

/**
 * Makes the tiny county's months busy for counting: referrals in every state, direction and urgency over fifteen months,
 * and used and missed units. Written past the loop on purpose: what is tested is how they are counted.
 */
export async function makeBusy(platform: TestPlatform, { referrals }: { referrals: number }): Promise<void> {
  const now = platform.clock.now().toISOString()
  await platform.look(
    `with place as (select (array_agg(f.id order by f.name))[1] as hospital from facility.facility f where f.kind = 'countyHospital'),
     base as (select array_agg(f.id order by f.name) as ids, count(*)::int as n from facility.facility f where f.kind in ('villageClinic', 'townshipHealthCenter')),
     department as (select array_agg(d.id order by d.name) as ids, count(*)::int as n from facility.department d, place where d.facility_id = place.hospital),
     drawn as (
       select i, r.id as resident_id, jsonb_build_object('name', r.name, 'sex', r.sex, 'birthDate', r.birth_date, 'village', r.village, 'tail', '0000') as person,
              ('x' || substr(md5('board' || i), 1, 6))::bit(24)::int as h, ('x' || substr(md5('more' || i), 1, 6))::bit(24)::int as g
         from generate_series(1, $2::int) i join lateral (select * from resident.resident order by id offset (i * 7) % 280 limit 1) r on true),
     shaped as (
       select d.*, gen_random_uuid() as id, (array['up', 'up', 'up', 'down', 'lateral', 'outOfCounty'])[1 + h % 6] as direction,
              (array['emergency', 'urgent', 'routine', 'routine'])[1 + g % 4] as urgency,
              (array['closed', 'closed', 'declined', 'expired', 'noShow', 'withdrawn', 'redirected', 'discharged'])[1 + (h / 8) % 8] as status,
              $1::timestamptz - (g % 620000) * interval '1 minute' as at, (h / 64) % 4000 as wait
         from drawn d)
     insert into referral.referral (id, resident_id, person, direction, reach, urgency, status, from_facility_id, from_name, to_facility_id, to_department_id,
       external_place, diagnosis_code, diagnosis_name, criterion, reason, summary, questions, return_of, needs_approval, approved_at, submitted_at, accepted_at,
       arrived_at, discharged_at, first_contact_at, outcome, ended_at, ended_reason, settled_at)
     select s.id, s.resident_id, s.person, s.direction, case when s.direction = 'outOfCounty' then 'outside' else 'within' end, s.urgency,
            case when s.direction = 'down' and s.status in ('noShow', 'redirected', 'discharged', 'withdrawn') then 'closed' else s.status end,
            case when s.direction = 'down' then place.hospital else base.ids[1 + s.h % base.n] end, '某医生',
            case when s.direction = 'down' then base.ids[1 + s.g % base.n] else place.hospital end,
            case when s.direction in ('down', 'outOfCounty') then null else department.ids[1 + s.g % department.n] end,
            case when s.direction = 'outOfCounty' then '市第一医院' end, 'I10.x00', '高血压', case when s.h % 3 > 0 then 'general.up.needsSpecialist' end, '原因',
            case when s.h % 5 = 0 then '[]' else '[{"title": "主诉", "text": "胸闷"}]' end::jsonb,
            case when s.h % 7 = 0 then jsonb_build_array(jsonb_build_object('at', s.at + interval '30 minutes', 'asked', '?', 'answer', null)) else '[]' end,
            case when s.direction = 'down' then s.id end,
            s.direction = 'outOfCounty', case when s.direction = 'outOfCounty' then s.at end, s.at,
            case when s.status not in ('declined', 'expired', 'withdrawn', 'redirected') then s.at + s.wait * interval '1 minute' end,
            case when s.status in ('closed', 'discharged') and s.direction <> 'down' then s.at + (s.wait + 60) * interval '1 minute' end,
            case when s.status in ('closed', 'discharged') then s.at - interval '1 hour' end,
            case when s.direction = 'down' and s.h % 4 > 0 then s.at + (s.wait * 4) * interval '1 minute' end,
            case when s.direction = 'down' and s.status = 'closed' and s.g % 3 > 0 then '{"outcome": "improved", "note": ""}'::jsonb end,
            s.at + (s.wait + 90) * interval '1 minute',
            case when s.status = 'declined' then (array['noCapacity', 'belongsAtBase | 先在基层加量', 'incomplete', 'patientDeclined', 'other | 请转上级'])[1 + s.g % 5] end,
            s.at + (s.wait + 90) * interval '1 minute'
       from shaped s, place, base, department
     on conflict do nothing`,
    [now, referrals],
  )
  // Some of the units that were booked were used, some were not come for; their counters follow.
  await platform.look(
    `with picked as (select h.id, row_number() over (order by h.id) as n from booking.hold h where h.status = 'confirmed' and h.because_kind = 'booking'),
     missed as (update booking.hold h set status = 'noShow', ended_at = $1::timestamptz from picked p where p.id = h.id and p.n % 5 = 0 returning h.session_id, h.pool),
     used as (update booking.hold h set status = 'used', ended_at = $1::timestamptz from picked p where p.id = h.id and p.n % 5 between 1 and 3 returning h.id),
     freed as (select session_id, count(*)::int as n from missed group by session_id)
     update booking.session s set open_taken = s.open_taken - freed.n from freed where freed.session_id = s.id`,
    [now],
  )
}
