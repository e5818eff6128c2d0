-- What a value can be at all, whatever becomes of the rules: counts and amounts are not negative, a SHA-256 has 32 bytes. One line a
-- table: src/db/engine/storage/bounds.rs reads them to name a row that does not keep to them. SQLite adds no check that is NULL for a
-- row that is there. The types of SQLite's columns are made strict on top (src/db/engine/storage/strict.rs), the words of closed lists
-- are guarded (src/db/engine/guards/closed_words.rs).

ALTER TABLE agencies ADD CONSTRAINT agencies_bounds CHECK (version > 0);
ALTER TABLE users ADD CONSTRAINT users_bounds CHECK (version > 0);
ALTER TABLE refresh_tokens ADD CONSTRAINT refresh_tokens_bounds CHECK (length(token_hash) = 32);
ALTER TABLE sign_in_attempts ADD CONSTRAINT sign_in_attempts_bounds CHECK (failures >= 0);
ALTER TABLE setup_tokens ADD CONSTRAINT setup_tokens_bounds CHECK (length(token_hash) = 32);
ALTER TABLE settings ADD CONSTRAINT settings_bounds CHECK (version > 0);
ALTER TABLE number_series ADD CONSTRAINT number_series_bounds CHECK (last >= 0);
ALTER TABLE places ADD CONSTRAINT places_bounds CHECK (version > 0 AND (capacity IS NULL OR capacity >= 0));
ALTER TABLE cases ADD CONSTRAINT cases_bounds CHECK (version > 0);
ALTER TABLE seizure_lists ADD CONSTRAINT seizure_lists_bounds CHECK (item_count >= 0);
ALTER TABLE items ADD CONSTRAINT items_bounds CHECK (version > 0 AND line_no > 0 AND (valuation_minor IS NULL OR valuation_minor >= 0) AND length(last_leaf_hash) = 32);
ALTER TABLE requests ADD CONSTRAINT requests_bounds CHECK (version > 0 AND (sequence IS NULL OR sequence > 0) AND line_count >= 0 AND open_line_count >= 0);
ALTER TABLE request_lines ADD CONSTRAINT request_lines_bounds CHECK (line_no > 0);
ALTER TABLE request_steps ADD CONSTRAINT request_steps_bounds CHECK (step_no > 0);
ALTER TABLE movements ADD CONSTRAINT movements_bounds CHECK (item_version > 0);
ALTER TABLE log_leaves ADD CONSTRAINT log_leaves_bounds CHECK ((item_seq IS NULL OR item_seq > 0) AND length(nodes) % 32 = 0);
ALTER TABLE log_checkpoints ADD CONSTRAINT log_checkpoints_bounds CHECK (size > 0 AND length(root) = 32);
ALTER TABLE idempotency_keys ADD CONSTRAINT idempotency_keys_bounds CHECK (length(body_sha256) = 32 AND status > 0);
ALTER TABLE label_contents ADD CONSTRAINT label_contents_bounds CHECK (version > 0);
ALTER TABLE paper_profiles ADD CONSTRAINT paper_profiles_bounds CHECK (version > 0);
ALTER TABLE print_batches ADD CONSTRAINT print_batches_bounds CHECK (version > 0 AND sequence > 0 AND skip >= 0 AND copies > 0 AND label_count >= 0 AND reprint_count >= 0 AND recorded_count >= 0 AND length(lines_sha256) IN (0, 64));
ALTER TABLE print_lines ADD CONSTRAINT print_lines_bounds CHECK (line_no > 0);
ALTER TABLE verifications ADD CONSTRAINT verifications_bounds CHECK (rows_done >= 0 AND rows_total >= 0);
ALTER TABLE findings ADD CONSTRAINT findings_bounds CHECK (length(fingerprint) = 64);
