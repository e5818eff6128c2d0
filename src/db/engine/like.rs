//! Looking for text with LIKE, in the same words on both databases.

use diesel::sql_types::Text;

diesel::define_sql_function! {
    /// Small letters, as both databases have them.
    fn lower(text: Text) -> Text;
}

/// The LIKE pattern that finds a text anywhere in [`lower`] of another, `\\` escaping.
pub(in crate::db) fn anywhere(text: &str) -> String {
    like_pattern(&text.trim().to_lowercase())
}

/// The LIKE pattern of a word that is already in small letters.
pub(in crate::db) fn like_pattern(word: &str) -> String {
    format!("%{}%", escaped(word))
}

/// A text whose every character stands for itself in a LIKE pattern with the escape character `\`.
pub(in crate::db) fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_")
}
