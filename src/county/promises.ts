/** What a county never has, each with the question that would find it. */
export const never: readonly (readonly [what: string, sql: string])[] = [
  ['a resident outside any household', 'select from resident.resident where household_id is null'],
  [
    'a resident elsewhere than the household',
    `select from resident.resident r join resident.household h on h.id = r.household_id
      where (r.grid, r.home_facility_id, r.address) is distinct from (h.grid, h.home_facility_id, h.address)`,
  ],
  [
    'a household whose head does not live in it',
    `select from resident.household h
      where not exists (select from resident.resident r where r.id = h.head_id and r.household_id = h.id)`,
  ],
  ['a bill that does not add up', 'select from record.charge where fund_pay + self_pay is distinct from amount'],
  [
    'a thing without its line in the timeline',
    `select from (select resident_id, id from record.visit union all select resident_id, id from record.diagnosis
                  union all select resident_id, id from record.observation where part_of is null
                  union all select resident_id, id from record.charge
                  union all select resident_id, id from record.prescription) t
      where not exists (select from record.entry e where e.resident_id = t.resident_id and e.id = t.id)`,
  ],
  ['a visit without a first doctor', 'select from record.visit where first_doctor_id is null'],
  [
    'a visit that goes on, unless a referral is in custody',
    `select from record.visit v where v.ended_at is null
        and not exists (select from referral.referral r where r.id = v.referral_id and r.status in ('arrived', 'treated'))`,
  ],
  [
    'a session that counts other units than its holds',
    `select from booking.session s left join lateral (
       select count(*) filter (where pool = 'reserved') as reserved, count(*) filter (where pool = 'open') as open
         from booking.hold h where h.session_id = s.id and h.status in ('held', 'confirmed', 'used')) h on true
      where (s.reserved_taken, s.open_taken) is distinct from (h.reserved, h.open)`,
  ],
  [
    'an open referral without exactly one next duty, or an ended one with any',
    `select from referral.referral r
      where (select count(*) from kernel.duty d where d.subject_id = r.id and d.is_next and d.closed_at is null)
         <> (r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged')
             or (r.status in ('declined', 'expired', 'noShow') and r.settled_at is null))::int`,
  ],
  [
    'an open person of chronic care without exactly one next duty of that day, or a closed one with any',
    `select from chronic_care.managed m
      where (select count(*) from kernel.duty d where d.subject_kind = 'managed' and d.subject_id = m.id and d.is_next and d.closed_at is null)
         <> (m.next_due_on is not null)::int`,
  ],
  [
    'a follow-up without its visit',
    `select from chronic_care.follow_up f
      where not exists (select from record.visit v where v.resident_id = f.resident_id and v.id = f.visit_id and v.started_at = f.occurred_at)`,
  ],
  [
    'a duty whose owner nobody is',
    `select from kernel.duty d where not exists (
       select from access.assignment a where a.facility_id = d.owner_facility_id and a.role = d.owner_role)`,
  ],
  [
    'a referral whose history does not lead to its state, step by step',
    `select from referral.referral r, lateral (
       select count(*) as steps, max(seq) as last, (array_agg(status order by seq desc))[1] as status,
              bool_and(at >= before) as in_order
         from (select *, lag(at, 1, at) over (order by seq) as before from referral.history where referral_id = r.id) h) h
      where (r.version, r.version, r.status, true) is distinct from (h.steps, h.last, h.status, h.in_order)`,
  ],
  [
    'a receiver that cannot find or read what it was sent',
    `select from referral.referral r
      where not exists (select from access.basis b where b.because = r.id and b.facility_id = r.to_facility_id)
         or not exists (select from resident.panel p
                         where p.facility_id = r.to_facility_id and p.resident_id = r.resident_id)`,
  ],
  [
    'a way home that does not lead back from a closed referral',
    `select from referral.referral r left join referral.referral up on up.id = r.return_of
      where r.direction = 'down' and (up.status, up.resident_id) is distinct from ('closed', r.resident_id)`,
  ],
  [
    'a facility of the consortium without somebody to call',
    `select from facility.membership m
      where not exists (select from facility.contact c where c.facility_id = m.facility_id)`,
  ],
  [
    'a table that was left unprotected',
    `select from pg_class where relrowsecurity and not relforcerowsecurity
        and relnamespace::regnamespace::text in ('access', 'booking', 'chronic_care', 'kernel', 'record', 'referral', 'resident')`,
  ],
  [
    'a name that cannot be found at home',
    `select from resident.resident r where not exists (
       select from resident.search_term t
        where t.facility_id = r.home_facility_id and t.resident_id = r.id and t.term = r.name)`,
  ],
]
