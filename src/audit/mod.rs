//! The audit log as mathematics: leaves, tree, checkpoints, proofs. No input or output.
