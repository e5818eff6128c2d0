-- The stock is summed by agency, state and category from the index alone.
DROP INDEX items_responsible_agency_id;
CREATE INDEX items_responsible_agency_id ON items (responsible_agency_id, custody_state, category, pieces);
-- The log is asked for a span of time, and read by number.
CREATE INDEX log_leaves_logged_at ON log_leaves (logged_at, seq);
