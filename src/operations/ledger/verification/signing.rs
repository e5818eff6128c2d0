//! When checkpoints were signed. A note does not tell; that the time beside it is not before the last entry it is signed
//! for is all that can be held. A later one may be true: the clock may have been ahead, and was set right before the next
//! entry.

use std::collections::VecDeque;

use crate::db::change::CLOCK_TOLERANCE;
use crate::db::ledger::log::{CheckpointRow, LeafRow};
use crate::model::time::Time;
use crate::operations::ledger::verification::findings::{FindingKind, Findings};

/// Checkpoints that wait for their last entries, in their order.
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
        while let Some((size, signed_at)) = self.waiting.pop_front_if(|(size, _)| row.seq >= size.saturating_sub(1)) {
            if row.seq < size && signed_at.plus(CLOCK_TOLERANCE) < row.logged_at {
                let at = signed_at.to_rfc3339();
                let reason = format!(
                    "it was signed at {at}, before the last entry that it was signed for: the time was changed"
                );
                findings.entry(FindingKind::Checkpoint, size, &reason);
            }
        }
    }
}
