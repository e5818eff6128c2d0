-- What people, agencies, places and cases were called until they were renamed. The log says the same: the next start
-- reads from it what happened before (src/db/ledger/former_names.rs), and a verification holds the rows against it.
CREATE TABLE former_names (
    subject_id uuid NOT NULL,
    replaced_at bigint NOT NULL,
    code text,
    name text NOT NULL,
    PRIMARY KEY (subject_id, replaced_at)
);
