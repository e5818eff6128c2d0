//! `custody audit verify` and `custody audit export`.

use std::io::{self, BufWriter};
use std::path::Path;

use serde::Serialize;

use crate::audit::VerifierKey;
use crate::commands::output::{Format, print, progress};
use crate::db::Database;
use crate::error::{Error, Result};
use crate::files;
use crate::keys::Keys;
use crate::operations::ledger::kept_files::{self, Looked, Surplus};
use crate::operations::ledger::verification::part::{self, Part};
use crate::operations::ledger::verification::{self, Verification};
use crate::operations::ledger::{key_names, log_export};
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
    let files = store.map(|store| verify_files(database, store, &mut found)).transpose()?;
    match format {
        Format::Text => print(&format!("{found}{}", files.as_ref().map(told).unwrap_or_default()))?,
        Format::Json => {
            let told = Told { found: &found, kept: files.as_ref() };
            print(&serde_json::to_string(&told).map_err(Error::internal)?)?;
        }
    }
    Ok(found.clean)
}

/// What is printed as JSON.
#[derive(Serialize)]
struct Told<'a> {
    #[serde(flatten)]
    found: &'a Verification,
    #[serde(skip_serializing_if = "Option::is_none")]
    kept: Option<&'a Kept>,
}

/// What was read with `--files`.
#[derive(Serialize)]
struct Kept {
    files: u64,
    papers: u64,
    surplus: Surplus,
}

/// Adds what is missing or changed to what was found, and answers what nothing names.
fn verify_files(database: &Database, store: &Store, found: &mut Verification) -> Result<Kept> {
    let bar = progress("files");
    let looked = kept_files::find_lost(database, store, |done| bar.set_position(done));
    bar.finish_and_clear();
    let Looked { files, papers, lost } = looked?;
    found.add(lost);
    Ok(Kept { files, papers, surplus: kept_files::find_surplus(database, store)? })
}

/// What was read, and what nothing names, in words; the latter is nothing wrong.
fn told(Kept { files, papers, surplus }: &Kept) -> String {
    let read =
        format!("\nFILES         {}: every byte was read", Looked { files: *files, papers: *papers, lost: Vec::new() });
    if surplus.count == 0 {
        return read;
    }
    let names: String = surplus.first.iter().map(|digest| format!("\nSURPLUS       {digest}")).collect();
    let count = surplus.count;
    format!("{read}{names}\n{count} contents of the store are named by no file and no paper; nothing depends on them.")
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
