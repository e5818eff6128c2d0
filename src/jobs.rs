//! Periodic work of a running server.

use std::time::Duration;

use crate::db::{Database, idempotency, sessions};
use crate::error::Result;

/// How often the house is tidied.
pub const TIDY_EVERY: Duration = Duration::from_secs(3600);

/// Forgets kept answers, tokens, sessions and counters that can no longer matter.
///
/// # Errors
/// Database errors.
pub fn tidy(database: &Database) -> Result<()> {
    database.upkeep(|upkeep| {
        idempotency::delete_old(upkeep)?;
        sessions::delete_old(upkeep)
    })
}
