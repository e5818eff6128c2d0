-- Hand-overs of goods between people, and who signed for them. The list of a hand-over is frozen when it is opened: it is kept as the very
-- text whose digest people sign under. A hand-over ends when every party has signed or refused, or is withdrawn with a reason. Signatures
-- are only ever added. Of the number of a signer's paper of identity there are the last characters only.
CREATE TABLE handovers (
    id uuid PRIMARY KEY NOT NULL,
    request_id uuid NOT NULL REFERENCES requests (id),
    sequence integer NOT NULL CHECK (sequence > 0),
    list text NOT NULL,
    list_sha256 text NOT NULL,
    line_count integer NOT NULL CHECK (line_count > 0),
    opened_by uuid NOT NULL REFERENCES users (id),
    opened_at bigint NOT NULL,
    closed_at bigint,
    withdrawn_by uuid REFERENCES users (id),
    withdrawn_at bigint,
    reason text,
    version integer NOT NULL CHECK (version > 0),
    UNIQUE (request_id, sequence)
);
CREATE UNIQUE INDEX handovers_open ON handovers (request_id) WHERE closed_at IS NULL AND withdrawn_at IS NULL;
CREATE INDEX handovers_opened_by ON handovers (opened_by);
CREATE INDEX handovers_withdrawn_by ON handovers (withdrawn_by);

-- Old rows keep their digests, in which what is not there does not appear.
ALTER TABLE files ADD COLUMN handover_id uuid REFERENCES handovers (id);
CREATE INDEX files_handover_id ON files (handover_id);

CREATE TABLE handover_signatures (
    id uuid PRIMARY KEY NOT NULL,
    handover_id uuid NOT NULL REFERENCES handovers (id),
    request_id uuid NOT NULL REFERENCES requests (id),
    sequence integer NOT NULL CHECK (sequence > 0),
    party text NOT NULL,
    manner text NOT NULL,
    signer_name text NOT NULL,
    signer_id uuid REFERENCES users (id),
    identity_paper text,
    identity_masked text,
    list_sha256 text NOT NULL,
    file_id uuid REFERENCES files (id),
    reason text,
    refusal_witness text,
    recorded_by uuid NOT NULL REFERENCES users (id),
    signed_at bigint NOT NULL,
    UNIQUE (handover_id, party)
);
CREATE INDEX handover_signatures_request_id ON handover_signatures (request_id);
CREATE INDEX handover_signatures_signer_id ON handover_signatures (signer_id);
CREATE INDEX handover_signatures_file_id ON handover_signatures (file_id);
CREATE INDEX handover_signatures_recorded_by ON handover_signatures (recorded_by);
