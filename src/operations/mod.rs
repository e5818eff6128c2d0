//! x
pub mod backups;
pub mod checkpoints;
pub mod export;
pub mod verification;
