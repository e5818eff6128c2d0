-- Verifications that people asked for, so that the last ones can be looked at after a restart as well. They hold no facts
-- of custody: whoever doubts one has it carried out anew.

CREATE TABLE verifications (
    id uuid PRIMARY KEY NOT NULL,
    status text NOT NULL,
    started_by uuid NOT NULL REFERENCES users (id),
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
CREATE UNIQUE INDEX verifications_one_running ON verifications (status) WHERE status = 'running';
CREATE INDEX verifications_started_by ON verifications (started_by);
