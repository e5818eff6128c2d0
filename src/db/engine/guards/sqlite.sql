-- Evidence is only ever added to. Re-applied at every start, so that a dropped guard comes back.
DROP TRIGGER IF EXISTS log_leaves_no_update;
CREATE TRIGGER log_leaves_no_update BEFORE UPDATE ON log_leaves
BEGIN SELECT RAISE(ABORT, 'log_leaves is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS log_checkpoints_no_update;
CREATE TRIGGER log_checkpoints_no_update BEFORE UPDATE ON log_checkpoints
BEGIN SELECT RAISE(ABORT, 'log_checkpoints is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS movements_no_update;
CREATE TRIGGER movements_no_update BEFORE UPDATE ON movements
BEGIN SELECT RAISE(ABORT, 'movements is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS request_steps_no_update;
CREATE TRIGGER request_steps_no_update BEFORE UPDATE ON request_steps
BEGIN SELECT RAISE(ABORT, 'request_steps is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS seizure_lists_no_update;
CREATE TRIGGER seizure_lists_no_update BEFORE UPDATE ON seizure_lists
BEGIN SELECT RAISE(ABORT, 'seizure_lists is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS documents_no_update;
CREATE TRIGGER documents_no_update BEFORE UPDATE ON documents
BEGIN SELECT RAISE(ABORT, 'documents is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS corrections_no_update;
CREATE TRIGGER corrections_no_update BEFORE UPDATE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS handover_signatures_no_update;
CREATE TRIGGER handover_signatures_no_update BEFORE UPDATE ON handover_signatures
BEGIN SELECT RAISE(ABORT, 'handover_signatures is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS clock_rule_versions_no_update;
CREATE TRIGGER clock_rule_versions_no_update BEFORE UPDATE ON clock_rule_versions
BEGIN SELECT RAISE(ABORT, 'clock_rule_versions is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS supervision_steps_no_update;
CREATE TRIGGER supervision_steps_no_update BEFORE UPDATE ON supervision_steps
BEGIN SELECT RAISE(ABORT, 'supervision_steps is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS papers_no_update;
CREATE TRIGGER papers_no_update BEFORE UPDATE ON papers
BEGIN SELECT RAISE(ABORT, 'papers is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS log_leaves_no_delete;
CREATE TRIGGER log_leaves_no_delete BEFORE DELETE ON log_leaves
BEGIN SELECT RAISE(ABORT, 'log_leaves is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS log_checkpoints_no_delete;
CREATE TRIGGER log_checkpoints_no_delete BEFORE DELETE ON log_checkpoints
BEGIN SELECT RAISE(ABORT, 'log_checkpoints is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS movements_no_delete;
CREATE TRIGGER movements_no_delete BEFORE DELETE ON movements
BEGIN SELECT RAISE(ABORT, 'movements is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS request_steps_no_delete;
CREATE TRIGGER request_steps_no_delete BEFORE DELETE ON request_steps
BEGIN SELECT RAISE(ABORT, 'request_steps is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS seizure_lists_no_delete;
CREATE TRIGGER seizure_lists_no_delete BEFORE DELETE ON seizure_lists
BEGIN SELECT RAISE(ABORT, 'seizure_lists is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS documents_no_delete;
CREATE TRIGGER documents_no_delete BEFORE DELETE ON documents
BEGIN SELECT RAISE(ABORT, 'documents is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS corrections_no_delete;
CREATE TRIGGER corrections_no_delete BEFORE DELETE ON corrections
BEGIN SELECT RAISE(ABORT, 'corrections is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS handovers_no_delete;
CREATE TRIGGER handovers_no_delete BEFORE DELETE ON handovers
BEGIN SELECT RAISE(ABORT, 'handovers is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS handover_signatures_no_delete;
CREATE TRIGGER handover_signatures_no_delete BEFORE DELETE ON handover_signatures
BEGIN SELECT RAISE(ABORT, 'handover_signatures is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS clock_rule_versions_no_delete;
CREATE TRIGGER clock_rule_versions_no_delete BEFORE DELETE ON clock_rule_versions
BEGIN SELECT RAISE(ABORT, 'clock_rule_versions is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS papers_no_delete;
CREATE TRIGGER papers_no_delete BEFORE DELETE ON papers
BEGIN SELECT RAISE(ABORT, 'papers is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS items_no_delete;
CREATE TRIGGER items_no_delete BEFORE DELETE ON items
BEGIN SELECT RAISE(ABORT, 'items is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS requests_no_delete;
CREATE TRIGGER requests_no_delete BEFORE DELETE ON requests
BEGIN SELECT RAISE(ABORT, 'requests is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS loans_no_delete;
CREATE TRIGGER loans_no_delete BEFORE DELETE ON loans
BEGIN SELECT RAISE(ABORT, 'loans is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS loan_extensions_no_delete;
CREATE TRIGGER loan_extensions_no_delete BEFORE DELETE ON loan_extensions
BEGIN SELECT RAISE(ABORT, 'loan_extensions is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS clues_no_delete;
CREATE TRIGGER clues_no_delete BEFORE DELETE ON clues
BEGIN SELECT RAISE(ABORT, 'clues is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS supervision_notices_no_delete;
CREATE TRIGGER supervision_notices_no_delete BEFORE DELETE ON supervision_notices
BEGIN SELECT RAISE(ABORT, 'supervision_notices is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS supervision_steps_no_delete;
CREATE TRIGGER supervision_steps_no_delete BEFORE DELETE ON supervision_steps
BEGIN SELECT RAISE(ABORT, 'supervision_steps is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS discrepancies_no_delete;
CREATE TRIGGER discrepancies_no_delete BEFORE DELETE ON discrepancies
BEGIN SELECT RAISE(ABORT, 'discrepancies is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS linked_identities_no_delete;
CREATE TRIGGER linked_identities_no_delete BEFORE DELETE ON linked_identities
BEGIN SELECT RAISE(ABORT, 'linked_identities is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS passkeys_no_delete;
CREATE TRIGGER passkeys_no_delete BEFORE DELETE ON passkeys
BEGIN SELECT RAISE(ABORT, 'passkeys is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS certificates_no_delete;
CREATE TRIGGER certificates_no_delete BEFORE DELETE ON certificates
BEGIN SELECT RAISE(ABORT, 'certificates is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS personal_keys_no_delete;
CREATE TRIGGER personal_keys_no_delete BEFORE DELETE ON personal_keys
BEGIN SELECT RAISE(ABORT, 'personal_keys is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS findings_no_delete;
CREATE TRIGGER findings_no_delete BEFORE DELETE ON findings
BEGIN SELECT RAISE(ABORT, 'findings is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS cases_no_delete;
CREATE TRIGGER cases_no_delete BEFORE DELETE ON cases
BEGIN SELECT RAISE(ABORT, 'cases is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS users_no_delete;
CREATE TRIGGER users_no_delete BEFORE DELETE ON users
BEGIN SELECT RAISE(ABORT, 'users is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS agencies_no_delete;
CREATE TRIGGER agencies_no_delete BEFORE DELETE ON agencies
BEGIN SELECT RAISE(ABORT, 'agencies is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS places_no_delete;
CREATE TRIGGER places_no_delete BEFORE DELETE ON places
BEGIN SELECT RAISE(ABORT, 'places is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS former_names_no_update;
CREATE TRIGGER former_names_no_update BEFORE UPDATE ON former_names
BEGIN SELECT RAISE(ABORT, 'former_names is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS former_names_no_delete;
CREATE TRIGGER former_names_no_delete BEFORE DELETE ON former_names
BEGIN SELECT RAISE(ABORT, 'former_names is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS print_lines_no_update;
CREATE TRIGGER print_lines_no_update BEFORE UPDATE ON print_lines
BEGIN SELECT RAISE(ABORT, 'print_lines is append-only: UPDATE refused'); END;
DROP TRIGGER IF EXISTS print_lines_no_delete;
CREATE TRIGGER print_lines_no_delete BEFORE DELETE ON print_lines
BEGIN SELECT RAISE(ABORT, 'print_lines is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS print_batches_no_delete;
CREATE TRIGGER print_batches_no_delete BEFORE DELETE ON print_batches
BEGIN SELECT RAISE(ABORT, 'print_batches is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS labels_no_delete;
CREATE TRIGGER labels_no_delete BEFORE DELETE ON labels
BEGIN SELECT RAISE(ABORT, 'labels is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS paper_profiles_no_delete;
CREATE TRIGGER paper_profiles_no_delete BEFORE DELETE ON paper_profiles
BEGIN SELECT RAISE(ABORT, 'paper_profiles is append-only: DELETE refused'); END;
DROP TRIGGER IF EXISTS label_contents_no_delete;
CREATE TRIGGER label_contents_no_delete BEFORE DELETE ON label_contents
BEGIN SELECT RAISE(ABORT, 'label_contents is append-only: DELETE refused'); END;
-- A code is bound once: it never goes to another item, and a retired one never comes back.
DROP TRIGGER IF EXISTS labels_bound_once;
CREATE TRIGGER labels_bound_once BEFORE UPDATE ON labels
WHEN NEW.code <> OLD.code OR OLD.state = 'retired' OR (OLD.item_id IS NOT NULL AND NEW.item_id IS NOT OLD.item_id)
BEGIN SELECT RAISE(ABORT, 'labels: a code is bound once'); END;
