-- Passkeys (WebAuthn): a key pair whose private half never leaves its owner's device. An account's row says how many it has, so that
-- none is taken away unseen by deleting rows; old rows keep their digests, in which what is not there does not appear. A removed passkey
-- keeps its row. When one was last used and how far its counter went, and which challenges were answered, are no facts of custody: they
-- keep an answer from being taken twice.

ALTER TABLE users ADD COLUMN passkeys integer;
CREATE TABLE passkeys (
    id uuid PRIMARY KEY NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    credential_id text NOT NULL UNIQUE,
    public_key text NOT NULL,
    name text NOT NULL,
    synced boolean NOT NULL,
    added_at bigint NOT NULL,
    removed_at bigint,
    version integer NOT NULL
);
CREATE INDEX passkeys_user_id ON passkeys (user_id);
CREATE TABLE passkey_uses (
    passkey_id uuid PRIMARY KEY NOT NULL REFERENCES passkeys (id),
    counter bigint NOT NULL,
    last_used_at bigint
);
CREATE TABLE passkey_challenges (
    challenge text PRIMARY KEY NOT NULL,
    answered_at bigint NOT NULL
);
