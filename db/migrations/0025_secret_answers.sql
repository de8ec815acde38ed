-- What is kept of a command that carries a password or a token is sealed, its digest too: SM3 of a password can be guessed at.
-- Secrets that stand in clear are forgotten; whoever repeats such a command from before the upgrade gives it anew.
delete from kernel.idempotency where capability in ('createAccount', 'issueServiceToken', 'changePassword');
alter table kernel.idempotency
  alter column body_hash drop not null,
  alter column answer drop not null,
  add column sealed bytea,
  add check ((sealed is null) = (answer is not null) and (sealed is null) = (body_hash is not null));
create index idempotency_sealed on kernel.idempotency (key) where sealed is not null;
grant select (key, sealed), update (sealed) on kernel.idempotency to tongmai_sealer;
