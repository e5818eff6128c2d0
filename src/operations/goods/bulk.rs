//! What calls with many lines have in common: a result for every line, and items by their label codes.

use std::collections::HashMap;

use crate::db::goods::items::Item;
use crate::model::reason::{FieldIssue, Refusal};

/// The member of a line that names its item.
pub const ITEM: &str = "/item";
/// The member of a call that says who the second custodian is.
pub const CONFIRMATION: &str = "/confirmation";
/// The member of a line that says where the item is put.
pub const PLACE: &str = "/place";

/// What became of one line of a call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineResult {
    /// The label code asked for.
    pub item: String,
    /// Everything that stood against it, each with the member of the line; empty when it was carried out.
    pub issues: Vec<FieldIssue>,
}

impl LineResult {
    /// A line that was carried out.
    pub const fn done(item: String) -> Self {
        Self { item, issues: Vec::new() }
    }

    /// A line that was not, and why.
    pub const fn refused(item: String, issues: Vec<FieldIssue>) -> Self {
        Self { item, issues }
    }

    /// Whether it was carried out.
    pub const fn is_done(&self) -> bool {
        self.issues.is_empty()
    }
}

/// What stands against a line as a whole: there is no use in saying what else would.
pub fn against_item(refusal: impl Into<Refusal>) -> Vec<FieldIssue> {
    vec![FieldIssue { pointer: ITEM.to_owned(), refusal: refusal.into() }]
}

/// Items by their label codes.
pub fn by_code(found: Vec<Item>) -> HashMap<String, Item> {
    found.into_iter().map(|item| (item.code.clone(), item)).collect()
}
