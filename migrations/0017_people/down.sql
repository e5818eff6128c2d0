DROP INDEX users_identity_code;
DROP INDEX users_badge_number;
DROP INDEX users_person_id;
ALTER TABLE users DROP COLUMN identity_code;
ALTER TABLE users DROP COLUMN badge_number;
ALTER TABLE users DROP COLUMN person_id;
