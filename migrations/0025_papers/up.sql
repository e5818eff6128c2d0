-- Papers as they were issued: what each was made from and the digest of its file. Rows are only ever added; a later state of the same
-- record gives another one, which names the one before.
CREATE TABLE papers (
    id uuid PRIMARY KEY NOT NULL,
    year integer NOT NULL,
    sequence bigint NOT NULL,
    number text NOT NULL UNIQUE,
    form text NOT NULL,
    case_id uuid NOT NULL REFERENCES cases (id),
    request_id uuid REFERENCES requests (id),
    seizure_list_id uuid REFERENCES seizure_lists (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    line_count integer NOT NULL,
    page_count integer NOT NULL,
    source_sha256 text NOT NULL,
    file_sha256 text NOT NULL UNIQUE,
    replaces_id uuid UNIQUE REFERENCES papers (id),
    issued_by uuid NOT NULL REFERENCES users (id),
    issued_at bigint NOT NULL,
    UNIQUE (year, sequence)
);
CREATE INDEX papers_case ON papers (case_id, id);
CREATE INDEX papers_request ON papers (request_id, form, id) WHERE request_id IS NOT NULL;
CREATE INDEX papers_seizure_list ON papers (seizure_list_id, form, id) WHERE seizure_list_id IS NOT NULL;
CREATE INDEX papers_agency ON papers (agency_id, id);
CREATE INDEX papers_issued_by ON papers (issued_by, id);
