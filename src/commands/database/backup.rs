//! `custody backup FILE [--no-verify] [--without-files]`

use std::fmt::Write;
use std::path::Path;

use crate::commands::output::{print, progress};
use crate::db::Database;
use crate::error::Result;
use crate::keys::LogSigner;
use crate::operations::ledger::backups::{self, FIRST, Made};
use crate::operations::ledger::kept_files::{self, Looked};
use crate::operations::ledger::verification::Verification;
use crate::store::Store;

/// Writes a backup of everything as it is now, while the server goes on working, and answers whether nothing was found wrong
/// with it.
///
/// # Errors
/// [`Error::Operator`](crate::error::Error::Operator) when the file exists or cannot be written; database errors.
pub fn backup(
    database: &Database,
    path: &Path,
    store: Option<&Store>,
    signer: Option<&LogSigner>,
    verify: bool,
) -> Result<bool> {
    let bar = progress("rows");
    let outcome = backups::make(database, path, store, signer, verify, |done| {
        bar.set_length(done);
        bar.set_position(done);
    });
    bar.finish_and_clear();
    let Made { end, verification, files } = outcome?;
    let signed = if end.checkpoint.is_some() { "" } else { "\nNo checkpoint has been signed yet." };
    print(&format!(
        "{}: {} rows, log of {} entries, root {}{signed}\n{}{}\nThe keys are not in the backup: keep a copy of the key \
         folder in another safe place. Sign-ins are not in it either.",
        path.display(),
        end.row_count(),
        end.log_size,
        end.log_root,
        told(verification.as_ref()),
        told_files(path, files.as_ref())
    ))?;
    let all_there = files.is_none_or(|files| files.lost.is_empty());
    Ok(all_there && verification.is_none_or(|verification| verification.clean))
}

/// What became of the bytes of files, in words.
fn told_files(path: &Path, files: Option<&Looked>) -> String {
    let Some(files) = files else { return String::new() };
    let lost = files.lost.iter().take(FIRST).map(|finding| format!("\nWRONG         {finding}"));
    let lost: String = lost.collect();
    let whole = if files.lost.is_empty() { "" } else { ", without what is missing or changed" };
    format!("{lost}\n{files} are beside it in {}{whole}.", kept_files::beside(path).display())
}

/// What the verification came to, in words.
fn told(verification: Option<&Verification>) -> String {
    let Some(found) = verification else {
        return "Not verified: whether it can be restored is not known.".to_owned();
    };
    let unchecked = if found.signatures_checked { "" } else { " Without the key no signature was checked." };
    if found.clean {
        return format!("Verified: the log is whole, and the tables agree with it.{unchecked}");
    }
    let mut text = String::new();
    for finding in found.findings.iter().take(FIRST) {
        // Writing to a text cannot fail.
        let _ = writeln!(text, "WRONG         {finding}");
    }
    let count = backups::count(found);
    let things = if count == 1 { "1 thing is wrong".to_owned() } else { format!("{count} things are wrong") };
    text + &format!(
        "{things}; `custody audit verify` names all of it.{unchecked} The backup was made all the same, and is restored \
         only with --with-findings."
    )
}
