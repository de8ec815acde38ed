/** What the independent question answers of a team: the same four fractions, and every person's turns. */
export type Recounted = {
  readonly team_id: string
  readonly valid: number
  readonly agreements: number
  readonly effective: number
  readonly served: number
  readonly expected: string
  readonly actual: string
  readonly in_target: number
  readonly managed: number
  readonly done: number
  readonly to_date: number
}

/**
 * Fulfillment and scores once more, in one question over the raw rows and without a line of the code it checks. For tests:
 * $1 the day, $2 the table of expected costs. Written from standards 6 and the words of the glossary.
 */
export const recount = `
with days as (select $1::date as on_day, $1::date - 364 as since),
services as (
  select v.resident_id, v.id, v.practitioner_id as staff_id, (v.started_at at time zone 'Asia/Shanghai')::date as on_day,
         case when v.kind = 'checkup' then 'checkup' else 'visit' end as kind from record.visit v
  union all
  select m.resident_id, m.id, v.practitioner_id, (m.at at time zone 'Asia/Shanghai')::date, 'prescription'
    from record.prescription m join record.visit v on v.resident_id = m.resident_id and v.id = m.visit_id
  union all
  select r.resident_id, r.id, r.from_staff_id, (r.submitted_at at time zone 'Asia/Shanghai')::date, 'referral' from referral.referral r
  union all
  select f.resident_id, f.visit_id, f.staff_id, (f.occurred_at at time zone 'Asia/Shanghai')::date, 'followUp' from chronic_care.follow_up f where f.is_valid),
signed as materialized (
  select e.id as enrollment_id, s.id, s.kind, s.on_day
    from enrollment.enrollment e join services s on s.resident_id = e.resident_id
    join enrollment.team_member m on m.team_id = e.team_id and m.staff_id = s.staff_id and m.from_day <= s.on_day and coalesce(m.until_day, 'infinity') > s.on_day),
running as (
  select e.*, p.items from enrollment.enrollment e join enrollment.package p on p.id = e.package_id, days d
   where e.status not in ('waiting', 'withdrawn') and e.from_day <= d.on_day and d.on_day < e.until_day),
promised as (
  select r.id, r.team_id, i.nth, i.item, t.starts, t.starts + (i.item ->> 'everyDays')::int as ends
    from running r, days d, jsonb_array_elements(r.items) with ordinality i(item, nth),
         lateral (select r.from_day + k * (i.item ->> 'everyDays')::int as starts from generate_series(0, 120) k) t
   where t.starts <= d.on_day and t.starts + (i.item ->> 'everyDays')::int <= r.until_day and t.starts + (i.item ->> 'everyDays')::int > d.since),
turns as (
  select p.id, p.team_id, bool_or((p.item ->> 'mandatory')::boolean) as mandatory, bool_or(p.ends <= d.on_day) as is_over,
         count(distinct s.id) >= max((p.item ->> 'count')::int) as is_done
    from days d, promised p
    left join signed s on s.enrollment_id = p.id and p.item -> 'evidence' ? s.kind and s.on_day >= p.starts and s.on_day < p.ends
                      and s.on_day <= (select on_day from days)
   group by p.id, p.team_id, p.nth, p.starts),
people as (
  select id, team_id, count(*) filter (where is_done) as done, count(*) filter (where is_done or is_over) as to_date,
         count(*) filter (where mandatory and is_over and not is_done) as missed from turns group by 1, 2),
service as (
  select team_id, count(*) as served, count(*) filter (where done >= 0.8 * to_date and missed = 0) as effective, sum(done) as done, sum(to_date) as to_date
    from people where to_date > 0 group by 1),
complete as (
  select m.team_id, count(distinct m.role) filter (where m.role in ('gp', 'nurse', 'publicHealth', 'specialist')) = 4 as is_complete
    from enrollment.team_member m, days d where m.from_day <= d.on_day and coalesce(m.until_day, 'infinity') > d.on_day group by 1),
agreement as (
  select e.team_id, count(*) as agreements,
         count(*) filter (where e.status <> 'waiting' and a.signed_at is not null and a.identity is not null and d.on_day < e.until_day
           and c.is_complete and not (e.is_priority and p.tier = 'light')) as valid
    from enrollment.enrollment e join enrollment.agreement a on a.id = e.agreement_id join enrollment.package p on p.id = e.package_id
    join complete c on c.team_id = e.team_id, days d
   where e.status <> 'withdrawn' and e.from_day <= d.on_day and e.until_day > case when e.status in ('waiting', 'enrolled') then d.since else d.on_day end
   group by 1),
cost as (
  select r.team_id, sum(x.expected) as expected, sum(x.actual) as actual
    from running r, days d, lateral (
      select (select (b ->> case when r.person ->> 'sex' = 'male' then 'male' else 'female' end)::bigint from jsonb_array_elements($2::jsonb -> 'ages') b
               where (b ->> 'from')::int <= extract(year from age(d.on_day, (r.person ->> 'birthDate')::date)) order by (b ->> 'from')::int desc limit 1)
             + coalesce((select sum(($2::jsonb -> 'groups' ->> g)::bigint) from unnest(r.groups) g), 0) as expected,
             coalesce((select sum(c.amount) from record.charge c
                        where c.resident_id = r.resident_id and (c.at at time zone 'Asia/Shanghai')::date between d.since and d.on_day), 0) as actual) x
   group by 1),
last_found as (
  select distinct on (f.managed_id, x.disease) f.managed_id, x.disease, x."inTarget" as in_target
    from days d, chronic_care.follow_up f cross join lateral jsonb_to_recordset(f.results) x(disease text, "inTarget" boolean)
   where f.on_day between d.since and d.on_day and x."inTarget" is not null order by 1, 2, f.occurred_at desc),
patients as (
  select r.id, r.team_id, bool_and(l.in_target is true and (m.lost_on is null or m.lost_on > d.on_day)) as is_in_target
    from running r join chronic_care.managed m on m.resident_id = r.resident_id
    join chronic_care.program p on p.managed_id = m.id and p.status = 'managed'
    left join last_found l on l.managed_id = m.id and l.disease = p.disease, days d
   where p.since <= d.on_day and coalesce(m.ended_on, 'infinity') > d.on_day group by 1, 2),
health as (select team_id, count(*) as managed, count(*) filter (where is_in_target) as in_target from patients group by 1)
select t.id as team_id, coalesce(a.valid, 0)::int as valid, coalesce(a.agreements, 0)::int as agreements, coalesce(s.effective, 0)::int as effective,
       coalesce(s.served, 0)::int as served, coalesce(c.expected, 0)::text as expected, coalesce(c.actual, 0)::text as actual,
       coalesce(h.in_target, 0)::int as in_target, coalesce(h.managed, 0)::int as managed, coalesce(s.done, 0)::int as done, coalesce(s.to_date, 0)::int as to_date
  from enrollment.team t left join agreement a on a.team_id = t.id left join service s on s.team_id = t.id left join cost c on c.team_id = t.id left join health h on h.team_id = t.id
 order by t.id`
