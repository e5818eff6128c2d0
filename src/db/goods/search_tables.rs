//! The tables of the search index, by hand: each database has its own, see `engine/search_index`. PostgreSQL keeps the
//! grams as a column of `item_texts` that no query of diesel's names.

use crate::db::schema::{agencies, cases, items, movements, places, request_lines, requests, seizure_lists, users};

diesel::table! {
    use diesel::sql_types::*;
    use crate::model::ids::Uid;

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

/// Lets the texts stand beside tables of the schema, one by one: those among each other already may.
macro_rules! beside_item_texts {
    ($($table:ident),+ $(,)?) => {
        $(diesel::allow_tables_to_appear_in_same_query!(item_texts, $table);)+
    };
}

beside_item_texts!(agencies, cases, items, movements, places, request_lines, requests, seizure_lists, users);
