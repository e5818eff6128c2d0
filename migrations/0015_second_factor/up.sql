-- The second factor of an account: what its secret and its recovery codes are computed from, with the token key, so that neither is
-- here. Old rows keep their digests, in which a factor that is not there does not appear. The last step of which a code was taken
-- holds no fact of custody: it keeps a code from being taken twice.

ALTER TABLE users ADD COLUMN factor_salt text;
ALTER TABLE users ADD COLUMN factor_confirmed_at bigint;
ALTER TABLE users ADD COLUMN recovery_salt text;
ALTER TABLE users ADD COLUMN recovery_left integer;
CREATE TABLE factor_steps (
    user_id uuid PRIMARY KEY REFERENCES users (id),
    last_step bigint NOT NULL
);
