-- What the product did for its own safety, so that it can say when it stops doing it. No person's data: file names, sizes, sentences.

create table kernel.backup (
  id      uuid primary key,
  at      timestamptz not null,
  file    text,
  bytes   bigint,
  seconds double precision not null,
  outcome text not null check (outcome in ('done', 'failed')),
  detail  text
);
create index backup_at on kernel.backup (outcome, at);

-- A backup that was brought back somewhere else, compared row by row, and thrown away again.
create table kernel.drill (
  id      uuid primary key,
  at      timestamptz not null,
  file    text,
  rows    bigint,
  seconds double precision not null,
  outcome text not null check (outcome in ('done', 'failed')),
  detail  text
);
create index drill_at on kernel.drill (outcome, at);

-- Written by the operator's commands, which run as the owner; the application only reads them to the administrator.
grant select on kernel.backup, kernel.drill to tongmai_app;

-- Since when this platform is here. The steps are the owner's; of them the application may know only this.
create function kernel.begun_at() returns timestamptz language sql stable security definer set search_path = pg_catalog
  return (select min(at) from public.migration);
revoke all on function kernel.begun_at() from public;
grant execute on function kernel.begun_at() to tongmai_app;
