DROP INDEX items_not_handed_over;
CREATE INDEX items_not_handed_over ON items (seizure_list_id) WHERE custody_state IN ('registered', 'pending_intake');
DROP TABLE clock_rule_versions;
