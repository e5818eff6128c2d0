//! Every change the system can make: load, decide with the model, write, record. Nothing here knows HTTP.

pub mod agencies;
pub mod attempts;
pub mod backups;
pub mod cases;
pub mod checkpoints;
pub mod discrepancies;
pub mod documents;
pub mod execution;
pub mod export;
pub mod extensions;
pub mod items;
pub mod lines;
pub mod passwords;
pub mod places;
pub mod requests;
pub mod sessions;
pub mod settings;
pub mod setup;
pub mod steps;
pub mod submission;
pub mod users;
pub mod verification;
pub mod verifications;
