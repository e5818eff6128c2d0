DROP INDEX log_leaves_logged_at;
DROP INDEX items_responsible_agency_id;
CREATE INDEX items_responsible_agency_id ON items (responsible_agency_id, custody_state);
