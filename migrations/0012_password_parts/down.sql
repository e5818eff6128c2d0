DROP INDEX users_password_part_by;
ALTER TABLE users DROP COLUMN password_part_at;
ALTER TABLE users DROP COLUMN password_part_by;
