-- What was published stays as it was published: figures frozen with the day they were known on. And what people judged, with its evidence.
create schema indicator;
grant usage on schema indicator to tongmai_app, tongmai_county;

create table indicator.report (
  id         uuid primary key,
  place_id   int not null references measure.place,
  period     text not null,
  from_day   date not null,
  until_day  date not null,
  frozen_on  date not null,
  frozen_at  timestamptz not null,
  by_account uuid,
  by_name    text,
  figures    jsonb not null,
  findings   jsonb not null,
  unique (place_id, period)
);
create index report_of_place on indicator.report (place_id, from_day desc);

create table indicator.grade (
  id           uuid primary key,
  indicator_id text not null,
  place_id     int not null references measure.place,
  year         int not null,
  grade        text not null check (grade in ('A', 'B', 'C')),
  evidence     jsonb not null,
  note         text,
  by_account   uuid,
  by_name      text not null,
  at           timestamptz not null
);
create index grade_of on indicator.grade (place_id, year, indicator_id, at desc);
grant select on indicator.report, indicator.grade to tongmai_app, tongmai_county;
grant insert on indicator.report, indicator.grade to tongmai_app;
