-- A break-glass that was found wrong has a consequence: somebody follows it up, and what was done stands with the row.
alter table access.break_glass
  add follow_up_facility_id uuid references facility.facility,
  add measure         text,
  add measure_note    text,
  add followed_up_at  timestamptz,
  add followed_up_by  uuid,
  add check (followed_up_at is null or (follow_up_facility_id is not null and measure is not null and followed_up_by is not null)),
  add check (follow_up_facility_id is null or reviewed_at is not null);
create index break_glass_at on access.break_glass (at desc, id);
create index break_glass_open on access.break_glass (at, id)
  where reviewed_at is null or (follow_up_facility_id is not null and followed_up_at is null);

-- Whoever follows it up reads and changes the row as the facility does where the glass was broken.
drop policy read on access.break_glass;
drop policy add on access.break_glass;
drop policy change on access.break_glass;
drop policy remove on access.break_glass;
drop policy county on access.break_glass;
drop policy load on access.break_glass;
call scope.protect('access.break_glass', array['facility_id', 'follow_up_facility_id']);

-- The auditor reads all of them and whose turn each is, and changes none this way.
grant usage on schema access to tongmai_auditor;
grant select on access.break_glass to tongmai_auditor;
create policy audit on access.break_glass for select to tongmai_auditor using (true);
grant select on kernel.duty to tongmai_auditor;
create policy audit on kernel.duty for select to tongmai_auditor using (subject_kind = 'breakGlass');
