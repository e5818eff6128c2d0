-- Photographs, scans and papers. The hash of a file is announced before its bytes come, and the bytes are kept beside the database under
-- that hash. A file is about one thing, which its subject names; the case is that thing's case, and the item what the picture shows, if it
-- shows one. A file is never deleted: it is struck out with a reason.
CREATE TABLE files (
    id uuid PRIMARY KEY NOT NULL,
    sha256 text NOT NULL,
    bytes bigint NOT NULL,
    media_type text NOT NULL,
    name text NOT NULL,
    subject text NOT NULL,
    case_id uuid NOT NULL REFERENCES cases (id),
    item_id uuid REFERENCES items (id),
    seizure_list_id uuid REFERENCES seizure_lists (id),
    document_id uuid REFERENCES documents (id),
    discrepancy_id uuid REFERENCES discrepancies (id),
    request_id uuid REFERENCES requests (id),
    line_no integer,
    maker text NOT NULL,
    second_maker text,
    taken_at bigint,
    taken_place text,
    method text,
    original_kept text,
    remarks text,
    exif text,
    width integer,
    height integer,
    announced_by uuid NOT NULL REFERENCES users (id),
    announced_at bigint NOT NULL,
    stored_at bigint,
    struck_by uuid REFERENCES users (id),
    struck_at bigint,
    reason text,
    version integer NOT NULL
);
CREATE INDEX files_sha256 ON files (sha256);
CREATE INDEX files_case_id ON files (case_id);
CREATE INDEX files_item_id ON files (item_id);
CREATE INDEX files_seizure_list_id ON files (seizure_list_id);
CREATE INDEX files_document_id ON files (document_id);
CREATE INDEX files_discrepancy_id ON files (discrepancy_id);
CREATE INDEX files_request_id ON files (request_id);
CREATE INDEX files_announced_by ON files (announced_by);
CREATE INDEX files_struck_by ON files (struck_by);
CREATE INDEX files_awaited ON files (id) WHERE stored_at IS NULL AND struck_at IS NULL;
