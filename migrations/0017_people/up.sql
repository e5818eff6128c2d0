-- By what two accounts of one human are found, and the human they count as: that of the account that was there before. An account
-- without one is of a human of its own. Of the number of an identity document there is only what is computed from it with the key of
-- personal numbers. Old rows keep their digests, in which what is not there does not appear.

ALTER TABLE users ADD COLUMN person_id uuid REFERENCES users (id);
ALTER TABLE users ADD COLUMN badge_number text;
ALTER TABLE users ADD COLUMN identity_code text;
CREATE INDEX users_person_id ON users (person_id);
CREATE INDEX users_badge_number ON users (badge_number);
CREATE INDEX users_identity_code ON users (identity_code);
