//! Proofs from the nodes stored with the leaves. The arithmetic is `audit::proof`'s; here its nodes are read.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use crate::audit::tree::stored_node;
use crate::audit::{ConsistencyProof, Hash, InclusionProof, NodeSource, ProofError};
use crate::db::engine::connection::{BATCH, Conn};
use crate::db::ledger::log;
use crate::error::{Error, Result};

/// Proofs that these entries are in the log of its first `size` leaves, in their order, from one statement for all.
///
/// # Errors
/// [`Error::NotFound`] when an entry is not among them; [`Error::Internal`] when stored nodes are missing.
pub fn inclusions(conn: &mut Conn, size: u64, entries: &[u64]) -> Result<Vec<InclusionProof>> {
    let wanted = Wanted::default();
    for entry in entries {
        // The answer is of no use yet: what it asks for is.
        let _ = InclusionProof::make(&wanted, size, *entry);
    }
    let nodes = wanted.read(conn)?;
    entries.iter().map(|entry| InclusionProof::make(&nodes, size, *entry).map_err(failed)).collect()
}

/// A proof that the log of `from` leaves is the beginning of the log of `to` leaves.
///
/// # Errors
/// [`Error::NotFound`] when `from` is above `to`; [`Error::Internal`] when stored nodes are missing.
pub fn consistency(conn: &mut Conn, from: u64, to: u64) -> Result<ConsistencyProof> {
    let wanted = Wanted::default();
    let _ = ConsistencyProof::make(&wanted, from, to);
    ConsistencyProof::make(&wanted.read(conn)?, from, to).map_err(failed)
}

fn failed(error: ProofError<Missing>) -> Error {
    match error {
        ProofError::OutOfRange => Error::NotFound,
        other => Error::internal(format!("{other}; run `custody audit verify`")),
    }
}

/// Notes which nodes a proof asks for, and gives none.
#[derive(Default)]
struct Wanted(RefCell<HashSet<(u64, u8)>>);

/// The nodes that were asked for.
struct Known(HashMap<(u64, u8), Hash>);

/// A node is not there.
#[derive(Debug)]
struct Missing;

impl NodeSource for Wanted {
    type Error = Missing;

    fn nodes(&self, wanted: &[(u64, u8)]) -> Result<Vec<Hash>, Missing> {
        self.0.borrow_mut().extend(wanted);
        Err(Missing)
    }
}

impl NodeSource for Known {
    type Error = Missing;

    fn nodes(&self, wanted: &[(u64, u8)]) -> Result<Vec<Hash>, Missing> {
        wanted.iter().map(|node| self.0.get(node).copied().ok_or(Missing)).collect()
    }
}

impl Wanted {
    fn read(self, conn: &mut Conn) -> Result<Known> {
        let wanted = self.0.into_inner();
        let mut seqs = wanted
            .iter()
            .map(|(seq, _)| i64::try_from(*seq))
            .collect::<Result<Vec<_>, _>>()
            .map_err(Error::internal)?;
        seqs.sort_unstable();
        seqs.dedup();
        let mut rows: HashMap<i64, Vec<u8>> = HashMap::with_capacity(seqs.len());
        for batch in seqs.chunks(BATCH) {
            rows.extend(log::list_nodes(conn, batch)?);
        }
        let node = |(seq, level): (u64, u8)| {
            let nodes = rows.get(&i64::try_from(seq).ok()?)?;
            Some(((seq, level), stored_node(nodes, usize::from(level))?))
        };
        Ok(Known(wanted.into_iter().filter_map(node).collect()))
    }
}
