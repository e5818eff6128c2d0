//! The audit log: entries, checkpoints, proofs, registers, verifications and backups.

pub mod backups;
pub mod checkpoints;
pub mod log_export;
pub mod verification;
pub mod verifications;
