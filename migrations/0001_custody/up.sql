-- Portable: SQLite reads PostgreSQL's type names and looks at their affinity only. Times are microseconds UTC.

CREATE TABLE agencies (
    id uuid PRIMARY KEY NOT NULL,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    kind text NOT NULL,
    parent_id uuid REFERENCES agencies (id),
    active boolean NOT NULL,
    created_at bigint NOT NULL,
    version integer NOT NULL
);
CREATE INDEX agencies_parent_id ON agencies (parent_id);

CREATE TABLE users (
    id uuid PRIMARY KEY NOT NULL,
    login text NOT NULL UNIQUE,
    name text NOT NULL,
    agency_id uuid NOT NULL REFERENCES agencies (id),
    roles text NOT NULL,
    password_hash text NOT NULL,
    password_expires_at bigint,
    disabled_at bigint,
    created_at bigint NOT NULL,
    version integer NOT NULL,
    -- The three administrators supervise each other: the database refuses two of them on one person.
    CHECK (NOT (roles LIKE '%system_admin%' AND roles LIKE '%security_admin%')
       AND NOT (roles LIKE '%system_admin%' AND roles LIKE '%auditor%')
       AND NOT (roles LIKE '%security_admin%' AND roles LIKE '%auditor%'))
);
CREATE INDEX users_agency_id ON users (agency_id);

CREATE TABLE sessions (
    id uuid PRIMARY KEY NOT NULL,
    user_id uuid NOT NULL REFERENCES users (id),
    address text NOT NULL,
    created_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    ended_at bigint
);
CREATE INDEX sessions_user_id ON sessions (user_id);

CREATE TABLE refresh_tokens (
    token_hash bytea PRIMARY KEY NOT NULL,
    session_id uuid NOT NULL REFERENCES sessions (id),
    issued_at bigint NOT NULL,
    used_at bigint
);
CREATE INDEX refresh_tokens_session_id ON refresh_tokens (session_id);

CREATE TABLE sign_in_attempts (
    subject text PRIMARY KEY NOT NULL,
    failures integer NOT NULL,
    window_started_at bigint NOT NULL,
    locked_until bigint
);

CREATE TABLE setup_tokens (
    token_hash bytea PRIMARY KEY NOT NULL,
    created_at bigint NOT NULL,
    used_at bigint
);

CREATE TABLE settings (
    name text PRIMARY KEY NOT NULL,
    value text NOT NULL,
    version integer NOT NULL
);

CREATE TABLE number_series (
    name text NOT NULL,
    year integer NOT NULL,
    last bigint NOT NULL,
    PRIMARY KEY (name, year)
);

CREATE TABLE places (
    id uuid PRIMARY KEY NOT NULL,
    code text NOT NULL UNIQUE,
    name text NOT NULL,
    kind text NOT NULL,
    storage_class text NOT NULL,
    parent_id uuid REFERENCES places (id),
    capacity bigint,
    active boolean NOT NULL,
    created_at bigint NOT NULL,
    version integer NOT NULL
);
CREATE INDEX places_parent_id ON places (parent_id);

CREATE TABLE cases (
    id uuid PRIMARY KEY NOT NULL,
    case_no text NOT NULL,
    name text NOT NULL,
    cause text NOT NULL,
    stage text NOT NULL,
    agency_id uuid NOT NULL REFERENCES agencies (id),
    responsible_agency_id uuid NOT NULL REFERENCES agencies (id),
    created_by uuid NOT NULL REFERENCES users (id),
    created_at bigint NOT NULL,
    version integer NOT NULL,
    UNIQUE (agency_id, case_no)
);
CREATE INDEX cases_case_no ON cases (case_no);
CREATE INDEX cases_responsible_agency_id ON cases (responsible_agency_id);
CREATE INDEX cases_created_by ON cases (created_by);

CREATE TABLE case_officers (
    case_id uuid NOT NULL REFERENCES cases (id),
    user_id uuid NOT NULL REFERENCES users (id),
    PRIMARY KEY (case_id, user_id)
);
CREATE INDEX case_officers_user_id ON case_officers (user_id);

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
    UNIQUE (case_id, list_no)
);
CREATE INDEX seizure_lists_agency_id ON seizure_lists (agency_id);
CREATE INDEX seizure_lists_created_by ON seizure_lists (created_by);

CREATE TABLE items (
    id uuid PRIMARY KEY NOT NULL,
    code text NOT NULL UNIQUE,
    case_id uuid NOT NULL REFERENCES cases (id),
    seizure_list_id uuid NOT NULL REFERENCES seizure_lists (id),
    line_no integer NOT NULL,
    name text NOT NULL,
    category text NOT NULL,
    features text NOT NULL,
    model text NOT NULL,
    serial_no text NOT NULL,
    pieces integer NOT NULL CHECK (pieces > 0),
    unit text NOT NULL,
    holder_name text NOT NULL,
    owner_name text NOT NULL,
    valuation_minor bigint,
    currency text,
    attributes text NOT NULL,
    remark text NOT NULL,
    custody_state text NOT NULL,
    place_id uuid REFERENCES places (id),
    borrower_id uuid REFERENCES users (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    responsible_agency_id uuid NOT NULL REFERENCES agencies (id),
    legal_status text NOT NULL,
    disposition text,
    seal_no text,
    seized_at bigint NOT NULL,
    registered_at bigint NOT NULL,
    received_at bigint,
    released_at bigint,
    version integer NOT NULL,
    last_leaf_hash bytea NOT NULL,
    UNIQUE (seizure_list_id, line_no),
    -- Nothing is in custody without a place, and nothing has a place that is not in custody.
    CHECK ((custody_state = 'in_custody') = (place_id IS NOT NULL)),
    CHECK ((custody_state = 'on_loan') = (borrower_id IS NOT NULL)),
    CHECK ((custody_state = 'released') = (disposition IS NOT NULL))
);
CREATE INDEX items_case_id ON items (case_id, custody_state);
CREATE INDEX items_place_id ON items (place_id);
CREATE INDEX items_borrower_id ON items (borrower_id) WHERE borrower_id IS NOT NULL;
CREATE INDEX items_agency_id ON items (agency_id);
CREATE INDEX items_responsible_agency_id ON items (responsible_agency_id, custody_state);
-- With the id at the end, lists by state and category come in order and need not sort the whole stock for one page.
CREATE INDEX items_category ON items (category, custody_state, id);
CREATE INDEX items_custody_state ON items (custody_state, id);

CREATE TABLE documents (
    id uuid PRIMARY KEY NOT NULL,
    kind text NOT NULL,
    number text NOT NULL,
    title text NOT NULL,
    agency_id uuid NOT NULL REFERENCES agencies (id),
    case_id uuid REFERENCES cases (id),
    request_id uuid,
    issued_at bigint NOT NULL,
    created_by uuid NOT NULL REFERENCES users (id),
    created_at bigint NOT NULL
);
CREATE INDEX documents_agency_id ON documents (agency_id);
CREATE INDEX documents_case_id ON documents (case_id);
CREATE INDEX documents_request_id ON documents (request_id);
CREATE INDEX documents_created_by ON documents (created_by);
CREATE UNIQUE INDEX documents_receipt_number ON documents (number) WHERE kind = 'intake_receipt';

CREATE TABLE requests (
    id uuid PRIMARY KEY NOT NULL,
    kind text NOT NULL,
    year integer,
    sequence bigint,
    number text UNIQUE,
    status text NOT NULL,
    applicant_id uuid NOT NULL REFERENCES users (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    responsible_agency_id uuid NOT NULL REFERENCES agencies (id),
    case_id uuid NOT NULL REFERENCES cases (id),
    reason text NOT NULL,
    centre_head_asked boolean NOT NULL,
    line_count integer NOT NULL,
    open_line_count integer NOT NULL,
    purpose text,
    starts_at bigint,
    due_at bigint,
    loan_id uuid REFERENCES requests (id),
    disposition text,
    document_id uuid REFERENCES documents (id),
    receiver_name text,
    receiver_document_no text,
    receiver_is_officer boolean,
    witness_name text,
    created_at bigint NOT NULL,
    submitted_at bigint,
    approved_at bigint,
    closed_at bigint,
    version integer NOT NULL,
    UNIQUE (kind, year, sequence)
);
CREATE INDEX requests_status ON requests (status);
CREATE INDEX requests_applicant_id ON requests (applicant_id);
CREATE INDEX requests_agency_id ON requests (agency_id);
CREATE INDEX requests_responsible_agency_id ON requests (responsible_agency_id, status);
CREATE INDEX requests_case_id ON requests (case_id);
CREATE INDEX requests_loan_id ON requests (loan_id);
CREATE INDEX requests_document_id ON requests (document_id);

CREATE TABLE request_lines (
    request_id uuid NOT NULL REFERENCES requests (id),
    line_no integer NOT NULL,
    item_id uuid NOT NULL REFERENCES items (id),
    holds boolean NOT NULL,
    outcome text NOT NULL,
    reason text,
    condition text,
    executed_by uuid REFERENCES users (id),
    second_id uuid REFERENCES users (id),
    executed_at bigint,
    PRIMARY KEY (request_id, line_no),
    UNIQUE (request_id, item_id)
);
-- One open request at most holds an item.
CREATE UNIQUE INDEX request_lines_one_hold ON request_lines (item_id) WHERE holds;
CREATE INDEX request_lines_item_id ON request_lines (item_id);
CREATE INDEX request_lines_executed_by ON request_lines (executed_by);
CREATE INDEX request_lines_second_id ON request_lines (second_id);

CREATE TABLE request_steps (
    request_id uuid NOT NULL REFERENCES requests (id),
    step_no integer NOT NULL,
    action text NOT NULL,
    status_after text NOT NULL,
    actor_id uuid NOT NULL REFERENCES users (id),
    opinion text,
    taken_at bigint NOT NULL,
    PRIMARY KEY (request_id, step_no)
);
CREATE INDEX request_steps_actor_id ON request_steps (actor_id);

CREATE TABLE loans (
    request_id uuid NOT NULL REFERENCES requests (id),
    item_id uuid NOT NULL REFERENCES items (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    borrower_id uuid NOT NULL REFERENCES users (id),
    handed_out_at bigint NOT NULL,
    due_at bigint NOT NULL,
    returned_at bigint,
    return_request_id uuid REFERENCES requests (id),
    condition_in text,
    PRIMARY KEY (request_id, item_id)
);
CREATE UNIQUE INDEX loans_one_open ON loans (item_id) WHERE returned_at IS NULL;
CREATE INDEX loans_item_id ON loans (item_id);
CREATE INDEX loans_agency_id ON loans (agency_id);
CREATE INDEX loans_borrower_id ON loans (borrower_id);
CREATE INDEX loans_return_request_id ON loans (return_request_id);
CREATE INDEX loans_due_at ON loans (due_at) WHERE returned_at IS NULL;

CREATE TABLE loan_extensions (
    id uuid PRIMARY KEY NOT NULL,
    request_id uuid NOT NULL REFERENCES requests (id),
    due_at bigint NOT NULL,
    reason text NOT NULL,
    status text NOT NULL,
    asked_by uuid NOT NULL REFERENCES users (id),
    asked_at bigint NOT NULL,
    unit_head_id uuid REFERENCES users (id),
    centre_head_id uuid REFERENCES users (id),
    opinion text,
    decided_at bigint
);
CREATE INDEX loan_extensions_request_id ON loan_extensions (request_id);
CREATE INDEX loan_extensions_asked_by ON loan_extensions (asked_by);
CREATE INDEX loan_extensions_unit_head_id ON loan_extensions (unit_head_id);
CREATE INDEX loan_extensions_centre_head_id ON loan_extensions (centre_head_id);

CREATE TABLE discrepancies (
    id uuid PRIMARY KEY NOT NULL,
    item_id uuid NOT NULL REFERENCES items (id),
    request_id uuid REFERENCES requests (id),
    agency_id uuid NOT NULL REFERENCES agencies (id),
    condition text NOT NULL,
    reason text NOT NULL,
    opened_by uuid NOT NULL REFERENCES users (id),
    opened_at bigint NOT NULL,
    resolution text,
    opinion text,
    resolved_by uuid REFERENCES users (id),
    resolved_at bigint
);
CREATE INDEX discrepancies_item_id ON discrepancies (item_id);
CREATE INDEX discrepancies_request_id ON discrepancies (request_id);
CREATE INDEX discrepancies_agency_id ON discrepancies (agency_id);
CREATE INDEX discrepancies_opened_by ON discrepancies (opened_by);
CREATE INDEX discrepancies_resolved_by ON discrepancies (resolved_by);

CREATE TABLE movements (
    leaf_seq bigint PRIMARY KEY NOT NULL,
    item_id uuid NOT NULL REFERENCES items (id),
    item_version integer NOT NULL,
    action text NOT NULL,
    request_id uuid REFERENCES requests (id),
    from_state text NOT NULL,
    to_state text NOT NULL,
    from_place_id uuid REFERENCES places (id),
    to_place_id uuid REFERENCES places (id),
    from_borrower_id uuid REFERENCES users (id),
    to_borrower_id uuid REFERENCES users (id),
    actor_id uuid NOT NULL REFERENCES users (id),
    second_id uuid REFERENCES users (id),
    receiver text,
    reason text,
    condition text,
    moved_at bigint NOT NULL
);
CREATE INDEX movements_item_id ON movements (item_id);
CREATE INDEX movements_moved_at ON movements (moved_at);
CREATE INDEX movements_request_id ON movements (request_id);

CREATE TABLE log_leaves (
    seq bigint PRIMARY KEY NOT NULL,
    logged_at bigint NOT NULL,
    action text NOT NULL,
    actor_id uuid,
    actor_agency_id uuid,
    item_id uuid,
    item_seq integer,
    subject_id uuid,
    leaf bytea NOT NULL,
    payload text,
    nodes bytea NOT NULL,
    UNIQUE (item_id, item_seq)
);
CREATE INDEX log_leaves_subject_id ON log_leaves (subject_id, seq) WHERE subject_id IS NOT NULL;
CREATE INDEX log_leaves_action ON log_leaves (action, seq);
CREATE INDEX log_leaves_actor_id ON log_leaves (actor_id, seq);

CREATE TABLE log_checkpoints (
    size bigint PRIMARY KEY NOT NULL,
    root bytea NOT NULL,
    note text NOT NULL,
    signed_at bigint NOT NULL
);

CREATE TABLE idempotency_keys (
    user_id uuid NOT NULL REFERENCES users (id),
    key text NOT NULL,
    route text NOT NULL,
    body_sha256 bytea NOT NULL,
    status integer NOT NULL,
    body text NOT NULL,
    created_at bigint NOT NULL,
    PRIMARY KEY (user_id, key)
);
CREATE INDEX idempotency_keys_created_at ON idempotency_keys (created_at);
