//! The verification of some of it: of items or cases with everything that is about them, or of the log as it was.

use std::fmt;
use std::time::Instant;

use uuid::Uuid;

use crate::audit::hash::to_hex;
use crate::audit::{Hash, LogChecker, VerifierKey, leaf_hash};
use crate::db::Conn;
use crate::db::cases::cases;
use crate::db::goods::items;
use crate::db::ledger::log::{self, LeafRow};
use crate::db::ledger::{proofs, recent};
use crate::db::requests::loans;
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::goods::label::as_stored;
use crate::model::ids::ItemId;
use crate::model::time::Time;
use crate::operations::ledger::verification::batch::{CHUNK, RowBatch};
use crate::operations::ledger::verification::findings::FindingKind;
use crate::operations::ledger::verification::item::newest_signed;
use crate::operations::ledger::verification::{State, Verification, last_change, per_second};

/// What is verified alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// An item, by its label code as people type it, with its loans and the requests that have it on their lists.
    Item(String),
    /// The cases of a number, with their lists, documents, items and requests.
    Case(String),
    /// The log as it was at the end of a moment; the tables are those of today and are not held against it, but for the
    /// movements up to then.
    AsOf(Time),
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Item(code) => write!(f, "item {code}"),
            Self::Case(number) => write!(f, "case {number}"),
            Self::AsOf(at) => write!(f, "the log as of {}", at.to_china_text()),
        }
    }
}

/// Verifies a part. The root and the size are those of the newest checkpoint, in which every entry of an item or a case that
/// it covers must be.
///
/// # Errors
/// [`Error::Operator`] when there is no such item or case, or nothing was entered by then; database errors. What is found wrong is no error.
pub fn verify(conn: &mut Conn, origin: &str, key: &VerifierKey, part: &Part) -> Result<Verification> {
    let began = Instant::now();
    let mut found = match part {
        Part::Item(code) => {
            let item = find_item(conn, code)?;
            let about = (vec![item], recent::list_requests_of(conn, item)?);
            verify_about(conn, origin, key, about)?
        }
        Part::Case(number) => {
            let about = list_of_cases(conn, number)?;
            verify_about(conn, origin, key, about)?
        }
        Part::AsOf(at) => verify_as_of(conn, origin, key, *at)?,
    };
    last_change::tell(conn, &mut found.findings)?;
    found.part = Some(part.to_string());
    found.seconds = began.elapsed().as_secs_f64();
    found.entries_per_second = per_second(found.entries, found.seconds);
    Ok(found)
}

fn find_item(conn: &mut Conn, code: &str) -> Result<ItemId> {
    let found = items::list_by_code(conn, Reach::Everything, &[as_stored(code)])?;
    let item = found.first().ok_or_else(|| Error::Operator(format!("there is no item with the code {code}").into()))?;
    Ok(item.id)
}

fn list_of_cases(conn: &mut Conn, number: &str) -> Result<(Vec<ItemId>, Vec<Uuid>)> {
    let cases = cases::list_by_number(conn, Reach::Everything, number)?;
    if cases.is_empty() {
        return Err(Error::Operator(format!("there is no case with the number {number}").into()));
    }
    let (mut items, mut subjects) = (Vec::new(), Vec::new());
    for case in cases {
        let (of_case, about_case) = recent::list_of_case(conn, case.id)?;
        items.extend(of_case);
        subjects.extend(about_case);
    }
    Ok((items, subjects))
}

fn verify_about(
    conn: &mut Conn,
    origin: &str,
    key: &VerifierKey,
    (items, subjects): (Vec<ItemId>, Vec<Uuid>),
) -> Result<Verification> {
    let mut state = State::new(LogChecker::scattered(origin));
    state.books.know_in_part(false);
    let mut rows = recent::list_of_items(conn, &items)?;
    rows.extend(recent::list_of_subjects(conn, &subjects, i64::MAX)?);
    rows.sort_unstable_by_key(|row| row.seq);
    let moved = recent::list_movements(conn, &items)?;
    let signed = newest_signed(conn, origin, key)?;
    let (size, root) = signed.map_or((0, None), |signed| (signed.size, Some(signed.root)));
    if let Some(root) = root {
        state.hold_proofs(conn, size, &root, &rows)?;
    }
    state.take(RowBatch::Leaves(rows, moved))?;
    state.hold_rows(conn, &items, &subjects)?;
    state.take(RowBatch::Loans(loans::list_codes_in_doubt_of(conn, &items)?))?;
    let mut found = state.finish(origin, size, true);
    (found.size, found.root) = (size, root.map(|root| to_hex(&root)));
    Ok(found)
}

fn verify_as_of(conn: &mut Conn, origin: &str, key: &VerifierKey, at: Time) -> Result<Verification> {
    let size = log::size_at(conn, at)?;
    if size == 0 {
        return Err(Error::Operator(format!("the log has no entry by {}", at.to_china_text()).into()));
    }
    let mut state = State::new(LogChecker::new(origin));
    state.books.log_only = true;
    let signed = state.expect_checkpoints(conn, origin, Some(key), i64::MIN..size)?;
    state.read_entries(conn, i64::MIN..size)?;
    Ok(state.finish(origin, signed, true))
}

impl State {
    /// Holds entries against the signed root, by the proofs that the stored nodes give.
    fn hold_proofs(&mut self, conn: &mut Conn, size: u64, root: &Hash, rows: &[LeafRow]) -> Result<()> {
        for rows in rows.chunks(CHUNK as usize) {
            let within = |row: &&LeafRow| u64::try_from(row.seq).is_ok_and(|seq| seq < size);
            let rows: Vec<&LeafRow> = rows.iter().filter(within).collect();
            let seqs: Vec<u64> = rows.iter().filter_map(|row| u64::try_from(row.seq).ok()).collect();
            let made = proofs::inclusions(conn, size, &seqs)?;
            for (row, proof) in rows.into_iter().zip(made) {
                if !proof.shows(root, &leaf_hash(&row.leaf)) {
                    self.findings.entry(FindingKind::Log, row.seq, "the entry is not the one in the signed log");
                }
            }
        }
        Ok(())
    }
}
