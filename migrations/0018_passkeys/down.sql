DROP TABLE passkey_challenges;
DROP TABLE passkey_uses;
DROP TABLE passkeys;
ALTER TABLE users DROP COLUMN passkeys;
