-- Who set a county's value, by the name of that day: whoever reads the history need not be allowed to read accounts.
alter table kernel.policy_override add column by_name text;
update kernel.policy_override o set by_name = s.name
  from access.account a join staff.staff s on s.id = a.staff_id where a.id = o.by;
