DROP TABLE list_views;
DROP INDEX requests_submitted_at;
DROP INDEX items_holder_name;
DROP INDEX items_received_at;
DROP INDEX items_seized_at;
DROP INDEX items_valuation;
