//! What calls with many lines have in common: a result for every line, and items by their label codes.

use std::collections::HashMap;

use crate::db::goods::items::Item;
use crate::model::reason::Refusal;

/// What became of one line of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineResult {
    /// The label code asked for.
    pub item: String,
    /// Why it was not carried out; `None` when it was.
    pub refusal: Option<Refusal>,
}

impl LineResult {
    /// A line that was carried out.
    pub const fn done(item: String) -> Self {
        Self { item, refusal: None }
    }

    /// A line that was not, and why.
    pub const fn refused(item: String, refusal: Refusal) -> Self {
        Self { item, refusal: Some(refusal) }
    }
}

/// Items by their label codes.
pub fn by_code(found: Vec<Item>) -> HashMap<String, Item> {
    found.into_iter().map(|item| (item.code.clone(), item)).collect()
}
