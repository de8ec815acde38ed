/** Care elsewhere for a county whose generator makes none: visits, stays and pharmacies, of residents and of people nobody knows, some taken back. */
export const plantClaims = `
  insert into elsewhere.claim (id, claim_number, facility_name, place_division, is_pharmacy, kind, on_date, total_cost, fund_pay, self_pay, insured,
         resident_id, home_facility_id, person, content, status, reversed_by, settled_at, updated_at, recorded_at, known_from)
  select gen_random_uuid(), 'P' || n, '市第一医院', '690901', n % 5 = 4, (array['outpatient', 'inpatient', 'emergency', 'outpatient', 'pharmacy'])[n % 5 + 1],
         date '2025-12-15' + (n * 7 % 330)::int, 10000 + n * 37, 4000 + n * 13, 6000 + n * 24, n % 11 <> 0,
         case when n % 7 <> 0 then r.id end, case when n % 7 <> 0 then r.home_facility_id end, '{}', '\\x00',
         case when n % 13 = 0 then 'reversed' else 'standing' end, case when n % 13 = 0 then 'R' || n end, now(), now(), now(), now() - interval '1 hour'
    from generate_series(1, $1::int) n
    join lateral (select id, home_facility_id from resident.resident where n > 0 order by md5(id::text || n) limit 1) r on true`
/** What was believed of one of them before it was corrected. */
export const plantPast = `
  insert into elsewhere.claim_past (claim_id, facility_name, place_division, is_pharmacy, kind, on_date, total_cost, fund_pay, self_pay, insured, tcm, resident_id,
         home_facility_id, content, status, settled_at, updated_at, known_from, known_until)
  select id, facility_name, place_division, is_pharmacy, kind, on_date, total_cost + 100, fund_pay, self_pay + 100, insured, tcm, resident_id,
         home_facility_id, content, 'standing', settled_at, updated_at, known_from - interval '2 days', known_from from elsewhere.claim where claim_number in ('P1', 'P2', 'P3')`

/** Denominators for every county, consortium and township that has any people. */
export const plantPopulations = `
  insert into reported.figure (id, quantity, place_kind, place_id, from_day, until_day, value, source, recorded_by, recorded_name, recorded_at)
  select gen_random_uuid(), q.quantity, case p.kind when 'county' then 'division' when 'township' then 'facility' else p.kind end, p.key,
         q.from_day, q.until_day, q.value + p.id, '统计公报', gen_random_uuid(), '统计员', now() - interval '1 hour'
    from measure.place p
   cross join (values ('residentPopulation', date '2026-01-01', date '2027-01-01', 5000), ('residentPopulation', date '2025-01-01', date '2026-01-01', 4900),
                      ('residentPopulation', date '2026-03-01', date '2026-04-01', 4950), ('priorityPopulation', date '2026-01-01', date '2027-01-01', 900)) q (quantity, from_day, until_day, value)
   where p.kind in ('county', 'consortium', 'township')
      on conflict do nothing`
