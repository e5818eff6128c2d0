//! The audit log as mathematics: leaves, tree, proofs, checkpoints and the check of a whole log
//! (RFC 6962 Merkle tree, C2SP checkpoints). No input or output; where leaves and nodes are kept is `db`'s concern.

pub mod checkpoint;
pub mod hash;
pub mod leaf;
pub mod proof;
pub mod tree;
pub mod verify;

pub use checkpoint::{Checkpoint, CheckpointError, KeyError, LogKey, VerifierKey};
pub use hash::{Hash, leaf_hash, sha256};
pub use leaf::{Leaf, LeafError};
pub use proof::{ConsistencyProof, InclusionProof, ProofError};
pub use tree::{Frontier, NodeSource, Nodes, frontier_rows};
pub use verify::{Entry, LogChecker, LogFinding, Problem, Report};
