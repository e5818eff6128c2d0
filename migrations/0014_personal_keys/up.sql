-- The keys under which personal numbers are encrypted where rows and the log hold them, each itself encrypted under a key that is not in
-- the database. Without its key a number cannot be read any more: that is how one is erased that the log has on record.

CREATE TABLE personal_keys (
    id uuid PRIMARY KEY NOT NULL,
    subject_id uuid NOT NULL,
    master text NOT NULL,
    wrapped text
);
CREATE INDEX personal_keys_subject_id ON personal_keys (subject_id);
