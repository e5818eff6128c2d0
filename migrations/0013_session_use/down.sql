DELETE FROM refresh_tokens;
UPDATE sessions SET ended_at = expires_at, mac = '' WHERE ended_at IS NULL;
ALTER TABLE sessions DROP COLUMN last_used_at;
