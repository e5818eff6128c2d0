//! `custody audit verify` and `custody audit export`.

use std::io::{self, BufWriter};
use std::path::Path;

use crate::audit::VerifierKey;
use crate::commands::output::{Format, print, progress};
use crate::db::Database;
use crate::error::{Error, Result};
use crate::files;
use crate::keys::Keys;
use crate::operations::ledger::verification::part::{self, Part};
use crate::operations::ledger::verification::{self, Verification};
use crate::operations::ledger::{kept_files, key_names, log_export};
use crate::store::Store;

/// Verifies log and tables, or a part of them, prints what it came to, and answers whether nothing was found wrong.
pub fn verify(
    database: &Database,
    keys: &Keys,
    part: Option<&Part>,
    store: Option<&Store>,
    format: Format,
) -> Result<bool> {
    let mut found = match part {
        None => verify_whole(database, keys.log.verifier())?,
        Some(part) => database.snapshot(|conn| part::verify(conn, database.origin(), keys.log.verifier(), part))?,
    };
    key_names::verify(database, keys, &mut found)?;
    if let Some(store) = store {
        let bar = progress("files");
        let lost = kept_files::find_lost(database, store, |done| bar.set_position(done));
        bar.finish_and_clear();
        found.add(lost?);
    }
    match format {
        Format::Text => print(&found.to_string())?,
        Format::Json => print(&serde_json::to_string(&found).map_err(Error::internal)?)?,
    }
    Ok(found.clean)
}

fn verify_whole(database: &Database, key: &VerifierKey) -> Result<Verification> {
    let bar = progress("verifying");
    let outcome = verification::verify(database, key, |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    outcome
}

/// Writes the log as lines of JSON to a new file, or to standard output.
///
/// # Errors
/// [`Error::Operator`] when the file exists or cannot be written; database errors.
pub fn export(database: &Database, key: &VerifierKey, out: Option<&Path>) -> Result<()> {
    let bar = progress("exporting");
    let told = |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let outcome = match out {
        None => log_export::export(database, key, &mut BufWriter::new(io::stdout().lock()), told),
        Some(path) => {
            let refused = |error: io::Error| Error::operator(format!("cannot write {}", path.display()), error);
            let file = files::create_new(path).map_err(refused)?;
            let exported = log_export::export(database, key, &mut BufWriter::new(&file), told);
            exported.and_then(|leaves| file.sync_all().map(|()| leaves).map_err(refused))
        }
    };
    bar.finish_and_clear();
    outcome.map(|_| ())
}
