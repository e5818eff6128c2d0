//! The audit log: entries, what they say of rows, former names, checkpoints, proofs, registers, verifications and backups.

pub(in crate::db) mod accepted;
pub mod audit;
pub mod dump;
pub mod findings;
pub mod former_names;
pub mod held;
pub mod log;
pub(in crate::db) mod logged;
pub mod proofs;
pub mod recent;
pub mod registers;
pub mod subjects;
pub mod survey;
pub mod verifications;
