//! The tables as diesel sees them: the same for SQLite and PostgreSQL. A test compares it with both databases.

use crate::model::ids::Uid;

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    agencies (id) {
        id -> Uid,
        code -> Text,
        name -> Text,
        kind -> Text,
        parent_id -> Nullable<Uid>,
        active -> Bool,
        created_at -> BigInt,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    users (id) {
        id -> Uid,
        login -> Text,
        name -> Text,
        agency_id -> Uid,
        roles -> Text,
        password_hash -> Text,
        password_expires_at -> Nullable<BigInt>,
        disabled_at -> Nullable<BigInt>,
        created_at -> BigInt,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    sessions (id) {
        id -> Uid,
        user_id -> Uid,
        address -> Text,
        created_at -> BigInt,
        expires_at -> BigInt,
        ended_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    refresh_tokens (token_hash) {
        token_hash -> Binary,
        session_id -> Uid,
        issued_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    sign_in_attempts (subject) {
        subject -> Text,
        failures -> Integer,
        window_started_at -> BigInt,
        locked_until -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    setup_tokens (token_hash) {
        token_hash -> Binary,
        created_at -> BigInt,
        used_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    settings (name) {
        name -> Text,
        value -> Text,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    number_series (name, year) {
        name -> Text,
        year -> Integer,
        last -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    places (id) {
        id -> Uid,
        code -> Text,
        name -> Text,
        kind -> Text,
        storage_class -> Text,
        parent_id -> Nullable<Uid>,
        capacity -> Nullable<BigInt>,
        active -> Bool,
        created_at -> BigInt,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    cases (id) {
        id -> Uid,
        case_no -> Text,
        name -> Text,
        cause -> Text,
        stage -> Text,
        agency_id -> Uid,
        responsible_agency_id -> Uid,
        created_by -> Uid,
        created_at -> BigInt,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    case_officers (case_id, user_id) {
        case_id -> Uid,
        user_id -> Uid,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    seizure_lists (id) {
        id -> Uid,
        case_id -> Uid,
        agency_id -> Uid,
        list_no -> Text,
        decision_no -> Nullable<Text>,
        seized_at -> BigInt,
        seized_place -> Text,
        holder_name -> Text,
        attesting_witness -> Nullable<Text>,
        item_count -> Integer,
        created_by -> Uid,
        created_at -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    items (id) {
        id -> Uid,
        code -> Text,
        case_id -> Uid,
        seizure_list_id -> Uid,
        line_no -> Integer,
        name -> Text,
        category -> Text,
        features -> Text,
        model -> Text,
        serial_no -> Text,
        pieces -> Integer,
        unit -> Text,
        holder_name -> Text,
        owner_name -> Text,
        valuation_minor -> Nullable<BigInt>,
        currency -> Nullable<Text>,
        attributes -> Text,
        remark -> Text,
        custody_state -> Text,
        place_id -> Nullable<Uid>,
        borrower_id -> Nullable<Uid>,
        agency_id -> Uid,
        responsible_agency_id -> Uid,
        legal_status -> Text,
        disposition -> Nullable<Text>,
        seal_no -> Nullable<Text>,
        seized_at -> BigInt,
        registered_at -> BigInt,
        received_at -> Nullable<BigInt>,
        released_at -> Nullable<BigInt>,
        version -> Integer,
        last_leaf_hash -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    documents (id) {
        id -> Uid,
        kind -> Text,
        number -> Text,
        title -> Text,
        agency_id -> Uid,
        case_id -> Nullable<Uid>,
        request_id -> Nullable<Uid>,
        issued_at -> BigInt,
        created_by -> Uid,
        created_at -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    requests (id) {
        id -> Uid,
        kind -> Text,
        year -> Nullable<Integer>,
        sequence -> Nullable<BigInt>,
        number -> Nullable<Text>,
        status -> Text,
        applicant_id -> Uid,
        agency_id -> Uid,
        responsible_agency_id -> Uid,
        case_id -> Uid,
        reason -> Text,
        centre_head_asked -> Bool,
        line_count -> Integer,
        open_line_count -> Integer,
        purpose -> Nullable<Text>,
        starts_at -> Nullable<BigInt>,
        due_at -> Nullable<BigInt>,
        loan_id -> Nullable<Uid>,
        disposition -> Nullable<Text>,
        document_id -> Nullable<Uid>,
        receiver_name -> Nullable<Text>,
        receiver_document_no -> Nullable<Text>,
        receiver_is_officer -> Nullable<Bool>,
        witness_name -> Nullable<Text>,
        created_at -> BigInt,
        submitted_at -> Nullable<BigInt>,
        approved_at -> Nullable<BigInt>,
        closed_at -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    request_lines (request_id, line_no) {
        request_id -> Uid,
        line_no -> Integer,
        item_id -> Uid,
        holds -> Bool,
        outcome -> Text,
        reason -> Nullable<Text>,
        condition -> Nullable<Text>,
        executed_by -> Nullable<Uid>,
        second_id -> Nullable<Uid>,
        executed_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    request_steps (request_id, step_no) {
        request_id -> Uid,
        step_no -> Integer,
        action -> Text,
        status_after -> Text,
        actor_id -> Uid,
        opinion -> Nullable<Text>,
        taken_at -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    loans (request_id, item_id) {
        request_id -> Uid,
        item_id -> Uid,
        agency_id -> Uid,
        borrower_id -> Uid,
        handed_out_at -> BigInt,
        due_at -> BigInt,
        returned_at -> Nullable<BigInt>,
        return_request_id -> Nullable<Uid>,
        condition_in -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    loan_extensions (id) {
        id -> Uid,
        request_id -> Uid,
        due_at -> BigInt,
        reason -> Text,
        status -> Text,
        asked_by -> Uid,
        asked_at -> BigInt,
        unit_head_id -> Nullable<Uid>,
        centre_head_id -> Nullable<Uid>,
        opinion -> Nullable<Text>,
        decided_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    discrepancies (id) {
        id -> Uid,
        item_id -> Uid,
        request_id -> Nullable<Uid>,
        agency_id -> Uid,
        condition -> Text,
        reason -> Text,
        opened_by -> Uid,
        opened_at -> BigInt,
        resolution -> Nullable<Text>,
        opinion -> Nullable<Text>,
        resolved_by -> Nullable<Uid>,
        resolved_at -> Nullable<BigInt>,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    movements (leaf_seq) {
        leaf_seq -> BigInt,
        item_id -> Uid,
        item_version -> Integer,
        action -> Text,
        request_id -> Nullable<Uid>,
        from_state -> Text,
        to_state -> Text,
        from_place_id -> Nullable<Uid>,
        to_place_id -> Nullable<Uid>,
        from_borrower_id -> Nullable<Uid>,
        to_borrower_id -> Nullable<Uid>,
        actor_id -> Uid,
        second_id -> Nullable<Uid>,
        receiver -> Nullable<Text>,
        reason -> Nullable<Text>,
        condition -> Nullable<Text>,
        moved_at -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    log_leaves (seq) {
        seq -> BigInt,
        logged_at -> BigInt,
        action -> Text,
        actor_id -> Nullable<Uid>,
        actor_agency_id -> Nullable<Uid>,
        item_id -> Nullable<Uid>,
        item_seq -> Nullable<Integer>,
        subject_id -> Nullable<Uid>,
        leaf -> Binary,
        payload -> Nullable<Text>,
        nodes -> Binary,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    log_checkpoints (size) {
        size -> BigInt,
        root -> Binary,
        note -> Text,
        signed_at -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    idempotency_keys (user_id, key) {
        user_id -> Uid,
        key -> Text,
        route -> Text,
        body_sha256 -> Binary,
        status -> Integer,
        body -> Text,
        created_at -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    item_texts (rid) {
        rid -> BigInt,
        item_id -> Uid,
        txt -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    /// SQLite only: the FTS5 index of grams.
    item_grams (rowid) {
        rowid -> BigInt,
        g -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    label_contents (id) {
        id -> Uid,
        name -> Text,
        subject -> Text,
        layout -> Text,
        active -> Bool,
        created_at -> BigInt,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    paper_profiles (id) {
        id -> Uid,
        name -> Text,
        layout -> Text,
        content_id -> Uid,
        active -> Bool,
        created_at -> BigInt,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    print_batches (id) {
        id -> Uid,
        year -> Integer,
        sequence -> BigInt,
        number -> Text,
        kind -> Text,
        selection -> Text,
        profile -> Text,
        content -> Text,
        skip -> Integer,
        copies -> Integer,
        label_count -> Integer,
        reprint_count -> Integer,
        recorded_count -> Integer,
        reason -> Nullable<Text>,
        lines_sha256 -> Text,
        status -> Text,
        printed_by -> Nullable<Uid>,
        created_at -> BigInt,
        recorded_at -> Nullable<BigInt>,
        version -> Integer,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    print_lines (batch_id, line_no) {
        batch_id -> Uid,
        line_no -> Integer,
        code -> Text,
        item_id -> Nullable<Uid>,
        place_id -> Nullable<Uid>,
        reprint -> Bool,
        texts -> Text,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    labels (code) {
        code -> Text,
        state -> Text,
        item_id -> Nullable<Uid>,
        batch_id -> Nullable<Uid>,
        issued_at -> BigInt,
        changed_at -> BigInt,
    }
}

diesel::table! {
    use diesel::sql_types::*;
    use super::Uid;

    verifications (id) {
        id -> Uid,
        status -> Text,
        started_by -> Uid,
        started_at -> BigInt,
        finished_at -> Nullable<BigInt>,
        rows_done -> BigInt,
        rows_total -> BigInt,
        result -> Nullable<Text>,
        findings -> Nullable<Text>,
    }
}

diesel::allow_tables_to_appear_in_same_query!(
    agencies,
    users,
    sessions,
    refresh_tokens,
    sign_in_attempts,
    setup_tokens,
    settings,
    number_series,
    places,
    cases,
    case_officers,
    seizure_lists,
    items,
    documents,
    requests,
    request_lines,
    request_steps,
    loans,
    loan_extensions,
    discrepancies,
    movements,
    log_leaves,
    log_checkpoints,
    idempotency_keys,
    item_texts,
    label_contents,
    paper_profiles,
    print_batches,
    print_lines,
    labels,
    verifications,
);
