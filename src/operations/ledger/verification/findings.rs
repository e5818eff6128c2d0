//! What a verification finds wrong.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// More findings than these are counted only.
const MAX_KEPT: usize = 1_000;

/// What kind of thing was found wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[schema(as = FindingKind)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// An entry of the log: its leaf, payload, columns or nodes.
    Log,
    /// A signed checkpoint, or what it was signed for.
    Checkpoint,
    /// A row of the movements.
    Movement,
    /// A row of the items.
    Item,
    /// A row of the requests.
    Request,
    /// A print batch with its lines, a paper profile, or a label content.
    Print,
    /// A code beside the items' own.
    Label,
    /// A row of another register: an agency, an account, a setting, a place, a case, a seizure list, a document, or a
    /// discrepancy.
    Register,
}

/// One thing found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// What it is about.
    pub kind: Kind,
    /// The log entry concerned; for a checkpoint, its size.
    pub seq: Option<i64>,
    /// The label code of the item concerned.
    pub item: Option<String>,
    /// The number of the request concerned.
    pub request: Option<String>,
    /// What is wrong.
    pub reason: String,
}

/// Findings as they come, bounded.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) kept: Vec<Finding>,
    pub(super) more: u64,
}

impl Findings {
    pub(super) fn add(&mut self, finding: Finding) {
        if self.kept.len() < MAX_KEPT {
            self.kept.push(finding);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn entry(&mut self, kind: Kind, seq: i64, reason: &str) {
        self.add(Finding { kind, seq: Some(seq), item: None, request: None, reason: reason.to_owned() });
    }

    pub(super) fn item(&mut self, kind: Kind, seq: Option<i64>, code: String, reason: &str) {
        self.add(Finding { kind, seq, item: Some(code), request: None, reason: reason.to_owned() });
    }

    pub(super) fn other(&mut self, kind: Kind, reason: String) {
        self.add(Finding { kind, seq: None, item: None, request: None, reason });
    }

    pub(super) fn request(&mut self, number: String, reason: &str) {
        let reason = reason.to_owned();
        self.add(Finding { kind: Kind::Request, seq: None, item: None, request: Some(number), reason });
    }
}
