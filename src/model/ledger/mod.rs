//! The audit log: entries, checkpoints, proofs, registers, verifications and backups.

pub mod changes;
pub mod duties;
pub mod entry_fields;
pub mod event;
pub mod life;
pub mod naming;
pub mod parties;
pub mod registers;
pub mod subjects;
pub mod verification;
