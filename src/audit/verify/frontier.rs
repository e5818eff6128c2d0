//! The right edge of the tree as the checker can make it out: like [`Frontier`], but a
//! node may be in doubt after a finding. A doubt ends where a stored node above agrees with one of its candidates.

use crate::audit::Frontier;
use crate::audit::hash::{EMPTY_ROOT, Hash, node_hash};
use crate::audit::tree::{closed_by, frontier_rows, stored_node};

/// Candidates multiply where two doubts meet; more than these help nobody.
const MAX_CANDIDATES: usize = 8;

/// What the checker knows of one node.
#[derive(Debug, Clone)]
pub(super) enum Node {
    /// Computed from the entries.
    Known(Hash),
    /// Something below is wrong and has been reported: one of these, or none of them.
    Uncertain(Vec<Hash>),
}

impl Node {
    pub fn unknown() -> Self {
        Self::Uncertain(Vec::new())
    }

    pub fn either(one: Hash, other: Hash) -> Self {
        Self::Uncertain(vec![one, other])
    }

    pub fn known(&self) -> Option<Hash> {
        match self {
            Self::Known(hash) => Some(*hash),
            Self::Uncertain(_) => None,
        }
    }

    pub fn may_be(&self, hash: &Hash) -> bool {
        self.candidates().contains(hash)
    }

    fn candidates(&self) -> &[Hash] {
        match self {
            Self::Known(hash) => std::slice::from_ref(hash),
            Self::Uncertain(hashes) => hashes,
        }
    }

    /// The node above two, without a stored one to compare with.
    fn above(left: &Self, right: &Self) -> Self {
        if let (Self::Known(left), Self::Known(right)) = (left, right) {
            return Self::Known(node_hash(left, right));
        }
        let pairs = left.candidates().iter().flat_map(|left| {
            let over = |right| node_hash(left, right);
            right.candidates().iter().map(over)
        });
        Self::Uncertain(pairs.take(MAX_CANDIDATES).collect())
    }

    /// Settles the node by the one stored for it. Also tells whether the two disagree although nothing
    /// below was in doubt, which is news.
    fn compare(self, stored: Hash) -> (Self, bool) {
        if self.may_be(&stored) {
            return (Self::Known(stored), false);
        }
        match self {
            Self::Known(hash) => (Self::either(hash, stored), true),
            Self::Uncertain(mut hashes) => {
                hashes.truncate(MAX_CANDIDATES - 1);
                hashes.push(stored);
                (Self::Uncertain(hashes), false)
            }
        }
    }
}

/// The roots of the perfect subtrees, left to right.
#[derive(Debug, Default)]
pub(super) struct OpenFrontier {
    size: u64,
    roots: Vec<Node>,
}

impl From<&Frontier> for OpenFrontier {
    fn from(known: &Frontier) -> Self {
        Self { size: known.size(), roots: known.roots().iter().copied().map(Node::Known).collect() }
    }
}

impl OpenFrontier {
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Appends a leaf and compares the nodes it closes with the stored ones; answers the lowest level at which a
    /// stored node is wrong.
    pub fn append(&mut self, leaf: Node, stored: &[u8]) -> Option<usize> {
        let mut carry = leaf;
        let mut wrong = None;
        for level in 1..=closed_by(self.size) {
            let Some(left) = self.roots.pop() else { break };
            carry = Node::above(&left, &carry);
            if let Some(stored) = stored_node(stored, level) {
                let (node, news) = carry.compare(stored);
                carry = node;
                wrong = wrong.or(news.then_some(level));
            }
        }
        self.roots.push(carry);
        self.size += 1;
        wrong
    }

    /// Goes to another size, keeping the subtrees that are part of both trees.
    pub fn jump(&mut self, size: u64) {
        if size == self.size {
            return;
        }
        let mut have = frontier_rows(self.size).into_iter().zip(std::mem::take(&mut self.roots)).peekable();
        for wanted in frontier_rows(size) {
            while have.next_if(|(row, _)| row.0 < wanted.0).is_some() {}
            let kept = have.next_if(|(row, _)| *row == wanted);
            self.roots.push(kept.map_or_else(Node::unknown, |(_, node)| node));
        }
        self.size = size;
    }

    pub fn root(&self) -> Node {
        let mut roots = self.roots.iter().rev();
        let Some(last) = roots.next() else {
            return Node::Known(EMPTY_ROOT);
        };
        roots.fold(last.clone(), |right, left| Node::above(left, &right))
    }
}
