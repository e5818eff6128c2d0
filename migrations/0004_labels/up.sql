-- Labels as they are printed: what paper, what stands on them, which batch printed which, and codes beside the current
-- ones of the items.

CREATE TABLE label_contents (
    id uuid PRIMARY KEY NOT NULL,
    name text NOT NULL UNIQUE,
    subject text NOT NULL,
    layout text NOT NULL,
    active boolean NOT NULL,
    created_at bigint NOT NULL,
    version integer NOT NULL
);

CREATE TABLE paper_profiles (
    id uuid PRIMARY KEY NOT NULL,
    name text NOT NULL UNIQUE,
    layout text NOT NULL,
    content_id uuid NOT NULL REFERENCES label_contents (id),
    active boolean NOT NULL,
    created_at bigint NOT NULL,
    version integer NOT NULL
);
CREATE INDEX paper_profiles_content_id ON paper_profiles (content_id);

CREATE TABLE print_batches (
    id uuid PRIMARY KEY NOT NULL,
    year integer NOT NULL,
    sequence bigint NOT NULL,
    number text NOT NULL UNIQUE,
    kind text NOT NULL,
    selection text NOT NULL,
    profile text NOT NULL,
    content text NOT NULL,
    skip integer NOT NULL,
    copies integer NOT NULL,
    label_count integer NOT NULL,
    reprint_count integer NOT NULL,
    recorded_count integer NOT NULL,
    reason text,
    lines_sha256 text NOT NULL,
    status text NOT NULL,
    printed_by uuid REFERENCES users (id),
    created_at bigint NOT NULL,
    recorded_at bigint,
    version integer NOT NULL,
    UNIQUE (year, sequence)
);
CREATE INDEX print_batches_status ON print_batches (status);
CREATE INDEX print_batches_printed_by ON print_batches (printed_by);

CREATE TABLE print_lines (
    batch_id uuid NOT NULL REFERENCES print_batches (id),
    line_no integer NOT NULL,
    code text NOT NULL,
    item_id uuid REFERENCES items (id),
    place_id uuid REFERENCES places (id),
    reprint boolean NOT NULL,
    texts text NOT NULL,
    PRIMARY KEY (batch_id, line_no)
);
CREATE INDEX print_lines_code ON print_lines (code);
CREATE INDEX print_lines_item_id ON print_lines (item_id);
CREATE INDEX print_lines_place_id ON print_lines (place_id);

-- The codes that are not simply an item's first and only one. A code is bound to one item and stays with it.
CREATE TABLE labels (
    code text PRIMARY KEY NOT NULL,
    state text NOT NULL,
    item_id uuid REFERENCES items (id),
    batch_id uuid REFERENCES print_batches (id),
    issued_at bigint NOT NULL,
    changed_at bigint NOT NULL,
    CHECK ((state IN ('bound', 'replaced')) = (item_id IS NOT NULL))
);
CREATE UNIQUE INDEX labels_one_bound ON labels (item_id) WHERE state = 'bound';
CREATE INDEX labels_item_id ON labels (item_id);
CREATE INDEX labels_batch_id ON labels (batch_id);
