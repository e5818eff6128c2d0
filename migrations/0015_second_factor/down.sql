DROP TABLE factor_steps;
ALTER TABLE users DROP COLUMN recovery_left;
ALTER TABLE users DROP COLUMN recovery_salt;
ALTER TABLE users DROP COLUMN factor_confirmed_at;
ALTER TABLE users DROP COLUMN factor_salt;
