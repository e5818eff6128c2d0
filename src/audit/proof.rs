//! Proofs that an entry is in the log, and that an earlier log is the beginning of a later one.
//! Made from stored nodes, checked without any. The arithmetic is `tlog_tiles`'.

use super::hash::{EMPTY_ROOT, Hash};
use super::tree::NodeSource;
use serde::{Deserialize, Serialize};
use std::cell::RefCell;
use thiserror::Error;
use tlog_tiles::{HashReader, check_record, check_tree, prove_record, prove_tree};

/// A tree of 2^63 leaves has paths of 63 hashes; anything longer is no proof.
const MAX_PATH: usize = 64;

/// That the leaf at `index` is in the log of `size` leaves (RFC 6962 section 2.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InclusionProof {
    /// Number of leaves in the log.
    pub size: u64,
    /// The leaf's `seq`, from 0.
    pub index: u64,
    /// The sibling hashes from the leaf up; in JSON base64.
    #[serde(with = "base64_hashes")]
    pub path: Vec<Hash>,
}

/// That the log of `from` leaves is the beginning of the log of `to` leaves (RFC 6962 section 2.1.2).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsistencyProof {
    /// Number of leaves in the earlier log.
    pub from: u64,
    /// Number of leaves in the later log.
    pub to: u64,
    /// The hashes of the proof; in JSON base64.
    #[serde(with = "base64_hashes")]
    pub path: Vec<Hash>,
}

/// Why no proof could be made, with `E` from the [`NodeSource`].
#[derive(Debug, PartialEq, Eq, Error)]
pub enum ProofError<E> {
    #[error("the log has no such entry or no such earlier size")]
    OutOfRange,
    #[error("reading the tree's nodes")]
    Source(E),
    #[error("the tree's nodes could not all be read")]
    Incomplete,
}

impl InclusionProof {
    /// Proves the leaf at `index` in the log of `size` leaves, reading about log₂ `size` nodes.
    ///
    /// # Errors
    /// [`ProofError`] when `index` is not below `size`, or the nodes cannot be read.
    pub fn make<S: NodeSource>(source: &S, size: u64, index: u64) -> Result<Self, ProofError<S::Error>> {
        if index >= size || i64::try_from(size).is_err() {
            return Err(ProofError::OutOfRange);
        }
        let path = read_with(source, |reader| prove_record(size, index, reader))?;
        Ok(Self { size, index, path })
    }

    /// The path in standard base64, as in JSON.
    pub fn path_base64(&self) -> Vec<String> {
        base64_hashes::texts(&self.path).collect()
    }

    /// Whether the proof shows `leaf_hash` at its index under `root`.
    pub fn shows(&self, root: &Hash, leaf_hash: &Hash) -> bool {
        self.path.len() <= MAX_PATH
            && check_record(
                &theirs(&self.path),
                self.size,
                tlog_tiles::Hash(*root),
                self.index,
                tlog_tiles::Hash(*leaf_hash),
            )
            .is_ok()
    }
}

impl ConsistencyProof {
    /// Proves that the log had `from` leaves before it had `to`. Every log continues the empty one.
    ///
    /// # Errors
    /// [`ProofError`] when `from` is above `to`, or the nodes cannot be read.
    pub fn make<S: NodeSource>(source: &S, from: u64, to: u64) -> Result<Self, ProofError<S::Error>> {
        if from > to || i64::try_from(to).is_err() {
            return Err(ProofError::OutOfRange);
        }
        let path = match from {
            0 => Vec::new(),
            _ => read_with(source, |reader| prove_tree(to, from, reader))?,
        };
        Ok(Self { from, to, path })
    }

    /// The path in standard base64, as in JSON.
    pub fn path_base64(&self) -> Vec<String> {
        base64_hashes::texts(&self.path).collect()
    }

    /// Whether the proof shows that the log under `later` begins with the log under `earlier`.
    pub fn shows(&self, earlier: &Hash, later: &Hash) -> bool {
        if self.from == 0 {
            let grown_from_nothing = self.to > 0 || *later == EMPTY_ROOT;
            return self.path.is_empty() && *earlier == EMPTY_ROOT && grown_from_nothing;
        }
        self.path.len() <= MAX_PATH
            && check_tree(&theirs(&self.path), self.to, tlog_tiles::Hash(*later), self.from, tlog_tiles::Hash(*earlier))
                .is_ok()
    }
}

fn theirs(path: &[Hash]) -> Vec<tlog_tiles::Hash> {
    path.iter().copied().map(tlog_tiles::Hash).collect()
}

fn read_with<S: NodeSource>(
    source: &S,
    prove: impl FnOnce(&Reader<'_, S>) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error>,
) -> Result<Vec<Hash>, ProofError<S::Error>> {
    let reader = Reader { source, failure: RefCell::new(None) };
    match (prove(&reader), reader.failure.into_inner()) {
        (_, Some(error)) => Err(ProofError::Source(error)),
        (Ok(path), None) => Ok(path.into_iter().map(|hash| hash.0).collect()),
        (Err(_), None) => Err(ProofError::Incomplete),
    }
}

/// Lets `tlog_tiles` read a [`NodeSource`]; its error type has no room for ours, so that waits aside.
struct Reader<'a, S: NodeSource> {
    source: &'a S,
    failure: RefCell<Option<S::Error>>,
}

impl<S: NodeSource> HashReader for Reader<'_, S> {
    fn read_hashes(&self, indexes: &[u64]) -> Result<Vec<tlog_tiles::Hash>, tlog_tiles::Error> {
        let wanted: Vec<(u64, u8)> = indexes
            .iter()
            .map(|index| {
                let (level, number) = tlog_tiles::split_stored_hash_index(*index);
                (((number + 1) << level) - 1, level)
            })
            .collect();
        match self.source.nodes(&wanted) {
            Ok(hashes) if hashes.len() == wanted.len() => Ok(theirs(&hashes)),
            Ok(_) => Err(tlog_tiles::Error::IndexesNotInTree),
            Err(error) => {
                self.failure.replace(Some(error));
                Err(tlog_tiles::Error::IndexesNotInTree)
            }
        }
    }
}

/// Hashes in JSON as a list of standard base64 strings, as C2SP formats write them.
mod base64_hashes {
    use super::Hash;
    use serde::{Deserialize, Deserializer, Serializer};

    pub fn texts(path: &[Hash]) -> impl Iterator<Item = String> {
        path.iter().map(|hash| tlog_tiles::Hash(*hash).to_string())
    }

    pub fn serialize<S: Serializer>(path: &[Hash], to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(texts(path))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Hash>, D::Error> {
        let path = Vec::<tlog_tiles::Hash>::deserialize(from)?;
        Ok(path.into_iter().map(|hash| hash.0).collect())
    }
}

#[cfg(test)]
#[path = "proof_tests.rs"]
mod tests;
