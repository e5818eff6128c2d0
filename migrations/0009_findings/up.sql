-- Verifications that the program carries out by itself, whole or of what is new, and what they find: a change to what a
-- finding is about is refused until the auditor has answered it.

CREATE TABLE verifications_by_all (
    id uuid PRIMARY KEY NOT NULL,
    scope text NOT NULL DEFAULT 'whole',
    status text NOT NULL,
    started_by uuid REFERENCES users (id),
    started_at bigint NOT NULL,
    finished_at bigint,
    rows_done bigint NOT NULL,
    rows_total bigint NOT NULL,
    result text,
    findings text,
    CHECK ((status = 'running') = (finished_at IS NULL)),
    CHECK ((status = 'finished') = (result IS NOT NULL)),
    CHECK ((result IS NULL) = (findings IS NULL))
);
INSERT INTO verifications_by_all
    (id, status, started_by, started_at, finished_at, rows_done, rows_total, result, findings)
SELECT id, status, started_by, started_at, finished_at, rows_done, rows_total, result, findings FROM verifications;
DROP TABLE verifications;
ALTER TABLE verifications_by_all RENAME TO verifications;
CREATE UNIQUE INDEX verifications_one_running ON verifications (status) WHERE status = 'running';
CREATE INDEX verifications_started_by ON verifications (started_by);
CREATE INDEX verifications_scope ON verifications (scope, id);

CREATE TABLE findings (
    id uuid PRIMARY KEY NOT NULL,
    fingerprint text NOT NULL,
    kind text NOT NULL,
    seq bigint,
    item text,
    request text,
    reason text NOT NULL,
    item_id uuid,
    request_id uuid,
    subject_id uuid,
    verification_id uuid NOT NULL,
    found_at bigint NOT NULL,
    ruling text,
    answer text,
    answered_by uuid REFERENCES users (id),
    answered_at bigint,
    CHECK ((ruling IS NULL) = (answered_at IS NULL)),
    CHECK ((answer IS NULL) = (answered_at IS NULL)),
    CHECK ((answered_by IS NULL) = (answered_at IS NULL))
);
CREATE UNIQUE INDEX findings_open ON findings (fingerprint) WHERE answered_at IS NULL;
CREATE INDEX findings_answered_by ON findings (answered_by);
