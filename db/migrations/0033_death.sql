-- Of a death: where, how it is known and who told. One line for a person; the day itself stands in resident.resident.
create table resident.death (
  resident_id      uuid primary key references resident.resident,
  -- Who recorded it, and who keeps the person.
  facility_id      uuid not null,
  home_facility_id uuid not null,
  died_on          date not null,
  place            text not null check (place in ('home', 'hospital', 'onTheWay', 'elderCare', 'elsewhere')),
  known_by         text not null check (known_by in ('phone', 'onTheSpot', 'family', 'committee', 'facility', 'certificate')),
  told_by          text not null default '',
  recorded_by      text not null,
  recorded_at      timestamptz not null
);
call scope.protect('resident.death', array['facility_id', 'home_facility_id'], 'resident_id');
grant select, insert on resident.death to tongmai_app;
