//! The audit log: entries, checkpoints, proofs, registers, verifications and backups.

pub mod audit;
pub mod dump;
pub mod log;
pub mod proofs;
pub mod registers;
pub mod verifications;
