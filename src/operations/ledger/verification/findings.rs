//! What a verification finds wrong.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::model::words::words;

/// More findings than these are counted only.
pub(super) const MAX_KEPT: usize = 1_000;

/// What is said of a row that an entry found otherwise than the one before it had left it.
pub(super) const ALTERED: &str = "changed behind the program's back before this entry";

words! {
    /// What kind of thing was found wrong.
    FindingKind {
        /// An entry of the log: its leaf, payload, columns or nodes.
        Log = "log" / "日志" / "Log",
        /// A signed checkpoint, or what it was signed for.
        Checkpoint = "checkpoint" / "检查点" / "Checkpoint",
        /// A key that is not the one the log is bound to, or that has signed another log.
        Key = "key" / "密钥" / "Key",
        /// A row of the movements.
        Movement = "movement" / "流转" / "Movement",
        /// A row of the items.
        Item = "item" / "物品" / "Item",
        /// A row of the requests.
        Request = "request" / "申请" / "Request",
        /// A print batch with its lines, a paper profile, or a label content.
        Print = "print" / "打印批次" / "Print batch",
        /// A code beside the items' own.
        Label = "label" / "标签" / "Label",
        /// A row of another register: an agency, an account, a setting, a place, a case, a seizure list, a document, or
        /// a discrepancy.
        Register = "register" / "登记簿" / "Register",
        /// The database itself: its file, its guards, the series of numbers, a value that no statement of the program stored.
        Database = "database" / "数据库" / "Database",
    }
}

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
    /// What is wrong.
    pub reason: String,
}

impl Finding {
    /// Something wrong that is of no entry, item or request.
    pub(in crate::operations::ledger) const fn of(kind: FindingKind, reason: String) -> Self {
        Self { kind, seq: None, item: None, request: None, reason }
    }
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

    pub(super) fn entry(&mut self, kind: FindingKind, seq: i64, reason: &str) {
        self.add(Finding { kind, seq: Some(seq), item: None, request: None, reason: reason.to_owned() });
    }

    pub(super) fn item(&mut self, kind: FindingKind, seq: Option<i64>, code: String, reason: &str) {
        self.add(Finding { kind, seq, item: Some(code), request: None, reason: reason.to_owned() });
    }

    pub(super) fn other(&mut self, kind: FindingKind, reason: String) {
        self.add(Finding::of(kind, reason));
    }

    pub(super) fn request(&mut self, number: String, reason: &str) {
        let reason = reason.to_owned();
        self.add(Finding { kind: FindingKind::Request, seq: None, item: None, request: Some(number), reason });
    }
}
