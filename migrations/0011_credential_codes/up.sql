-- Sessions and refresh tokens carry a code that only the token key can give. Those of before have none: everybody signs in
-- again. A set-up token is known by a code as well; another one is made at the next start while nobody has an account.

DELETE FROM refresh_tokens;
UPDATE sessions SET ended_at = expires_at WHERE ended_at IS NULL;
DELETE FROM setup_tokens;
ALTER TABLE sessions ADD COLUMN mac text NOT NULL DEFAULT '';
ALTER TABLE refresh_tokens ADD COLUMN mac text NOT NULL DEFAULT '';
