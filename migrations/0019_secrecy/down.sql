DROP INDEX cases_secrecy;
ALTER TABLE users DROP COLUMN clearance;
ALTER TABLE places DROP COLUMN secrecy;
ALTER TABLE cases DROP COLUMN secrecy;
