-- What accounts and registers keep sealed moves to a new key like everything else.
grant usage on schema access, registers to tongmai_sealer;
grant select (account_id, sealed), update (sealed) on access.factor to tongmai_sealer;
grant select (id, preview_sealed), update (preview_sealed) on registers.upload to tongmai_sealer;
grant select (upload_id, sealed), update (sealed) on registers.kept_row to tongmai_sealer;
grant select (account_id, sealed), update (sealed) on registers.handout to tongmai_sealer;
create policy reseal on registers.upload for all to tongmai_sealer using (true) with check (true);
create policy reseal on registers.kept_row for all to tongmai_sealer using (true) with check (true);
create policy reseal on registers.handout for all to tongmai_sealer using (true) with check (true);
-- Marks are counted, so that the key they were made with stays as long as they do.
grant select (account_id, mark) on access.recovery_code to tongmai_sealer;
grant select (household_id, key) on registers.household_key to tongmai_sealer;
grant select (resident_id, key) on registers.row_key to tongmai_sealer;
