//! The audit log: entries, former names, checkpoints, proofs, registers, verifications and backups.

pub mod audit;
pub mod dump;
pub mod former_names;
pub mod log;
pub mod proofs;
pub mod registers;
pub mod verifications;
