//! The verification of what was entered of late: the entries since the last verification, and the rows they are about. What
//! the entries before had left of these is taken from the log without being judged again. Prints, codes beside the items'
//! own and former names are left to the verification of everything.

use std::ops::Range;
use std::time::Instant;

use uuid::Uuid;

use crate::audit::hash::EMPTY_ROOT;
use crate::audit::{Hash, LogChecker, VerifierKey, leaf_hash};
use crate::db::Conn;
use crate::db::goods::items;
use crate::db::ledger::log::{self, LeafRow};
use crate::db::ledger::{recent, registers};
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::ids::ItemId;
use crate::model::ledger::registers::Register;
use crate::operations::ledger::verification::batch::{CHUNK, RowBatch};
use crate::operations::ledger::verification::{State, Verification, last_change, per_second, reader};

/// More entries than these are verified with everything else.
const ENTRIES_AT_MOST: u64 = 200_000;

/// The log as it was verified last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// Entries.
    pub size: u64,
    /// The root over them.
    pub root: Hash,
}

impl Verified {
    /// A log of which nothing was verified yet.
    pub const NOTHING: Self = Self { size: 0, root: EMPTY_ROOT };
}

/// Verifies what was entered since; none when that is too much, or the log is not a continuation of what was verified, so
/// that everything must be.
///
/// # Errors
/// Database errors. What is found wrong is no error.
pub fn verify(conn: &mut Conn, origin: &str, key: &VerifierKey, last: Verified) -> Result<Option<Verification>> {
    let began = Instant::now();
    let size = log::size(conn)?;
    if size < last.size || size - last.size > ENTRIES_AT_MOST {
        return Ok(None);
    }
    let frontier = log::frontier_at(conn, last.size)?;
    if frontier.root() != last.root {
        return Ok(None);
    }
    let start = i64::try_from(last.size).map_err(Error::internal)?;
    let mut state = State::new(LogChecker::resume(origin, &frontier));
    state.books.know_in_part(true);
    let signed = state.expect_checkpoints(conn, origin, Some(key), start..i64::MAX)?;
    let (items, subjects) = recent::list_touched(conn, start)?;
    state.remember(conn, (&items, &subjects), start)?;
    state.read_entries(conn, start..i64::MAX)?;
    state.hold_rows(conn, &items, &subjects)?;
    let mut found = state.finish(origin, signed.max(last.size), true);
    last_change::tell(conn, &mut found.findings)?;
    found.since = last.size;
    found.seconds = began.elapsed().as_secs_f64();
    found.entries_per_second = per_second(found.entries, found.seconds);
    Ok(Some(found))
}

impl State {
    /// Takes in what the entries before `start` had left of items and subjects.
    fn remember(&mut self, conn: &mut Conn, (items, subjects): (&[ItemId], &[Uuid]), start: i64) -> Result<()> {
        for ids in items.chunks(CHUNK as usize) {
            for row in recent::list_last_of_items(conn, ids, start)? {
                self.know(&row);
                self.books.remember(row);
            }
        }
        for row in recent::list_of_subjects(conn, subjects, start)? {
            self.books.remember(row);
        }
        Ok(())
    }

    fn know(&mut self, row: &LeafRow) {
        let (seq, item_seq) = (u64::try_from(row.seq), row.item_seq.map(u64::try_from));
        if let (Some(id), Ok(seq), Some(Ok(item_seq))) = (row.item_id, seq, item_seq) {
            self.arithmetic.checker.know(id.0, item_seq, seq, leaf_hash(&row.leaf));
        }
    }

    pub(super) fn read_entries(&mut self, conn: &mut Conn, seqs: Range<i64>) -> Result<()> {
        let mut failed = Ok(());
        reader::read_log(conn, seqs, &mut |batch| {
            failed = self.take(batch);
            failed.is_ok()
        })?;
        failed
    }

    pub(super) fn hold_rows(&mut self, conn: &mut Conn, items: &[ItemId], subjects: &[Uuid]) -> Result<()> {
        for ids in items.chunks(CHUNK as usize) {
            self.take(RowBatch::Items(items::list_by_id(conn, Reach::Everything, ids)?))?;
        }
        for ids in subjects.chunks(CHUNK as usize) {
            let (requests, lines) = recent::list_requests(conn, ids)?;
            self.take(RowBatch::Requests(requests))?;
            for register in Register::ALL {
                let rows = registers::list_about(conn, *register, ids)?;
                self.take(RowBatch::Registers(rows.into_iter().map(|(_, digest)| digest).collect()))?;
            }
            self.take(RowBatch::RequestLines(lines))?;
        }
        Ok(())
    }
}
