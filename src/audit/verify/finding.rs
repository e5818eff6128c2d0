//! What can be wrong with a log, in words for the people who have to act on it.

use crate::audit::leaf::LeafError;
use serde::{Serialize, Serializer};
use std::fmt;
use thiserror::Error;
use uuid::Uuid;

/// More than these are counted and not kept: nobody reads a thousand, and a wrong file must not fill memory.
const MAX_KEPT: usize = 1_000;

/// One thing found wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LogFinding {
    /// The row concerned; for a checkpoint, its size.
    pub seq: u64,
    /// The item concerned, where one is known.
    pub item_id: Option<Uuid>,
    /// What is wrong; in JSON its words.
    #[serde(rename = "reason", serialize_with = "as_words")]
    pub problem: Problem,
}

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Problem {
    /// Rows are not there.
    #[error("entries from here to {to} are missing")]
    Missing {
        /// The last of them.
        to: u64,
    },
    /// Rows come twice or in the wrong order.
    #[error("entry comes where entry {expected} should")]
    Order {
        /// The row that should have come.
        expected: u64,
    },
    /// The leaf's bytes are no leaf.
    #[error("the leaf cannot be read: {0}")]
    Unreadable(LeafError),
    /// The leaf is not the one hashed into the log, or that hash was changed.
    #[error("the leaf is not the one whose hash is stored with it")]
    LeafHash,
    /// A leaf of another log.
    #[error("the leaf was written for another log, {log}")]
    Origin {
        /// The origin in the leaf.
        log: String,
    },
    /// A column beside the leaf says something else.
    #[error("the column {column} differs from the leaf")]
    Column {
        /// Its name.
        column: &'static str,
    },
    /// The payload was changed.
    #[error("the payload is not the one the leaf was written for")]
    Payload,
    /// The row holds another entry's leaf: rows were swapped, inserted or renumbered.
    #[error("the row holds the leaf of entry {leaf_seq}")]
    Place {
        /// The entry the leaf was written as.
        leaf_seq: u64,
    },
    /// The item's events are not numbered without gaps.
    #[error("the item's event {found} comes where event {expected} should")]
    ItemSeq {
        /// The number that should have come.
        expected: u64,
        /// The number that came.
        found: u64,
    },
    /// The entry was chained to another event of the item than the one before it.
    #[error("the item's entry before this one, {previous}, is not the one it was chained to")]
    ItemChain {
        /// The row of the event before.
        previous: u64,
    },
    /// Too few or too many node hashes.
    #[error("the stored nodes are not {expected} hashes")]
    NodeCount {
        /// How many there should be.
        expected: usize,
    },
    /// A stored node is not the hash of what is below it.
    #[error("a node stored here is not that of the entries from {from} to here: one of them or the node was changed")]
    Nodes {
        /// The first of them.
        from: u64,
    },
    /// Signed roots that the entries do not give.
    #[error("the entries do not give the root signed for this size{}; checkpoints up to {after} agree",
        if *count > 1 { format!(" and {} later ones up to {last}", count - 1) } else { String::new() })]
    Checkpoint {
        /// Size of the last checkpoint before that agrees; 0 for none.
        after: u64,
        /// Size of the last checkpoint in a row that does not.
        last: u64,
        /// How many in a row do not.
        count: u64,
    },
    /// The log ends before a signed checkpoint.
    #[error("the end of the log is missing: it has {size} entries, and {signed} were signed for")]
    TailMissing {
        /// Number of entries there are.
        size: u64,
        /// Size of the largest checkpoint.
        signed: u64,
    },
}

impl fmt::Display for LogFinding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "entry {}", self.seq)?;
        if let Some(item_id) = self.item_id {
            write!(f, ", item {item_id}")?;
        }
        write!(f, ": {}", self.problem)
    }
}

fn as_words<S: Serializer>(problem: &Problem, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(problem)
}

/// The findings so far.
#[derive(Debug, Default)]
pub(super) struct LogFindings {
    pub kept: Vec<LogFinding>,
    pub more: u64,
}

impl LogFindings {
    pub fn add(&mut self, seq: u64, item_id: Option<Uuid>, problem: Problem) {
        if self.kept.len() < MAX_KEPT {
            self.kept.push(LogFinding { seq, item_id, problem });
        } else {
            self.more += 1;
        }
    }
}
