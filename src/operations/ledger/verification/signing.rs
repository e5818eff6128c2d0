//! When checkpoints were signed. A note does not tell, so that the time beside it is held within its bounds: not before the
//! last entry that it is signed for, not after the entry that follows. That of the newest is held once an entry follows.

use std::collections::VecDeque;

use crate::db::change::CLOCK_TOLERANCE;
use crate::db::ledger::log::{CheckpointRow, LeafRow};
use crate::model::time::Time;
use crate::operations::ledger::verification::findings::{FindingKind, Findings};

/// Checkpoints that wait for the entries around them, in their order.
#[derive(Default)]
pub(super) struct SigningTimes {
    waiting: VecDeque<(i64, Time)>,
}

impl SigningTimes {
    /// Takes in the next checkpoint.
    pub fn expect(&mut self, row: &CheckpointRow) {
        self.waiting.push_back((row.size, row.signed_at));
    }

    /// Takes in the next entry.
    pub fn enter(&mut self, row: &LeafRow, findings: &mut Findings) {
        while let Some((size, signed_at)) = self.waiting.front().copied()
            && row.seq >= size.saturating_sub(1)
        {
            let follows = row.seq >= size;
            if !follows && signed_at.plus(CLOCK_TOLERANCE) < row.logged_at {
                say(findings, size, signed_at, "before the last entry that it was signed for");
            } else if follows && signed_at > row.logged_at.plus(CLOCK_TOLERANCE) {
                say(findings, size, signed_at, "after the entry that follows");
            } else if !follows {
                return;
            }
            self.waiting.pop_front();
        }
    }
}

fn say(findings: &mut Findings, size: i64, signed_at: Time, when: &str) {
    let reason = format!("it was signed at {}, {when}: the time was changed", signed_at.to_rfc3339());
    findings.entry(FindingKind::Checkpoint, size, &reason);
}
