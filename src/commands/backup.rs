//! `custody backup FILE`

use std::path::Path;

use crate::commands::output::{print, progress};
use crate::db::Database;
use crate::db::ledger::dump::write;
use crate::error::Result;

/// Writes a backup of everything as it is now, while the server goes on working.
///
/// # Errors
/// [`Error::Operator`](crate::error::Error::Operator) when the file exists or cannot be written; database errors.
pub fn backup(database: &Database, path: &Path) -> Result<()> {
    let bar = progress("rows");
    let outcome = write::backup(database, path, |done| {
        bar.set_length(done);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let end = outcome?;
    let signed = if end.checkpoint.is_some() { "" } else { "\nNo checkpoint has been signed yet." };
    print(&format!(
        "{}: {} rows, log of {} entries, root {}{signed}\nThe keys are not in the backup: keep a copy of the key \
         folder in another safe place. Sign-ins are not in it either.",
        path.display(),
        end.row_count(),
        end.log_size,
        end.log_root
    ))
}
