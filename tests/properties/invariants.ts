import type { TestPlatform } from '#tests/platform.ts'

/** What must hold in the whole database at any moment between two transactions. Each question finds what breaks it. */
export const invariants: Readonly<Record<string, string>> = {
  'no session is oversold, counters equal live units, unit numbers are unique': `
    select s.id, s.capacity, s.reserved, s.reserved_taken, s.open_taken, h.*
      from booking.session s
      left join (select session_id, count(*) filter (where pool = 'reserved') as r, count(*) filter (where pool = 'open') as o, count(*) as n,
                        count(distinct unit) as units, max(unit) as highest
                   from booking.hold where status in ('held', 'confirmed', 'used') group by session_id) h on h.session_id = s.id
     where s.reserved_taken <> coalesce(h.r, 0) or s.open_taken <> coalesce(h.o, 0) or coalesce(h.n, 0) > s.capacity or h.n <> h.units or h.highest > s.capacity`,
  'no unit is held beyond the start of its session': `
    select h.id, h.expires_at, s.starts_at from booking.hold h join booking.session s on s.id = h.session_id where h.status = 'held' and h.expires_at > s.starts_at`,
  'no live unit stands in a cancelled session': `
    select h.id from booking.hold h join booking.session s on s.id = h.session_id where h.status in ('held', 'confirmed') and s.status = 'cancelled'`,
  'every live unit of a referral belongs to one that still waits for the patient': `
    select h.id, h.status, r.status as referral from booking.hold h left join referral.referral r on r.id = h.because_id
     where h.because_kind = 'referral' and ((h.status in ('held', 'confirmed') and coalesce(r.status, '') not in ('submitted', 'moreRequested', 'accepted')) or r.id is null)`,
  'whoever stands in line still waits, and has no unit yet': `
    select w.id, r.status from booking.wait w left join referral.referral r on r.id = w.because_id
     where w.status = 'waiting' and ((w.because_kind = 'referral' and coalesce(r.status, '') not in ('submitted', 'moreRequested', 'accepted'))
        or exists (select from booking.hold h where h.because_id = w.because_id and h.status in ('held', 'confirmed')))`,
  'an ordinary booking never stands on a reserved unit': `
    select h.id, h.because_kind from booking.hold h where h.pool = 'reserved' and h.because_kind <> 'referral'`,
  'every open referral is exactly one duty, and no ended one is': `
    select r.id, r.status, n.n from referral.referral r
     cross join lateral (select count(*)::int as n from kernel.duty d where d.subject_kind = 'referral' and d.subject_id = r.id and d.is_next and d.closed_at is null) n
     where n.n <> (r.status in ('submitted', 'moreRequested', 'accepted', 'arrived', 'treated', 'discharged')
                   or (r.status in ('declined', 'expired', 'noShow') and r.settled_at is null))::int`,
  'every open question to a specialist is exactly one duty, and no ended one is': `
    select a.id, a.status from advice.advice a
     where (select count(*) from kernel.duty d where d.subject_kind = 'advice' and d.subject_id = a.id and d.is_next and d.closed_at is null)
           <> (a.status in ('asked', 'answered'))::int`,
  'every open person of chronic care is exactly one duty, due on the day of the row, and no closed one is': `
    select m.id, m.status from chronic_care.managed m
     where (select count(*) from kernel.duty d where d.subject_kind = 'managed' and d.subject_id = m.id and d.is_next and d.closed_at is null
                and d.kind = m.next_step and (d.due_at at time zone 'Asia/Shanghai')::date = m.next_due_on + 1)
           <> (m.next_due_on is not null)::int`,
  'the history of chronic care has no gap and ends in the state of the person': `
    select m.id, m.status, h.* from chronic_care.managed m
     cross join lateral (select count(*)::int as n, max(seq) as last, (array_agg(status order by seq desc))[1] as status_there
                           from chronic_care.history h where h.managed_id = m.id) h
     where h.n <> m.version or h.last <> m.version or h.status_there <> m.status`,
  'every break-glass that nobody reviewed, or followed up where it was wrong, is exactly one duty': `
    select b.id from access.break_glass b
     where (select count(*) from kernel.duty d where d.subject_kind = 'breakGlass' and d.subject_id = b.id and d.is_next and d.closed_at is null)
           <> (b.reviewed_at is null or (b.follow_up_facility_id is not null and b.followed_up_at is null))::int`,
  'every pair of records that somebody must compare is exactly one duty, and no decided one is': `
    select p.id, p.status from resident_index.pair p
     where (select count(*) from kernel.duty d where d.subject_kind = 'residentPair' and d.subject_id = p.id and d.is_next and d.closed_at is null)
           <> (p.status in ('waiting', 'postponed'))::int`,
  'whoever stays in a merge is nobody else, and every id is joined to one person at most': `
    select a.alias_id from resident.alias a join resident.alias c on c.alias_id = a.current_id and c.until_at is null where a.until_at is null`,
  'the journal of a pair has no gap and ends in its state': `
    select p.id, p.status, j.* from resident_index.pair p
     cross join lateral (select count(*)::int as n, max(seq) as last, (array_agg(status order by seq desc))[1] as status_there
                           from resident_index.journal j where j.pair_id = p.id) j
     where j.n <> p.version or j.last <> p.version or j.status_there <> p.status`,
  'every objection of a resident that nobody answered is exactly one duty': `
    select o.id from portal.objection o
     where (select count(*) from kernel.duty d where d.subject_kind = 'objection' and d.subject_id = o.id and d.is_next and d.closed_at is null)
           <> (o.answered_at is null)::int`,
  'what was opened because a duty was late ends with it': `
    select l.id, l.subject_id from kernel.duty l join kernel.duty d on d.id = l.subject_id
     where l.subject_kind = 'duty' and l.closed_at is null and d.closed_at is not null`,
  'every open duty has somebody with an account who sees it': `
    select d.id, d.kind, d.owner_role, d.owner_facility_id from kernel.duty d
     where d.closed_at is null and not exists (
       select from access.assignment a join access.account c on c.id = a.account_id
        where a.facility_id = d.owner_facility_id and a.role = d.owner_role and c.disabled_at is null and a.until_day is null
          and (d.owner_department_id is null or a.department_id is null or a.department_id = d.owner_department_id))`,
  'a resident is in custody of one facility at most': `
    select resident_id from referral.referral where status in ('arrived', 'treated') and direction <> 'down' group by resident_id having count(*) > 1`,
  'one referral waits for a resident at a department at most': `
    select resident_id from referral.referral where status in ('submitted', 'moreRequested', 'accepted') and direction <> 'down'
     group by resident_id, to_facility_id, coalesce(to_department_id, to_facility_id) having count(*) > 1`,
  'the history has no gap and ends in the state of the row': `
    select r.id, r.status, r.version, h.* from referral.referral r
     cross join lateral (select count(*)::int as n, min(seq) as first, max(seq) as last, (array_agg(status order by seq desc))[1] as status_there
                           from referral.history h where h.referral_id = r.id) h
     where h.n <> r.version or h.first <> 1 or h.last <> r.version or h.status_there <> r.status`,
  'no history is without its referral': `
    select h.referral_id from referral.history h where not exists (select from referral.referral r where r.id = h.referral_id)`,
  'every remembered success of a referral has its row': `
    select i.key from kernel.idempotency i where i.capability in ('submitReferral', 'acceptReferral') and i.status = 200
        and not exists (select from referral.referral r where r.id = (i.answer::jsonb ->> 'referralId')::uuid)`,
}

/** Every invariant that is broken now, with what breaks it. */
export async function broken(platform: Pick<TestPlatform, 'look'>, names = Object.keys(invariants)): Promise<Record<string, unknown[]>> {
  const found: Record<string, unknown[]> = {}
  for (const name of names) {
    const rows = await platform.look(invariants[name] ?? 'select name')
    if (rows.length > 0) found[name] = rows.slice(0, 3)
  }
  return found
}
