-- What came from outside: the whole body of everything that could not be taken, so that it can be run again.
create schema interop;
grant usage on schema interop to tongmai_app, tongmai_loader;

create table interop.source_key (
  source    text not null,
  source_id text not null,
  kind      text not null,
  id        uuid not null,
  resident_id uuid,
  body_hash bytea not null,
  primary key (source, source_id)
);

create table interop.unmapped (
  source      text not null,
  source_id   text not null,
  kind        text not null,
  reason      text not null,
  body        jsonb not null,
  received_at timestamptz not null,
  settled_at  timestamptz,
  primary key (source, source_id)
);
grant select, insert, update, delete on all tables in schema interop to tongmai_loader;
