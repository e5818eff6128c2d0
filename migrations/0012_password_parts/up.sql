-- A password that an administrator gives somebody has two parts, of two administrators: who gave the first, and when. The part itself
-- is computed with the token key from these. Old rows keep their digests, in which a part that is not there does not appear.

ALTER TABLE users ADD COLUMN password_part_by uuid REFERENCES users (id);
ALTER TABLE users ADD COLUMN password_part_at bigint;
CREATE INDEX users_password_part_by ON users (password_part_by);
