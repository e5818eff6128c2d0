-- The number of a seizure list that was replaced or cancelled is free again, which no constraint can tell. SQLite drops one
-- with its table only. The table comes back under its own name, so that what refers to it does so again; until the end of the
-- transaction nobody asks. Its guards are made anew right after this.
PRAGMA defer_foreign_keys = ON;
CREATE TABLE seizure_lists_kept AS SELECT * FROM seizure_lists;
DROP TABLE seizure_lists;
CREATE TABLE seizure_lists (
    id uuid PRIMARY KEY NOT NULL,
    case_id uuid NOT NULL REFERENCES cases (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    list_no text NOT NULL,
    decision_no text,
    seized_at bigint NOT NULL,
    seized_place text NOT NULL,
    holder_name text NOT NULL,
    attesting_witness text,
    item_count integer NOT NULL,
    created_by uuid NOT NULL REFERENCES users (id),
    created_at bigint NOT NULL,
    CONSTRAINT seizure_lists_bounds CHECK (item_count >= 0)
);
INSERT INTO seizure_lists SELECT * FROM seizure_lists_kept;
DROP TABLE seizure_lists_kept;
CREATE INDEX seizure_lists_case_id ON seizure_lists (case_id, list_no);
CREATE INDEX seizure_lists_agency_id ON seizure_lists (agency_id);
CREATE INDEX seizure_lists_created_by ON seizure_lists (created_by);
