-- The words of a column are held against their list by a constraint that the program makes; SQLite drops no column that one names.
ALTER TABLE users DROP CONSTRAINT users_words;
ALTER TABLE places DROP CONSTRAINT places_words;
ALTER TABLE cases DROP CONSTRAINT cases_words;
DROP INDEX cases_secrecy;
ALTER TABLE users DROP COLUMN clearance;
ALTER TABLE places DROP COLUMN secrecy;
ALTER TABLE cases DROP COLUMN secrecy;
