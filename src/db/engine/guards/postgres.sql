-- Evidence is only ever added to. Re-applied at every start, so that a dropped guard comes back.
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP;
END $$;
CREATE OR REPLACE TRIGGER log_leaves_no_update BEFORE UPDATE ON log_leaves
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER log_checkpoints_no_update BEFORE UPDATE ON log_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER movements_no_update BEFORE UPDATE ON movements
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER request_steps_no_update BEFORE UPDATE ON request_steps
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER seizure_lists_no_update BEFORE UPDATE ON seizure_lists
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER documents_no_update BEFORE UPDATE ON documents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER corrections_no_update BEFORE UPDATE ON corrections
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER handover_signatures_no_update BEFORE UPDATE ON handover_signatures
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER clock_rule_versions_no_update BEFORE UPDATE ON clock_rule_versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER supervision_steps_no_update BEFORE UPDATE ON supervision_steps
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER papers_no_update BEFORE UPDATE ON papers
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER log_leaves_no_delete BEFORE DELETE OR TRUNCATE ON log_leaves
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER log_checkpoints_no_delete BEFORE DELETE OR TRUNCATE ON log_checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER movements_no_delete BEFORE DELETE OR TRUNCATE ON movements
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER request_steps_no_delete BEFORE DELETE OR TRUNCATE ON request_steps
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER seizure_lists_no_delete BEFORE DELETE OR TRUNCATE ON seizure_lists
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER documents_no_delete BEFORE DELETE OR TRUNCATE ON documents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER corrections_no_delete BEFORE DELETE OR TRUNCATE ON corrections
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER handovers_no_delete BEFORE DELETE OR TRUNCATE ON handovers
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER handover_signatures_no_delete BEFORE DELETE OR TRUNCATE ON handover_signatures
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER clock_rule_versions_no_delete BEFORE DELETE OR TRUNCATE ON clock_rule_versions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER papers_no_delete BEFORE DELETE OR TRUNCATE ON papers
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER items_no_delete BEFORE DELETE OR TRUNCATE ON items
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER requests_no_delete BEFORE DELETE OR TRUNCATE ON requests
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER loans_no_delete BEFORE DELETE OR TRUNCATE ON loans
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER loan_extensions_no_delete BEFORE DELETE OR TRUNCATE ON loan_extensions
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER clues_no_delete BEFORE DELETE OR TRUNCATE ON clues
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER supervision_notices_no_delete BEFORE DELETE OR TRUNCATE ON supervision_notices
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER supervision_steps_no_delete BEFORE DELETE OR TRUNCATE ON supervision_steps
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER discrepancies_no_delete BEFORE DELETE OR TRUNCATE ON discrepancies
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER linked_identities_no_delete BEFORE DELETE OR TRUNCATE ON linked_identities
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER passkeys_no_delete BEFORE DELETE OR TRUNCATE ON passkeys
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER certificates_no_delete BEFORE DELETE OR TRUNCATE ON certificates
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER personal_keys_no_delete BEFORE DELETE OR TRUNCATE ON personal_keys
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER findings_no_delete BEFORE DELETE OR TRUNCATE ON findings
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER cases_no_delete BEFORE DELETE OR TRUNCATE ON cases
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER users_no_delete BEFORE DELETE OR TRUNCATE ON users
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER agencies_no_delete BEFORE DELETE OR TRUNCATE ON agencies
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER places_no_delete BEFORE DELETE OR TRUNCATE ON places
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER former_names_no_update BEFORE UPDATE ON former_names
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER former_names_no_delete BEFORE DELETE OR TRUNCATE ON former_names
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER print_lines_no_update BEFORE UPDATE ON print_lines
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER print_lines_no_delete BEFORE DELETE OR TRUNCATE ON print_lines
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER print_batches_no_delete BEFORE DELETE OR TRUNCATE ON print_batches
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER labels_no_delete BEFORE DELETE OR TRUNCATE ON labels
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER paper_profiles_no_delete BEFORE DELETE OR TRUNCATE ON paper_profiles
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE OR REPLACE TRIGGER label_contents_no_delete BEFORE DELETE OR TRUNCATE ON label_contents
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
-- A code is bound once: it never goes to another item, and a retired one never comes back.
CREATE OR REPLACE FUNCTION refuse_rebinding() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.code <> OLD.code OR OLD.state = 'retired'
        OR (OLD.item_id IS NOT NULL AND NEW.item_id IS DISTINCT FROM OLD.item_id) THEN
        RAISE EXCEPTION 'labels: a code is bound once';
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER labels_bound_once BEFORE UPDATE ON labels
    FOR EACH ROW EXECUTE FUNCTION refuse_rebinding();
