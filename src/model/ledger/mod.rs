//! The audit log: entries, checkpoints, proofs, registers, verifications and backups.

pub mod event;
pub mod naming;
pub mod registers;
pub mod verification;
