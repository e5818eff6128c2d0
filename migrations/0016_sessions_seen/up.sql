-- When the owner of a session last said who they are, and at which browser it is. Its code covers the new columns, so that those of
-- before have none that fits: everybody signs in again.

DELETE FROM refresh_tokens;
UPDATE sessions SET ended_at = expires_at, mac = '' WHERE ended_at IS NULL;
ALTER TABLE sessions ADD COLUMN proved_at bigint NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN browser text NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN device text;
ALTER TABLE sessions ADD COLUMN new_device boolean NOT NULL DEFAULT false;
UPDATE sessions SET proved_at = created_at;
