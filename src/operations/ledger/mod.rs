//! The audit log: entries, checkpoints, proofs, registers, verifications and backups; and the keys it is bound to.

mod acceptance;
pub mod backups;
pub mod checkpoints;
pub mod findings;
pub mod kept_files;
pub mod key_names;
pub mod log_export;
pub mod rounds;
pub mod verification;
pub mod verifications;
