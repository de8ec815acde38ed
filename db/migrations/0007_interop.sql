-- What came from outside: where every row came from, and the whole body of everything that could not be taken, so that
-- it can be run again.
create schema interop;
grant usage on schema interop to tongmai_app, tongmai_loader;

-- `content_hash` is of what was taken from the resource: the same again changes nothing, and a translation that learns
-- to take more brings the rows up to date when it is run again.
create table interop.source_key (
  source       text not null collate "C",
  source_id    text not null collate "C",
  kind         text not null,
  id           uuid not null,
  resident_id  uuid,
  content_hash bytea not null,
  taken_at     timestamptz not null,
  primary key (source, source_id)
);

create table interop.unmapped (
  source      text not null collate "C",
  source_id   text not null collate "C",
  kind        text not null,
  reason      text not null,
  place       text not null,
  body        jsonb not null,
  received_at timestamptz not null,
  settled_at  timestamptz,
  primary key (source, source_id)
);
create index unmapped_open on interop.unmapped (source) where settled_at is null;

-- Other names of one thing (an identifier, a URL inside a bundle), as the uuid derived from the name.
create table interop.alias (
  alias_id uuid not null,
  id       uuid not null,
  primary key (alias_id, id)
);

-- The staging table of a run, one line for a resource. COPY does not work with row security, so bulk input lands here
-- and is inserted by the loader. `needs`: what must be there as well before this is taken. `state` null: to be taken.
create unlogged table interop.incoming (
  source_id       text not null collate "C",
  kind            text not null,
  id              uuid not null,
  resident_id     uuid,
  visit_id        uuid,
  place_id        uuid,
  practitioner_id uuid,
  needs           uuid[],
  target          text not null,
  at              timestamptz,
  title           text,
  detail          text,
  abnormal        boolean,
  rows            jsonb not null,
  more            jsonb,
  content_hash    bytea not null,
  said_at         timestamptz,
  place           text not null,
  known           boolean not null default false,
  state           text
);
create index incoming_id on interop.incoming (id);
create index incoming_resident on interop.incoming (resident_id);
create unlogged table interop.incoming_alias (alias_id uuid not null, id uuid not null);

grant select, insert, update, delete on all tables in schema interop to tongmai_loader;
grant truncate on interop.incoming, interop.incoming_alias to tongmai_loader;
