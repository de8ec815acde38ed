-- An agreement is printed too, and known by its code like every sheet.
alter table paper.issued drop constraint issued_kind_check;
alter table paper.issued add constraint issued_kind_check check (kind in ('referral', 'discharge', 'visit', 'agreement'));
