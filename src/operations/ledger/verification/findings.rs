//! What a verification finds wrong.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::db::engine::digest::row_sha256;
use crate::error::Result;
use crate::model::ids::SubjectId;
pub use crate::model::ledger::verification::FindingKind;
use crate::model::time::Time;

/// More findings than these are counted only …
pub(super) const MAX_KEPT: usize = 1_000;
/// … and of one kind more than these, so that many of one kind do not hide those of another.
const MAX_OF_KIND: usize = 250;

/// What is said of a row that an entry found otherwise than the one before it had left it.
pub(super) const ALTERED: &str = "changed behind the program's back before this entry";

/// One thing found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Finding {
    /// What it is about.
    pub kind: FindingKind,
    /// The log entry concerned; for a checkpoint, its size.
    pub seq: Option<i64>,
    /// The label code of the item concerned.
    pub item: Option<String>,
    /// The number of the request concerned.
    pub request: Option<String>,
    /// What a file shows: its item, or else its case, by number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shows: Option<String>,
    /// What is wrong.
    pub reason: String,
    /// What the entries about the row concerned are about, where that is not the item or request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject_id: Option<SubjectId>,
    /// Who last changed what it is about; of findings that are of no entry themselves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last: Option<LastChange>,
}

/// The last entry about something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LastChange {
    pub seq: i64,
    pub at: Time,
    pub action: String,
    /// Who made it, by name; none for the program itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

impl Finding {
    /// Something wrong that is of no entry, item or request.
    pub const fn of(kind: FindingKind, reason: String) -> Self {
        Self { kind, seq: None, item: None, request: None, shows: None, reason, subject_id: None, last: None }
    }

    /// What is wrong, with what a file shows in front of it.
    pub fn said(&self) -> String {
        self.shows.as_ref().map_or_else(|| self.reason.clone(), |shown| format!("{shown}: {}", self.reason))
    }

    /// By which it is known again.
    ///
    /// # Errors
    /// [`Error::Internal`](crate::error::Error::Internal) when it cannot be written as JSON.
    pub fn fingerprint(&self) -> Result<String> {
        row_sha256(&(self.kind, self.seq, &self.item, &self.request, self.said()))
    }

    /// Whether it is of something in the past that cannot become right again: a finding about an entry stays, but once it is
    /// answered it says nothing new. What was signed is never answered for.
    pub fn is_settled_by_answer(&self) -> bool {
        self.seq.is_some() && self.kind != FindingKind::Checkpoint
    }
}

/// Findings as they come, bounded.
#[derive(Default)]
pub(super) struct Findings {
    pub(super) kept: Vec<Finding>,
    pub(super) more: u64,
    of_kind: HashMap<FindingKind, usize>,
}

impl Findings {
    /// None yet, but for so many that are only counted.
    pub(super) fn beyond(more: u64) -> Self {
        Self { more, ..Self::default() }
    }

    pub(super) fn add(&mut self, finding: Finding) {
        let of_kind = self.of_kind.entry(finding.kind).or_default();
        if self.kept.len() < MAX_KEPT && *of_kind < MAX_OF_KIND {
            *of_kind += 1;
            self.kept.push(finding);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn entry(&mut self, kind: FindingKind, seq: i64, reason: &str) {
        self.add(Finding { seq: Some(seq), ..Finding::of(kind, reason.to_owned()) });
    }

    pub(super) fn item(&mut self, kind: FindingKind, seq: Option<i64>, code: String, reason: &str) {
        self.add(Finding { seq, item: Some(code), ..Finding::of(kind, reason.to_owned()) });
    }

    pub(super) fn other(&mut self, kind: FindingKind, reason: String) {
        self.add(Finding::of(kind, reason));
    }

    pub(super) fn request(&mut self, number: String, reason: &str) {
        self.add(Finding { request: Some(number), ..Finding::of(FindingKind::Request, reason.to_owned()) });
    }
}
