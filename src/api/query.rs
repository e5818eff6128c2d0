//! What the queries of lists have in common: words separated by commas, and sort keys from an allow-list.

use std::fmt::Display;
use std::str::FromStr;

use crate::error::{Error, Result};
use crate::model::reason::{Reason, Refusal};

/// Words of one closed list, separated by commas.
///
/// # Errors
/// [`Error::Invalid`] naming the word that is none of the list.
pub(super) fn words<W: FromStr>(pointer: &str, text: Option<&str>) -> Result<Vec<W>> {
    let words = text.unwrap_or_default().split(',').filter(|word| !word.is_empty());
    let word = |word: &str| {
        word.parse().map_err(|_| Error::field(pointer, Refusal::new(Reason::FieldInvalid).with("detail", word)))
    };
    words.map(word).collect()
}

/// The sort key of a list, `usual` unless said.
///
/// # Errors
/// [`Error::Invalid`] naming the keys there are.
pub(super) fn sort_key<S: FromStr + Display + Copy>(word: Option<&str>, usual: S, allowed: &[S]) -> Result<S> {
    let Some(word) = word else { return Ok(usual) };
    word.parse().map_err(|_| {
        let allowed: Vec<_> = allowed.iter().map(ToString::to_string).collect();
        Error::field("/sort", Refusal::new(Reason::SortUnknown).with("allowed", allowed.join(", ")))
    })
}

/// Characters a search has at most.
const SEARCH: usize = 100;

/// What to search for; an empty search is none.
///
/// # Errors
/// [`Error::Invalid`] when it is too long.
pub(super) fn search_text(text: &Option<String>) -> Result<Option<String>> {
    let text = text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if text.is_some_and(|text| text.chars().count() > SEARCH) {
        return Err(Error::field("/q", Refusal::new(Reason::TextTooLong).with("max", SEARCH)));
    }
    Ok(text.map(str::to_owned))
}
