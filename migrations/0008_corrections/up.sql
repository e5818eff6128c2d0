-- What ended a seizure list or a document: a row that replaces it, or none when it was cancelled. Rows are only ever added.
-- The number of what was ended is free again. SQLite cannot take a unique constraint off a table, so that the one on
-- seizure_lists goes in the way of each database: src/db/engine/list_numbers.

CREATE TABLE corrections (
    subject_id uuid PRIMARY KEY NOT NULL,
    register text NOT NULL,
    replacement_id uuid UNIQUE,
    reason text NOT NULL,
    made_by uuid NOT NULL REFERENCES users (id),
    made_at bigint NOT NULL
);
CREATE INDEX corrections_made_by ON corrections (made_by);
CREATE INDEX seizure_lists_case_id ON seizure_lists (case_id, list_no);
