//! `custody paper`: writes the file of an issued paper at the operator's console.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::api::papers::papers::copy;
use crate::commands::output::{grouped, print};
use crate::config::Config;
use crate::db::papers::papers;
use crate::error::{Error, Result};
use crate::files::Draft;
use crate::model::accounts::viewer::Reach;

/// Write the file of an issued paper.
#[derive(Debug, Args)]
pub struct PaperArgs {
    /// Its number
    number: String,
    /// The file to make
    #[arg(long, value_name = "FILE.pdf")]
    out: PathBuf,
}

impl PaperArgs {
    /// Writes it, held against the digest in the record.
    ///
    /// # Errors
    /// [`Error::Operator`] for a number that no paper has, or a file that cannot be written.
    pub fn run(self, config: &Config) -> Result<ExitCode> {
        let database = config.open()?;
        let found = database.read(|conn| papers::find_by_number(conn, Reach::Everything, &self.number))?;
        let row = found.ok_or_else(|| Error::Operator(format!("there is no paper {}", self.number).into()))?;
        let failed = |error: std::io::Error| Error::operator(format!("cannot write {}", self.out.display()), error);
        let draft = Draft::beside(&self.out).map_err(failed)?;
        let bytes = copy(&config.store()?, &row, &mut draft.file())?;
        draft.place().map_err(failed)?;
        let bytes = grouped(i64::try_from(bytes).unwrap_or(i64::MAX));
        print(&format!("{}: {} pages, {bytes} bytes: {}", row.number, row.page_count, self.out.display()))?;
        Ok(ExitCode::SUCCESS)
    }
}
