// @generated automatically by Diesel CLI.

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    agencies (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        kind -> Text,
        parent_id -> Nullable<Uuid>,
        active -> Bool,
        created_at -> Int8,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    case_officers (case_id, user_id) {
        case_id -> Uuid,
        user_id -> Uuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    cases (id) {
        id -> Uuid,
        case_no -> Text,
        name -> Text,
        cause -> Text,
        stage -> Text,
        agency_id -> Uuid,
        responsible_agency_id -> Uuid,
        created_by -> Uuid,
        created_at -> Int8,
        version -> Int4,
        secrecy -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    certificate_uses (certificate_id) {
        certificate_id -> Uuid,
        last_used_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    certificates (id) {
        id -> Uuid,
        user_id -> Uuid,
        sha256 -> Text,
        subject -> Text,
        issuer -> Text,
        serial -> Text,
        valid_from -> Int8,
        valid_to -> Int8,
        name -> Text,
        added_at -> Int8,
        removed_at -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    clock_rule_versions (version, effective_from) {
        version -> Int4,
        effective_from -> Text,
        rules -> Text,
        reason -> Text,
        made_by -> Uuid,
        made_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    clues (id) {
        id -> Uuid,
        rule -> Text,
        case_id -> Uuid,
        agency_id -> Uuid,
        status -> Text,
        item_count -> Int4,
        since -> Int8,
        found_at -> Int8,
        explanation -> Nullable<Text>,
        explained_by -> Nullable<Uuid>,
        explained_at -> Nullable<Int8>,
        corrected_at -> Nullable<Int8>,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    corrections (subject_id) {
        subject_id -> Uuid,
        register -> Text,
        replacement_id -> Nullable<Uuid>,
        reason -> Text,
        made_by -> Uuid,
        made_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    deadlines (id) {
        id -> Uuid,
        rule -> Text,
        subject -> Text,
        subject_id -> Uuid,
        item_id -> Nullable<Uuid>,
        case_id -> Uuid,
        agency_id -> Uuid,
        person_id -> Nullable<Uuid>,
        owner -> Text,
        started_at -> Int8,
        warn_at -> Int8,
        due_at -> Int8,
        closed_at -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    discrepancies (id) {
        id -> Uuid,
        item_id -> Uuid,
        request_id -> Nullable<Uuid>,
        agency_id -> Uuid,
        condition -> Text,
        reason -> Text,
        opened_by -> Uuid,
        opened_at -> Int8,
        resolution -> Nullable<Text>,
        opinion -> Nullable<Text>,
        resolved_by -> Nullable<Uuid>,
        resolved_at -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    documents (id) {
        id -> Uuid,
        kind -> Text,
        number -> Text,
        title -> Text,
        agency_id -> Uuid,
        case_id -> Nullable<Uuid>,
        request_id -> Nullable<Uuid>,
        issued_at -> Int8,
        created_by -> Uuid,
        created_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    factor_steps (user_id) {
        user_id -> Uuid,
        last_step -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    files (id) {
        id -> Uuid,
        sha256 -> Text,
        bytes -> Int8,
        media_type -> Text,
        name -> Text,
        subject -> Text,
        case_id -> Uuid,
        item_id -> Nullable<Uuid>,
        seizure_list_id -> Nullable<Uuid>,
        document_id -> Nullable<Uuid>,
        discrepancy_id -> Nullable<Uuid>,
        request_id -> Nullable<Uuid>,
        line_no -> Nullable<Int4>,
        maker -> Text,
        second_maker -> Nullable<Text>,
        taken_at -> Nullable<Int8>,
        taken_place -> Nullable<Text>,
        method -> Nullable<Text>,
        original_kept -> Nullable<Text>,
        remarks -> Nullable<Text>,
        exif -> Nullable<Text>,
        width -> Nullable<Int4>,
        height -> Nullable<Int4>,
        announced_by -> Uuid,
        announced_at -> Int8,
        stored_at -> Nullable<Int8>,
        struck_by -> Nullable<Uuid>,
        struck_at -> Nullable<Int8>,
        reason -> Nullable<Text>,
        version -> Int4,
        handover_id -> Nullable<Uuid>,
        marks -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    findings (id) {
        id -> Uuid,
        fingerprint -> Text,
        kind -> Text,
        seq -> Nullable<Int8>,
        item -> Nullable<Text>,
        request -> Nullable<Text>,
        reason -> Text,
        item_id -> Nullable<Uuid>,
        request_id -> Nullable<Uuid>,
        subject_id -> Nullable<Uuid>,
        verification_id -> Uuid,
        found_at -> Int8,
        ruling -> Nullable<Text>,
        answer -> Nullable<Text>,
        answered_by -> Nullable<Uuid>,
        answered_at -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    former_names (subject_id, replaced_at) {
        subject_id -> Uuid,
        replaced_at -> Int8,
        code -> Nullable<Text>,
        name -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    handover_signatures (id) {
        id -> Uuid,
        handover_id -> Uuid,
        request_id -> Uuid,
        sequence -> Int4,
        party -> Text,
        manner -> Text,
        signer_name -> Text,
        signer_id -> Nullable<Uuid>,
        identity_paper -> Nullable<Text>,
        identity_masked -> Nullable<Text>,
        list_sha256 -> Text,
        file_id -> Nullable<Uuid>,
        reason -> Nullable<Text>,
        refusal_witness -> Nullable<Text>,
        recorded_by -> Uuid,
        signed_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    handovers (id) {
        id -> Uuid,
        request_id -> Uuid,
        sequence -> Int4,
        list -> Text,
        list_sha256 -> Text,
        line_count -> Int4,
        opened_by -> Uuid,
        opened_at -> Int8,
        closed_at -> Nullable<Int8>,
        withdrawn_by -> Nullable<Uuid>,
        withdrawn_at -> Nullable<Int8>,
        reason -> Nullable<Text>,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    idempotency_keys (user_id, key) {
        user_id -> Uuid,
        key -> Text,
        route -> Text,
        body_sha256 -> Bytea,
        status -> Int4,
        body -> Text,
        created_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    items (id) {
        id -> Uuid,
        code -> Text,
        case_id -> Uuid,
        seizure_list_id -> Uuid,
        line_no -> Int4,
        name -> Text,
        category -> Text,
        features -> Text,
        model -> Text,
        serial_no -> Text,
        pieces -> Int4,
        unit -> Text,
        holder_name -> Text,
        owner_name -> Text,
        valuation_minor -> Nullable<Int8>,
        currency -> Nullable<Text>,
        attributes -> Text,
        remark -> Text,
        custody_state -> Text,
        place_id -> Nullable<Uuid>,
        borrower_id -> Nullable<Uuid>,
        agency_id -> Uuid,
        responsible_agency_id -> Uuid,
        legal_status -> Text,
        disposition -> Nullable<Text>,
        seal_no -> Nullable<Text>,
        seized_at -> Int8,
        registered_at -> Int8,
        received_at -> Nullable<Int8>,
        released_at -> Nullable<Int8>,
        version -> Int4,
        last_leaf_hash -> Bytea,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    label_contents (id) {
        id -> Uuid,
        name -> Text,
        subject -> Text,
        layout -> Text,
        active -> Bool,
        created_at -> Int8,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    labels (code) {
        code -> Text,
        state -> Text,
        item_id -> Nullable<Uuid>,
        batch_id -> Nullable<Uuid>,
        issued_at -> Int8,
        changed_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    linked_identities (id) {
        id -> Uuid,
        user_id -> Uuid,
        issuer -> Text,
        subject -> Text,
        linked_at -> Int8,
        removed_at -> Nullable<Int8>,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    linked_identity_uses (identity_id) {
        identity_id -> Uuid,
        last_used_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    list_views (id) {
        id -> Uuid,
        user_id -> Uuid,
        list -> Text,
        name -> Text,
        role -> Nullable<Text>,
        filter -> Text,
        column_keys -> Text,
        density -> Text,
        is_default -> Bool,
        created_at -> Int8,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    loan_extensions (id) {
        id -> Uuid,
        request_id -> Uuid,
        due_at -> Int8,
        reason -> Text,
        status -> Text,
        asked_by -> Uuid,
        asked_at -> Int8,
        unit_head_id -> Nullable<Uuid>,
        centre_head_id -> Nullable<Uuid>,
        opinion -> Nullable<Text>,
        decided_at -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    loans (request_id, item_id) {
        request_id -> Uuid,
        item_id -> Uuid,
        agency_id -> Uuid,
        borrower_id -> Uuid,
        handed_out_at -> Int8,
        due_at -> Int8,
        returned_at -> Nullable<Int8>,
        return_request_id -> Nullable<Uuid>,
        condition_in -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    log_checkpoints (size) {
        size -> Int8,
        root -> Bytea,
        note -> Text,
        signed_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    log_leaves (seq) {
        seq -> Int8,
        logged_at -> Int8,
        action -> Text,
        actor_id -> Nullable<Uuid>,
        actor_agency_id -> Nullable<Uuid>,
        item_id -> Nullable<Uuid>,
        item_seq -> Nullable<Int4>,
        subject_id -> Nullable<Uuid>,
        leaf -> Bytea,
        payload -> Nullable<Text>,
        nodes -> Bytea,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    movements (leaf_seq) {
        leaf_seq -> Int8,
        item_id -> Uuid,
        item_version -> Int4,
        action -> Text,
        request_id -> Nullable<Uuid>,
        from_state -> Text,
        to_state -> Text,
        from_place_id -> Nullable<Uuid>,
        to_place_id -> Nullable<Uuid>,
        from_borrower_id -> Nullable<Uuid>,
        to_borrower_id -> Nullable<Uuid>,
        actor_id -> Uuid,
        second_id -> Nullable<Uuid>,
        receiver -> Nullable<Text>,
        reason -> Nullable<Text>,
        condition -> Nullable<Text>,
        moved_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    number_series (name, year) {
        name -> Text,
        year -> Int4,
        last -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    paper_profiles (id) {
        id -> Uuid,
        name -> Text,
        layout -> Text,
        content_id -> Uuid,
        active -> Bool,
        created_at -> Int8,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    papers (id) {
        id -> Uuid,
        year -> Int4,
        sequence -> Int8,
        number -> Text,
        form -> Text,
        case_id -> Uuid,
        request_id -> Nullable<Uuid>,
        seizure_list_id -> Nullable<Uuid>,
        agency_id -> Uuid,
        line_count -> Int4,
        page_count -> Int4,
        source_sha256 -> Text,
        file_sha256 -> Text,
        replaces_id -> Nullable<Uuid>,
        issued_by -> Uuid,
        issued_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    passkey_challenges (challenge) {
        challenge -> Text,
        answered_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    passkey_uses (passkey_id) {
        passkey_id -> Uuid,
        counter -> Int8,
        last_used_at -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    passkeys (id) {
        id -> Uuid,
        user_id -> Uuid,
        credential_id -> Text,
        public_key -> Text,
        name -> Text,
        synced -> Bool,
        added_at -> Int8,
        removed_at -> Nullable<Int8>,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    personal_keys (id) {
        id -> Uuid,
        subject_id -> Uuid,
        master -> Text,
        wrapped -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    places (id) {
        id -> Uuid,
        code -> Text,
        name -> Text,
        kind -> Text,
        storage_class -> Text,
        parent_id -> Nullable<Uuid>,
        capacity -> Nullable<Int8>,
        active -> Bool,
        created_at -> Int8,
        version -> Int4,
        secrecy -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    print_batches (id) {
        id -> Uuid,
        year -> Int4,
        sequence -> Int8,
        number -> Text,
        kind -> Text,
        selection -> Text,
        profile -> Text,
        content -> Text,
        skip -> Int4,
        copies -> Int4,
        label_count -> Int4,
        reprint_count -> Int4,
        recorded_count -> Int4,
        reason -> Nullable<Text>,
        lines_sha256 -> Text,
        status -> Text,
        printed_by -> Nullable<Uuid>,
        created_at -> Int8,
        recorded_at -> Nullable<Int8>,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    print_lines (batch_id, line_no) {
        batch_id -> Uuid,
        line_no -> Int4,
        code -> Text,
        item_id -> Nullable<Uuid>,
        place_id -> Nullable<Uuid>,
        reprint -> Bool,
        texts -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    refresh_tokens (token_hash) {
        token_hash -> Bytea,
        session_id -> Uuid,
        issued_at -> Int8,
        used_at -> Nullable<Int8>,
        mac -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    request_lines (request_id, line_no) {
        request_id -> Uuid,
        line_no -> Int4,
        item_id -> Uuid,
        holds -> Bool,
        outcome -> Text,
        reason -> Nullable<Text>,
        condition -> Nullable<Text>,
        executed_by -> Nullable<Uuid>,
        second_id -> Nullable<Uuid>,
        executed_at -> Nullable<Int8>,
        sealing -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    request_steps (request_id, step_no) {
        request_id -> Uuid,
        step_no -> Int4,
        action -> Text,
        status_after -> Text,
        actor_id -> Uuid,
        opinion -> Nullable<Text>,
        taken_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    requests (id) {
        id -> Uuid,
        kind -> Text,
        year -> Nullable<Int4>,
        sequence -> Nullable<Int8>,
        number -> Nullable<Text>,
        status -> Text,
        applicant_id -> Uuid,
        agency_id -> Uuid,
        responsible_agency_id -> Uuid,
        case_id -> Uuid,
        reason -> Text,
        centre_head_asked -> Bool,
        line_count -> Int4,
        open_line_count -> Int4,
        purpose -> Nullable<Text>,
        starts_at -> Nullable<Int8>,
        due_at -> Nullable<Int8>,
        loan_id -> Nullable<Uuid>,
        disposition -> Nullable<Text>,
        document_id -> Nullable<Uuid>,
        receiver_name -> Nullable<Text>,
        receiver_document_no -> Nullable<Text>,
        receiver_is_officer -> Nullable<Bool>,
        witness_name -> Nullable<Text>,
        created_at -> Int8,
        submitted_at -> Nullable<Int8>,
        approved_at -> Nullable<Int8>,
        closed_at -> Nullable<Int8>,
        version -> Int4,
        destruction_method -> Nullable<Text>,
        destruction_place -> Nullable<Text>,
        delivery -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    seizure_lists (id) {
        id -> Uuid,
        case_id -> Uuid,
        agency_id -> Uuid,
        list_no -> Text,
        decision_no -> Nullable<Text>,
        seized_at -> Int8,
        seized_place -> Text,
        holder_name -> Text,
        attesting_witness -> Nullable<Text>,
        item_count -> Int4,
        created_by -> Uuid,
        created_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    sessions (id) {
        id -> Uuid,
        user_id -> Uuid,
        address -> Text,
        created_at -> Int8,
        expires_at -> Int8,
        ended_at -> Nullable<Int8>,
        mac -> Text,
        last_used_at -> Int8,
        proved_at -> Int8,
        browser -> Text,
        device -> Nullable<Text>,
        new_device -> Bool,
        certificate -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    settings (name) {
        name -> Text,
        value -> Text,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    setup_tokens (token_hash) {
        token_hash -> Bytea,
        created_at -> Int8,
        used_at -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    sign_in_attempts (subject) {
        subject -> Text,
        failures -> Int4,
        window_started_at -> Int8,
        locked_until -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    supervision_notices (id) {
        id -> Uuid,
        number -> Text,
        case_id -> Uuid,
        clue_id -> Nullable<Uuid>,
        item_id -> Nullable<Uuid>,
        agency_id -> Uuid,
        title -> Text,
        status -> Text,
        sent_by -> Uuid,
        sent_at -> Int8,
        asked_last_at -> Int8,
        answer_by -> Int8,
        answered_at -> Nullable<Int8>,
        closed_at -> Nullable<Int8>,
        version -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    supervision_steps (id) {
        id -> Uuid,
        notice_id -> Uuid,
        sequence -> Int4,
        action -> Text,
        statement -> Text,
        document_id -> Nullable<Uuid>,
        answer_by -> Nullable<Int8>,
        recorded_by -> Uuid,
        done_at -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    users (id) {
        id -> Uuid,
        login -> Text,
        name -> Text,
        agency_id -> Uuid,
        roles -> Text,
        password_hash -> Text,
        password_expires_at -> Nullable<Int8>,
        disabled_at -> Nullable<Int8>,
        created_at -> Int8,
        version -> Int4,
        password_part_by -> Nullable<Uuid>,
        password_part_at -> Nullable<Int8>,
        factor_salt -> Nullable<Text>,
        factor_confirmed_at -> Nullable<Int8>,
        recovery_salt -> Nullable<Text>,
        recovery_left -> Nullable<Int4>,
        person_id -> Nullable<Uuid>,
        badge_number -> Nullable<Text>,
        identity_code -> Nullable<Text>,
        passkeys -> Nullable<Int4>,
        clearance -> Text,
        password_chosen_at -> Nullable<Int8>,
        reviewed_at -> Nullable<Int8>,
        certificates -> Nullable<Int4>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid as Uuid;

    verifications (id) {
        id -> Uuid,
        scope -> Text,
        status -> Text,
        started_by -> Nullable<Uuid>,
        started_at -> Int8,
        finished_at -> Nullable<Int8>,
        rows_done -> Int8,
        rows_total -> Int8,
        result -> Nullable<Text>,
        findings -> Nullable<Text>,
    }
}

diesel::joinable!(case_officers -> cases (case_id));
diesel::joinable!(case_officers -> users (user_id));
diesel::joinable!(cases -> users (created_by));
diesel::joinable!(certificate_uses -> certificates (certificate_id));
diesel::joinable!(certificates -> users (user_id));
diesel::joinable!(clock_rule_versions -> users (made_by));
diesel::joinable!(clues -> agencies (agency_id));
diesel::joinable!(clues -> cases (case_id));
diesel::joinable!(clues -> users (explained_by));
diesel::joinable!(corrections -> users (made_by));
diesel::joinable!(discrepancies -> agencies (agency_id));
diesel::joinable!(discrepancies -> items (item_id));
diesel::joinable!(discrepancies -> requests (request_id));
diesel::joinable!(documents -> agencies (agency_id));
diesel::joinable!(documents -> cases (case_id));
diesel::joinable!(documents -> users (created_by));
diesel::joinable!(factor_steps -> users (user_id));
diesel::joinable!(files -> cases (case_id));
diesel::joinable!(files -> discrepancies (discrepancy_id));
diesel::joinable!(files -> documents (document_id));
diesel::joinable!(files -> handovers (handover_id));
diesel::joinable!(files -> items (item_id));
diesel::joinable!(files -> requests (request_id));
diesel::joinable!(files -> seizure_lists (seizure_list_id));
diesel::joinable!(findings -> users (answered_by));
diesel::joinable!(handover_signatures -> files (file_id));
diesel::joinable!(handover_signatures -> handovers (handover_id));
diesel::joinable!(handover_signatures -> requests (request_id));
diesel::joinable!(handovers -> requests (request_id));
diesel::joinable!(idempotency_keys -> users (user_id));
diesel::joinable!(items -> cases (case_id));
diesel::joinable!(items -> places (place_id));
diesel::joinable!(items -> seizure_lists (seizure_list_id));
diesel::joinable!(items -> users (borrower_id));
diesel::joinable!(labels -> items (item_id));
diesel::joinable!(labels -> print_batches (batch_id));
diesel::joinable!(linked_identities -> users (user_id));
diesel::joinable!(linked_identity_uses -> linked_identities (identity_id));
diesel::joinable!(list_views -> users (user_id));
diesel::joinable!(loan_extensions -> requests (request_id));
diesel::joinable!(loans -> agencies (agency_id));
diesel::joinable!(loans -> items (item_id));
diesel::joinable!(loans -> users (borrower_id));
diesel::joinable!(movements -> items (item_id));
diesel::joinable!(movements -> requests (request_id));
diesel::joinable!(paper_profiles -> label_contents (content_id));
diesel::joinable!(papers -> agencies (agency_id));
diesel::joinable!(papers -> cases (case_id));
diesel::joinable!(papers -> requests (request_id));
diesel::joinable!(papers -> seizure_lists (seizure_list_id));
diesel::joinable!(papers -> users (issued_by));
diesel::joinable!(passkey_uses -> passkeys (passkey_id));
diesel::joinable!(passkeys -> users (user_id));
diesel::joinable!(print_batches -> users (printed_by));
diesel::joinable!(print_lines -> items (item_id));
diesel::joinable!(print_lines -> places (place_id));
diesel::joinable!(print_lines -> print_batches (batch_id));
diesel::joinable!(refresh_tokens -> sessions (session_id));
diesel::joinable!(request_lines -> items (item_id));
diesel::joinable!(request_lines -> requests (request_id));
diesel::joinable!(request_steps -> requests (request_id));
diesel::joinable!(request_steps -> users (actor_id));
diesel::joinable!(requests -> cases (case_id));
diesel::joinable!(requests -> documents (document_id));
diesel::joinable!(requests -> users (applicant_id));
diesel::joinable!(seizure_lists -> agencies (agency_id));
diesel::joinable!(seizure_lists -> cases (case_id));
diesel::joinable!(seizure_lists -> users (created_by));
diesel::joinable!(sessions -> users (user_id));
diesel::joinable!(supervision_notices -> agencies (agency_id));
diesel::joinable!(supervision_notices -> cases (case_id));
diesel::joinable!(supervision_notices -> clues (clue_id));
diesel::joinable!(supervision_notices -> items (item_id));
diesel::joinable!(supervision_notices -> users (sent_by));
diesel::joinable!(supervision_steps -> documents (document_id));
diesel::joinable!(supervision_steps -> supervision_notices (notice_id));
diesel::joinable!(supervision_steps -> users (recorded_by));
diesel::joinable!(users -> agencies (agency_id));
diesel::joinable!(verifications -> users (started_by));

diesel::allow_tables_to_appear_in_same_query!(
    agencies,
    case_officers,
    cases,
    certificate_uses,
    certificates,
    clock_rule_versions,
    clues,
    corrections,
    deadlines,
    discrepancies,
    documents,
    factor_steps,
    files,
    findings,
    former_names,
    handover_signatures,
    handovers,
    idempotency_keys,
    items,
    label_contents,
    labels,
    linked_identities,
    linked_identity_uses,
    list_views,
    loan_extensions,
    loans,
    log_checkpoints,
    log_leaves,
    movements,
    number_series,
    paper_profiles,
    papers,
    passkey_challenges,
    passkey_uses,
    passkeys,
    personal_keys,
    places,
    print_batches,
    print_lines,
    refresh_tokens,
    request_lines,
    request_steps,
    requests,
    seizure_lists,
    sessions,
    settings,
    setup_tokens,
    sign_in_attempts,
    supervision_notices,
    supervision_steps,
    users,
    verifications,
);
