//! The check of a whole log, entry by entry as they are read. It finds what was changed, removed, added or
//! moved, and after a wrong entry finds its feet again, so that one wrong row is one finding and not thousands.
//! Reading rows, opening checkpoints' signatures and telling people are the caller's.

mod finding;
mod frontier;
mod signed;

pub use finding::{LogFinding, Problem};

use super::Frontier;
use super::hash::{HASH_LEN, Hash, leaf_hash, sha256};
use super::leaf::Leaf;
use super::tree::{nodes_at, stored_node};
use finding::LogFindings;
use foldhash::fast::RandomState;
use frontier::{Node, OpenFrontier};
use indexmap::IndexMap;
use signed::Signed;
use uuid::Uuid;

/// The largest `seq` a leaf can have.
const MAX_SEQ: u64 = i64::MAX as u64;

/// One row of the log as it is stored.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    /// Position in the log, from 0.
    pub seq: u64,
    /// Microseconds since 1970 UTC.
    pub at_micros: i64,
    /// What was done.
    pub action: &'a str,
    /// Who did it.
    pub actor_id: Option<Uuid>,
    /// The agency the actor acted for.
    pub actor_unit: Option<Uuid>,
    /// The item it was done to.
    pub item_id: Option<Uuid>,
    /// This item's events are numbered from 1.
    pub item_seq: Option<u64>,
    /// The exact bytes of the leaf.
    pub leaf: &'a [u8],
    /// The exact bytes of the payload; none when it is missing.
    pub payload: Option<&'a [u8]>,
    /// The node hashes stored with the leaf.
    pub nodes: &'a [u8],
}

/// What the check came to.
#[derive(Debug)]
pub struct Report {
    /// Number of entries in the log, as far as they tell.
    pub size: u64,
    /// The root over them, when the entries leave no doubt.
    pub root: Option<Hash>,
    /// Number of checkpoints the entries agree with.
    pub checkpoints_matched: u64,
    /// Number of entries without their payload: the tree holds without it, and whether that is right the caller knows.
    pub payloads_missing: u64,
    /// What was found wrong, in the order of the log; at most the first thousand.
    pub findings: Vec<LogFinding>,
    /// How many findings there were beyond those.
    pub more_findings: u64,
}

impl Report {
    /// Whether nothing was found wrong.
    pub fn is_clean(&self) -> bool {
        self.findings.is_empty()
    }
}

/// Checks the entries of one log in ascending order of `seq`.
#[derive(Debug, Default)]
pub struct LogChecker {
    origin: String,
    edge: OpenFrontier,
    next_row: u64,
    /// What to add to a row's `seq` to get that in its leaf: not 0 after rows were renumbered.
    shift: u64,
    /// In the order of their coming: what is logged together is looked up together, and then lies together in memory.
    tails: IndexMap<Uuid, Tail, RandomState>,
    signed: Signed,
    payloads_missing: u64,
    findings: LogFindings,
    /// Only some of the entries come, so that nothing can be said of what lies between them.
    scattered: bool,
}

/// The last entry of one item so far.
#[derive(Debug)]
struct Tail {
    item_seq: u64,
    seq: u64,
    hash: Hash,
    /// The other possible hash, when the leaf and the hash stored with it differ.
    or: Option<Box<Hash>>,
    /// The row was out of place: whatever comes next is taken as it comes.
    lost: bool,
}

/// One entry with what was made out of it.
struct Seen<'a, 'e> {
    entry: &'a Entry<'e>,
    leaf: Option<Leaf<'e>>,
    hash: Hash,
    /// The hash stored with the leaf, when it is another one.
    or: Option<Hash>,
    /// The entry's item, by whichever of leaf and columns is to be believed.
    item_id: Option<Uuid>,
}

impl Seen<'_, '_> {
    /// The leaf, when it is the one that was hashed into the log.
    fn believed(&self) -> Option<&Leaf<'_>> {
        self.leaf.as_ref().filter(|_| self.or.is_none())
    }
}

impl LogChecker {
    /// A checker for the log of that origin.
    pub fn new(origin: &str) -> Self {
        Self { origin: origin.to_owned(), ..Self::default() }
    }

    /// A checker for some of the entries, among them all of the items they are about: each is checked for itself and in its
    /// item's chain. That it is in the log is for a proof to show.
    pub fn scattered(origin: &str) -> Self {
        Self { scattered: true, ..Self::new(origin) }
    }

    /// A checker that goes on after the entries of this frontier, which were checked before. What they left of an item
    /// must be told by [`LogChecker::know`] before its next entry comes.
    pub fn resume(origin: &str, checked: &Frontier) -> Self {
        Self { edge: checked.into(), next_row: checked.size(), ..Self::new(origin) }
    }

    /// Takes the last entry of an item, one that was checked before, as it is.
    pub fn know(&mut self, item_id: Uuid, item_seq: u64, seq: u64, hash: Hash) {
        self.tails.insert(item_id, Tail { item_seq, seq, hash, or: None, lost: false });
    }

    /// Demands that the first `size` entries have that root. To be called before the entries are checked.
    pub fn expect_checkpoint(&mut self, size: u64, root: Hash) {
        self.signed.expect(size, root);
    }

    /// Checks the next entry.
    pub fn check(&mut self, entry: &Entry<'_>) {
        if self.scattered {
            let seen = self.read(entry);
            self.check_columns(&seen);
            self.check_payload(&seen);
            return self.check_item(&seen, true);
        }
        self.check_order(entry);
        let seen = self.read(entry);
        self.check_columns(&seen);
        self.check_payload(&seen);
        let in_place = self.check_place(&seen);
        self.check_item(&seen, in_place);
        self.check_nodes(&seen, in_place);
        self.signed.compare(&self.edge, &mut self.findings);
    }

    /// The last entry of an item among those checked: its `item_seq` and leaf hash.
    pub fn last_of(&self, item_id: Uuid) -> Option<(u64, Hash)> {
        let tail = self.tails.get(&item_id)?;
        Some((tail.item_seq, tail.hash))
    }

    /// Every item seen so far with its last `item_seq`, in no particular order.
    pub fn items(&self) -> impl Iterator<Item = (Uuid, u64)> {
        self.tails.iter().map(|(id, tail)| (*id, tail.item_seq))
    }

    /// Ends the check: checkpoints beyond the last entry show that the end of the log is missing.
    pub fn finish(mut self) -> Report {
        let size = self.edge.size();
        let checkpoints_matched = self.signed.finish(size, &mut self.findings);
        Report {
            size,
            root: self.edge.root().known(),
            checkpoints_matched,
            payloads_missing: self.payloads_missing,
            findings: self.findings.kept,
            more_findings: self.findings.more,
        }
    }

    fn check_order(&mut self, entry: &Entry<'_>) {
        let expected = self.next_row;
        if entry.seq > expected {
            let to = entry.seq - 1;
            self.findings.add(expected, None, Problem::Missing { to });
        } else if entry.seq < expected {
            self.findings.add(entry.seq, entry.item_id, Problem::Order { expected });
        }
        self.next_row = entry.seq.saturating_add(1);
    }

    fn read<'a, 'e>(&mut self, entry: &'a Entry<'e>) -> Seen<'a, 'e> {
        let hash = leaf_hash(entry.leaf);
        let leaf = Leaf::parse(entry.leaf);
        let or = stored_node(entry.nodes, 0).filter(|stored| *stored != hash);
        let believed = leaf.as_ref().ok().filter(|_| or.is_none());
        let item_id = believed.map_or(entry.item_id, |leaf| leaf.item_id);
        match leaf {
            Err(error) => self.findings.add(entry.seq, item_id, Problem::Unreadable(error)),
            Ok(_) if or.is_some() => self.findings.add(entry.seq, item_id, Problem::LeafHash),
            Ok(_) => {}
        }
        Seen { entry, leaf: leaf.ok(), hash, or, item_id }
    }

    fn check_columns(&mut self, seen: &Seen<'_, '_>) {
        let (Some(leaf), entry) = (&seen.leaf, seen.entry) else {
            return;
        };
        if leaf.log != self.origin {
            let log = leaf.log.to_owned();
            self.findings.add(entry.seq, seen.item_id, Problem::Origin { log });
        }
        for (same, column) in [
            (leaf.ts_utc == entry.at_micros, "logged_at"),
            (leaf.action == entry.action, "action"),
            (leaf.actor_id == entry.actor_id, "actor_id"),
            (leaf.actor_unit == entry.actor_unit, "actor_agency_id"),
            (leaf.item_id == entry.item_id, "item_id"),
            (leaf.item_seq == entry.item_seq, "item_seq"),
        ] {
            if !same {
                self.findings.add(entry.seq, seen.item_id, Problem::Column { column });
            }
        }
    }

    fn check_payload(&mut self, seen: &Seen<'_, '_>) {
        let Some(payload) = seen.entry.payload else {
            self.payloads_missing += 1;
            return;
        };
        let Some(leaf) = &seen.leaf else { return };
        if sha256(payload) != leaf.payload_sha256 {
            self.findings.add(seen.entry.seq, seen.item_id, Problem::Payload);
        }
    }

    /// Whether the row holds the leaf of this place in the log, as far as one can tell. Brings the edge of
    /// the tree to that place.
    fn check_place(&mut self, seen: &Seen<'_, '_>) -> bool {
        let row = seen.entry.seq;
        // A moved row may point anywhere; there is no place beyond the largest `seq`.
        let mut place =
            Some(row.wrapping_add(self.shift)).filter(|place| *place <= MAX_SEQ).unwrap_or(row.min(MAX_SEQ));
        if let Some(leaf) = seen.believed() {
            if leaf.seq == row {
                (self.shift, place) = (0, row);
            } else if leaf.seq != place || self.shift == 0 {
                // Either this one row was moved or all from here on were: the next row will tell.
                self.findings.add(row, seen.item_id, Problem::Place { leaf_seq: leaf.seq });
                self.edge.jump(place);
                self.shift = leaf.seq.wrapping_sub(row);
                return false;
            }
        }
        self.edge.jump(place);
        true
    }

    fn check_item(&mut self, seen: &Seen<'_, '_>, in_place: bool) {
        let believed = seen.believed();
        let item_seq = believed.map_or(seen.entry.item_seq, |leaf| leaf.item_seq);
        let (Some(item_id), Some(item_seq)) = (seen.item_id, item_seq) else {
            return;
        };
        let previous = self.tails.get(&item_id);
        if in_place && !previous.is_some_and(|tail| tail.lost) {
            let expected = previous.map_or(1, |tail| tail.item_seq.saturating_add(1));
            let prev = believed.and_then(|leaf| leaf.prev_item_leaf_hash);
            let problem = match (previous, prev) {
                _ if item_seq != expected => Some(Problem::ItemSeq { expected, found: item_seq }),
                (Some(tail), Some(prev)) if !tail.may_be(&prev) => Some(Problem::ItemChain { previous: tail.seq }),
                _ => None,
            };
            if let Some(problem) = problem {
                self.findings.add(seen.entry.seq, Some(item_id), problem);
            }
        }
        let tail = Tail { item_seq, seq: seen.entry.seq, hash: seen.hash, or: seen.or.map(Box::new), lost: !in_place };
        self.tails.insert(item_id, tail);
    }

    fn check_nodes(&mut self, seen: &Seen<'_, '_>, in_place: bool) {
        if !in_place {
            // Neither the leaf nor the nodes of a moved row say anything about this place.
            self.edge.append(Node::unknown(), &[]);
            return;
        }
        let place = self.edge.size();
        let nodes = seen.entry.nodes;
        let leaf = match seen.or {
            Some(stored) => Node::either(seen.hash, stored),
            None => Node::Known(seen.hash),
        };
        let wrong_level = self.edge.append(leaf, nodes);
        let expected = nodes_at(place);
        if nodes.len() != expected * HASH_LEN {
            self.findings.add(seen.entry.seq, seen.item_id, Problem::NodeCount { expected });
        } else if let Some(level) = wrong_level {
            let from = (place + 1) - (1 << level);
            self.findings.add(seen.entry.seq, seen.item_id, Problem::Nodes { from });
        }
    }
}

impl Tail {
    fn may_be(&self, hash: &Hash) -> bool {
        self.hash == *hash || self.or.as_deref() == Some(hash)
    }
}

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;
