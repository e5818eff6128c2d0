-- When a session was last used: one that nobody uses ends. Its code covers the new column, so that those of before have none
-- that fits: everybody signs in again.

DELETE FROM refresh_tokens;
UPDATE sessions SET ended_at = expires_at, mac = '' WHERE ended_at IS NULL;
ALTER TABLE sessions ADD COLUMN last_used_at bigint NOT NULL DEFAULT 0;
UPDATE sessions SET last_used_at = created_at;
