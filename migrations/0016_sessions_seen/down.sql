ALTER TABLE sessions DROP COLUMN new_device;
ALTER TABLE sessions DROP COLUMN device;
ALTER TABLE sessions DROP COLUMN browser;
ALTER TABLE sessions DROP COLUMN proved_at;
