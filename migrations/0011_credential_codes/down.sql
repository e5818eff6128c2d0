ALTER TABLE refresh_tokens DROP COLUMN mac;
ALTER TABLE sessions DROP COLUMN mac;
