-- When the owner of an account chose its password, so that it can be too old for the rules of a centre, and when somebody last confirmed
-- that the account is still needed with its roles. Old rows keep their digests, in which what is not there does not appear.

ALTER TABLE users ADD COLUMN password_chosen_at bigint;
ALTER TABLE users ADD COLUMN reviewed_at bigint;
