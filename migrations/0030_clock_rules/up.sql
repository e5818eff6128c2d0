-- Versions of the centre's own rules for clocks and of its holidays. Rows are only ever added; the newest that has begun counts.
CREATE TABLE clock_rule_versions (
    version integer NOT NULL UNIQUE,
    effective_from text NOT NULL,
    rules text NOT NULL,
    reason text NOT NULL,
    made_by uuid NOT NULL REFERENCES users (id),
    made_at bigint NOT NULL,
    PRIMARY KEY (version, effective_from)
);
CREATE INDEX clock_rule_versions_made_by ON clock_rule_versions (made_by);

-- Goods that the centre refused are still with the officers.
DROP INDEX items_not_handed_over;
CREATE INDEX items_not_handed_over ON items (seizure_list_id) WHERE custody_state IN ('registered', 'pending_intake', 'refused');
