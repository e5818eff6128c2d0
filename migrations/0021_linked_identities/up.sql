-- By whom people are known to the identity provider that they may sign in by (OpenID Connect): its issuer and the subject it gives them,
-- linked by their owners. One living subject belongs to one account, and one account has one of each issuer. A removed one keeps its row.
-- When one was last used is no fact of custody.

CREATE TABLE linked_identities (
    id uuid PRIMARY KEY NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    issuer text NOT NULL,
    subject text NOT NULL,
    linked_at bigint NOT NULL,
    removed_at bigint,
    version integer NOT NULL
);
CREATE INDEX linked_identities_user_id ON linked_identities (user_id);
CREATE UNIQUE INDEX linked_identities_subject ON linked_identities (issuer, subject) WHERE removed_at IS NULL;
CREATE UNIQUE INDEX linked_identities_one_each ON linked_identities (user_id, issuer) WHERE removed_at IS NULL;
CREATE TABLE linked_identity_uses (
    identity_id uuid PRIMARY KEY NOT NULL REFERENCES linked_identities (id),
    last_used_at bigint NOT NULL
);
