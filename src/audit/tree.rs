//! The Merkle tree as it grows: the right edge kept in memory, and where each node is stored.
//! Proofs over stored nodes are in `proof`; nothing here knows what a leaf says.

use super::hash::{EMPTY_ROOT, HASH_LEN, Hash, node_hash};

/// The accumulator of an append-only log: the roots of the perfect subtrees that make up a tree of
/// `size` leaves, left to right. It is all that is needed to append and to know the root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Frontier {
    size: u64,
    roots: Vec<Hash>,
}

/// The hashes one leaf completes: its own, then one for each subtree it closes on its right side.
/// They are stored with the leaf's row, so node (level `L`, index `k`) is in the row of leaf
/// `(k + 1) * 2^L - 1`, at byte `32 * L`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nodes(Vec<u8>);

impl Nodes {
    /// The hashes one after the other, level 0 first, as stored.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }

    /// The same, to keep.
    pub fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl Frontier {
    /// The frontier of a log without entries.
    pub fn empty() -> Self {
        Self::default()
    }

    /// The frontier of a tree of `size` leaves from the nodes that [`frontier_rows`] names, in that
    /// order. `None` when their number does not fit the size.
    pub fn from_parts(size: u64, roots: Vec<Hash>) -> Option<Self> {
        (roots.len() == size.count_ones() as usize).then_some(Self { size, roots })
    }

    /// The roots of the perfect subtrees, left to right.
    pub fn roots(&self) -> &[Hash] {
        &self.roots
    }

    /// Number of leaves; also the `seq` of the next one.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends one leaf by its hash and returns the nodes to store with it.
    pub fn append(&mut self, leaf_hash: Hash) -> Nodes {
        let mut nodes = Vec::with_capacity(HASH_LEN * nodes_at(self.size));
        let mut carry = leaf_hash;
        nodes.extend_from_slice(&carry);
        for left in self.roots.split_off(self.roots.len() - closed_by(self.size)).iter().rev() {
            carry = node_hash(left, &carry);
            nodes.extend_from_slice(&carry);
        }
        self.roots.push(carry);
        self.size += 1;
        Nodes(nodes)
    }

    /// The root of the tree (RFC 6962 section 2.1).
    pub fn root(&self) -> Hash {
        let mut roots = self.roots.iter().rev();
        let last = roots.next().copied().unwrap_or(EMPTY_ROOT);
        roots.fold(last, |right, left| node_hash(left, &right))
    }
}

/// The rows and levels to read to rebuild the frontier of a tree of `size` leaves, left to right.
pub fn frontier_rows(size: u64) -> Vec<(u64, u8)> {
    let mut end = 0;
    (0..64_u8)
        .rev()
        .filter(|level| size >> level & 1 == 1)
        .map(|level| {
            end += 1 << level;
            (end - 1, level)
        })
        .collect()
}

/// How many hashes are stored with the leaf at `seq`.
pub fn nodes_at(seq: u64) -> usize {
    1 + closed_by(seq)
}

/// How many perfect subtrees the leaf at `seq` closes besides itself: one for each trailing one bit.
pub(super) fn closed_by(seq: u64) -> usize {
    seq.trailing_ones() as usize
}

/// Reads one of the hashes stored with a leaf; `None` when fewer are stored.
pub fn stored_node(nodes: &[u8], level: usize) -> Option<Hash> {
    nodes.as_chunks::<HASH_LEN>().0.get(level).copied()
}

/// Whoever keeps the rows of the log and can read nodes from them.
pub trait NodeSource {
    /// What can go wrong while reading.
    type Error;

    /// The nodes stored with the row of leaf `seq` at `level`, for each `(seq, level)` in the order
    /// asked for.
    ///
    /// # Errors
    /// When a node cannot be read or is not there.
    fn nodes(&self, wanted: &[(u64, u8)]) -> Result<Vec<Hash>, Self::Error>;
}

#[cfg(test)]
#[path = "tree_tests.rs"]
pub(super) mod tests;
