//! Looking for text with LIKE, in the same words on both databases.

use diesel::sql_types::Text;
use diesel::{QueryResult, SqliteConnection};

use crate::model::text;

diesel::define_sql_function! {
    /// A text as it is compared, see [`crate::model::text::folded`]: on SQLite that very function, registered with each
    /// connection, on PostgreSQL one of the database's own.
    fn folded(text: Text) -> Text;
}

/// Makes `folded` known to a connection.
pub(in crate::db::engine) fn register(conn: &mut SqliteConnection) -> QueryResult<()> {
    folded_utils::register_impl(conn, |text: String| text::folded(&text))
}

/// The LIKE pattern that finds a text anywhere in [`folded`] of another, `\\` escaping.
pub(in crate::db) fn anywhere(text: &str) -> String {
    like_pattern(&text::folded(text.trim()))
}

/// The LIKE pattern of a word that is already folded.
pub(in crate::db) fn like_pattern(word: &str) -> String {
    format!("%{}%", escaped(word))
}

/// A text whose every character stands for itself in a LIKE pattern with the escape character `\`.
pub(in crate::db) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
