//! `custody restore FILE [--replace]`

use std::path::Path;

use crate::commands::output::{print, progress};
use crate::db::DatabaseUrl;
use crate::error::Result;
use crate::operations::ledger::backups::{self, Restoring};

/// Restores a backup of either database; nothing is replaced unless all of it verifies.
///
/// # Errors
/// [`Error::Operator`](crate::error::Error::Operator) naming what is wrong; database errors.
pub fn restore(url: &DatabaseUrl, path: &Path, how: Restoring<'_>) -> Result<()> {
    let bar = progress("rows");
    let outcome = backups::restore(url, path, how, |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let (manifest, verification) = outcome?;
    let made = manifest.created_at.to_rfc3339();
    print(&format!(
        "restored the backup of {made}, schema {}\n{verification}\nThe keys are not in the backup: labels and \
         checkpoints need those of the log {}. Everybody has to sign in again.",
        manifest.schema, manifest.origin
    ))
}
