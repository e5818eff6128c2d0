-- Deadlines: what the rules for clocks make of the record. No fact of custody stands here: the rows are made from cases, lists, items,
-- loans, requests and discrepancies within the change that alters those, and made anew when a program starts and when a setting is changed.
CREATE TABLE deadlines (
    id uuid PRIMARY KEY NOT NULL,
    rule text NOT NULL,
    subject text NOT NULL,
    subject_id uuid NOT NULL,
    item_id uuid,
    case_id uuid NOT NULL,
    agency_id uuid NOT NULL,
    person_id uuid,
    owner text NOT NULL,
    started_at bigint NOT NULL,
    warn_at bigint NOT NULL,
    due_at bigint NOT NULL,
    closed_at bigint
);
CREATE INDEX deadlines_subject_id ON deadlines (subject_id);
CREATE INDEX deadlines_case_id ON deadlines (case_id, due_at);
CREATE INDEX deadlines_due_at ON deadlines (due_at, id);
CREATE INDEX deadlines_open ON deadlines (due_at, id) WHERE closed_at IS NULL;
CREATE INDEX deadlines_open_of_agency ON deadlines (agency_id, due_at) WHERE closed_at IS NULL;
CREATE INDEX deadlines_open_of_person ON deadlines (person_id, due_at) WHERE closed_at IS NULL;

-- Which goods of a list are still with the officers, and which came first of a case.
CREATE INDEX items_not_handed_over ON items (seizure_list_id) WHERE custody_state IN ('registered', 'pending_intake');
CREATE INDEX items_received_of_case ON items (case_id, received_at);
