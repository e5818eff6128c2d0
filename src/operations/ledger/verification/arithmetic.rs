//! The arithmetic of what was read: entries in their tree and their chains, what their payloads say, and the digests of
//! items. It needs nothing of what the books know, so that it goes ahead of them on a thread of its own.

use crate::audit::{Entry, LogChecker};
use crate::db::engine::digest::row_digest;
use crate::db::goods::items::Item;
use crate::db::ledger::log::LeafRow;
use crate::operations::ledger::verification::batch::{DigestedItem, Entered, RowBatch};
use crate::operations::ledger::verification::findings::{FindingKind, Findings};
use crate::operations::ledger::verification::signing::SigningTimes;

/// The log so far.
#[derive(Default)]
pub(super) struct Arithmetic {
    pub checker: LogChecker,
    pub signing: SigningTimes,
}

impl Arithmetic {
    /// Checks the next batch; what there is nothing to calculate of stays as it is.
    pub fn check(&mut self, batch: RowBatch) -> RowBatch {
        match batch {
            RowBatch::Leaves(rows, moved) => {
                let mut findings = Findings::default();
                let entries = rows.into_iter().map(|row| self.enter(row, &mut findings)).collect();
                RowBatch::Entries(entries, moved, findings)
            }
            RowBatch::Items(rows) => RowBatch::DigestedItems(rows.into_iter().map(|row| self.digest(row)).collect()),
            batch => batch,
        }
    }

    fn enter(&mut self, row: LeafRow, findings: &mut Findings) -> Entered {
        self.check_entry(&row, findings);
        self.signing.enter(&row, findings);
        Entered::of(row)
    }

    fn check_entry(&mut self, row: &LeafRow, findings: &mut Findings) {
        let Ok(seq) = u64::try_from(row.seq) else {
            return findings.entry(FindingKind::Log, row.seq, "the entry has a negative number: it was inserted");
        };
        self.checker.check(&Entry {
            seq,
            at_micros: row.logged_at.0,
            action: &row.action,
            actor_id: row.actor_id.map(|id| id.0),
            actor_unit: row.actor_agency_id.map(|id| id.0),
            item_id: row.item_id.map(|id| id.0),
            item_seq: row.item_seq.and_then(|seq| u64::try_from(seq).ok()),
            leaf: &row.leaf,
            payload: row.payload.as_deref().map(str::as_bytes),
            nodes: &row.nodes,
        });
    }

    fn digest(&self, row: Item) -> DigestedItem {
        DigestedItem { digest: row_digest(&row), last: self.checker.last_of(row.id.0), row }
    }
}
