-- Whose hands: a duty may belong to one department of a hospital; a hospital may record that its patient died;
-- a broken glass is seen by the facility that broke it.

alter table kernel.duty add owner_department_id uuid;
-- Who still has somebody there is asked for each owner, not for each duty.
create index duty_owner on kernel.duty (owner_facility_id, owner_role, owner_department_id, owner_person_id) where closed_at is null;

-- Only who may open the record calls this (the kernel checked the basis); the row belongs to the home facility.
create function resident.record_death(who uuid, on_day date, expected int) returns boolean
language sql volatile security definer set search_path = pg_catalog
begin atomic
  with dead as (
    update resident.resident r set status = 'died', died_on = on_day, version = r.version + 1
     where r.id = who and r.version = expected and r.status <> 'died' returning 1)
  select exists (select from dead);
end;
grant update (status, died_on, version) on resident.resident to tongmai_matcher;
create policy die on resident.resident for update to tongmai_matcher using (true) with check (true);
alter function resident.record_death(uuid, date, int) owner to tongmai_matcher;
revoke all on function resident.record_death(uuid, date, int) from public;
grant execute on function resident.record_death(uuid, date, int) to tongmai_app;

call scope.protect('access.break_glass', array['facility_id']);
