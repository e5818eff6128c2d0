-- Supervision. A clue is what a rule of supervision found in the record of a case: it is made and closed by searches, and explained by the
-- agency that has to act. A notice is what a supervisor asked an agency; what passed between the two are its steps, which are only added.
CREATE TABLE clues (
    id uuid PRIMARY KEY NOT NULL,
    rule text NOT NULL,
    case_id uuid NOT NULL REFERENCES cases (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    status text NOT NULL,
    item_count integer NOT NULL CHECK (item_count > 0),
    since bigint NOT NULL,
    found_at bigint NOT NULL,
    explanation text,
    explained_by uuid REFERENCES users (id),
    explained_at bigint,
    corrected_at bigint,
    version integer NOT NULL CHECK (version > 0),
    UNIQUE (rule, case_id, agency_id)
);
CREATE INDEX clues_case_id ON clues (case_id);
CREATE INDEX clues_agency_id ON clues (agency_id, status);
CREATE INDEX clues_explained_by ON clues (explained_by);
CREATE INDEX clues_status ON clues (status, since, id);

CREATE TABLE supervision_notices (
    id uuid PRIMARY KEY NOT NULL,
    number text NOT NULL UNIQUE,
    case_id uuid NOT NULL REFERENCES cases (id),
    clue_id uuid REFERENCES clues (id),
    item_id uuid REFERENCES items (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    title text NOT NULL,
    status text NOT NULL,
    sent_by uuid NOT NULL REFERENCES users (id),
    sent_at bigint NOT NULL,
    asked_last_at bigint NOT NULL,
    answer_by bigint NOT NULL,
    answered_at bigint,
    closed_at bigint,
    version integer NOT NULL CHECK (version > 0)
);
CREATE INDEX supervision_notices_case_id ON supervision_notices (case_id);
CREATE INDEX supervision_notices_clue_id ON supervision_notices (clue_id);
CREATE INDEX supervision_notices_item_id ON supervision_notices (item_id);
CREATE INDEX supervision_notices_agency_id ON supervision_notices (agency_id, status);
CREATE INDEX supervision_notices_sent_by ON supervision_notices (sent_by);

CREATE TABLE supervision_steps (
    id uuid PRIMARY KEY NOT NULL,
    notice_id uuid NOT NULL REFERENCES supervision_notices (id),
    sequence integer NOT NULL CHECK (sequence > 0),
    action text NOT NULL,
    statement text NOT NULL,
    document_id uuid REFERENCES documents (id),
    answer_by bigint,
    recorded_by uuid NOT NULL REFERENCES users (id),
    done_at bigint NOT NULL,
    UNIQUE (notice_id, sequence)
);
CREATE INDEX supervision_steps_document_id ON supervision_steps (document_id);
CREATE INDEX supervision_steps_recorded_by ON supervision_steps (recorded_by);
