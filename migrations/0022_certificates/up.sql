-- Certificates (X.509) that people sign in with over TLS, such as those of a UKey. An account's row says how many it has, as it does of
-- passkeys. A removed certificate keeps its row; another account may have it afterwards. A session that was begun with one is good on
-- connections that show it only. When one was last used is no fact of custody.

ALTER TABLE users ADD COLUMN certificates integer;
ALTER TABLE sessions ADD COLUMN certificate text;
CREATE TABLE certificates (
    id uuid PRIMARY KEY NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    sha256 text NOT NULL,
    subject text NOT NULL,
    issuer text NOT NULL,
    serial text NOT NULL,
    valid_from bigint NOT NULL,
    valid_to bigint NOT NULL,
    name text NOT NULL,
    added_at bigint NOT NULL,
    removed_at bigint
);
CREATE INDEX certificates_user_id ON certificates (user_id);
CREATE UNIQUE INDEX certificates_sha256 ON certificates (sha256) WHERE removed_at IS NULL;
CREATE TABLE certificate_uses (
    certificate_id uuid PRIMARY KEY NOT NULL REFERENCES certificates (id),
    last_used_at bigint NOT NULL
);
