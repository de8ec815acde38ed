-- As in 0028, and whoever signed in on the own phone sees what was done for them, or for the person they act for: all of it.
create or replace function record.open_by_enrollment(people uuid[]) returns table (asked uuid, id uuid, open_until timestamptz)
language sql stable security definer set search_path = pg_catalog
begin atomic
  select a.asked, p.id,
         case when a.asked = any (scope.residents()) then 'infinity'::timestamptz
              else (select max(b.until_at) from access.basis b
                     where b.resident_id = p.id and b.kind = 'enrollment' and b.facility_id = any (scope.facilities()) and b.from_at <= scope.moment()) end
    from unnest(people) a(asked), unnest(scope.person(a.asked)) p(id);
end;
