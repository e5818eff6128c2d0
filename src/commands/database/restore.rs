//! `custody restore FILE [--replace] [--go-back TEXT] [--with-findings TEXT] [--without-files]`

use std::path::Path;

use crate::commands::output::{print, progress};
use crate::db::DatabaseUrl;
use crate::error::Result;
use crate::operations::ledger::backups::{self, Restored, Restoring};

/// Restores a backup of either database; nothing is replaced unless all of it verifies, or somebody says that it is
/// restored all the same.
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
    let Restored { manifest, verification, missing } = outcome?;
    let made = manifest.created_at.to_rfc3339();
    let gap = match missing {
        None => String::new(),
        Some(signed) if how.go_back.is_some() => {
            format!("\nThe key has signed {signed} entries: that the later ones are gone is entered in the log.")
        }
        Some(signed) => format!(
            "\nThe key has signed {signed} entries: this backup can be looked at, and is served only after `custody restore \
             --replace --go-back TEXT`."
        ),
    };
    let findings = if verification.clean { "" } else { "\nWhat is wrong is entered in the log." };
    print(&format!(
        "restored the backup of {made}, schema {}\n{verification}{findings}{gap}\nThe keys are not in the backup: labels and \
         checkpoints need those of the log {}. Everybody has to sign in again.",
        manifest.schema, manifest.origin
    ))
}
