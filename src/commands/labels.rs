//! `custody labels`: prints labels at the operator's console. What it does is recorded as done by the program itself.

use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::{ArgGroup, Args};

use crate::api::papers::print_batches::render;
use crate::commands::output::{grouped, print, progress};
use crate::config::Config;
use crate::db::Database;
use crate::db::change::Actor;
use crate::db::papers::paper_profiles;
use crate::db::papers::print_batches::{self, PrintBatch};
use crate::error::{Error, Result};
use crate::files::Draft;
use crate::model::accounts::viewer::Reach;
use crate::model::papers::print::PrintStatus;
use crate::operations::papers::print_batches as operations;
use crate::operations::papers::print_selection::NewPrintBatch;
use crate::paper::calibration;
use crate::paper::font::{FONTS, Font};
use crate::paper::pdf::Written;

/// Print labels as PDF.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("which").required(true))]
pub struct LabelsArgs {
    /// Those of a request that were not refused
    #[arg(long, value_name = "NO", group = "which")]
    request: Option<String>,
    /// Those of a case, by number or id
    #[arg(long, value_name = "NO", group = "which")]
    case: Option<String>,
    /// Items by label code, with commas between
    #[arg(long, value_name = "CODE", value_delimiter = ',', group = "which")]
    items: Option<Vec<String>>,
    /// Places by code, with commas between
    #[arg(long, value_name = "CODE", value_delimiter = ',', group = "which")]
    places: Option<Vec<String>>,
    /// Every open place
    #[arg(long, group = "which")]
    all_places: bool,
    /// Every item the centre ever received
    #[arg(long, group = "which")]
    all: bool,
    /// So many genuine codes that no item carries yet
    #[arg(long, value_name = "COUNT", group = "which")]
    blank: Option<i64>,
    /// An earlier batch, as it was; this is no reprint, the file is the same
    #[arg(long, value_name = "NO", group = "which")]
    batch: Option<String>,
    /// A page to lay over a sheet, to set a profile's offset by
    #[arg(long, group = "which", requires = "profile")]
    calibration: bool,
    /// Name of the paper profile
    #[arg(long, value_name = "NAME")]
    profile: Option<String>,
    /// Name of the label content; the profile's unless given
    #[arg(long, value_name = "NAME")]
    content: Option<String>,
    /// Labels left out on the first page
    #[arg(long, value_name = "N", default_value_t = 0)]
    skip: i64,
    /// Copies of each label
    #[arg(long, value_name = "N", default_value_t = 1)]
    copies: i64,
    /// Why labels are printed again
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    /// The file to make
    #[arg(long, value_name = "FILE.pdf")]
    out: PathBuf,
}

impl LabelsArgs {
    /// Prints.
    ///
    /// # Errors
    /// [`Error::Operator`] for a file that cannot be written or a font that is missing, and what the print refuses.
    pub fn run(self, config: &Config) -> Result<ExitCode> {
        let font = Font::find(config.font.as_deref(), Path::new(FONTS)).map_err(|e| Error::Operator(e.into()))?;
        let database = config.open()?;
        if let (true, Some(profile)) = (self.calibration, &self.profile) {
            return calibrate(&database, &font, profile, &self.out);
        }
        // The file is there before the batch is: what cannot be written must not count as printed.
        let (batch, written, seconds) = save(&self.out, |out| {
            let batch = record(&database, self.batch(config, &database)?)?;
            let began = Instant::now();
            let written = database.snapshot(|conn| render(conn, &font, &batch, BufWriter::new(out)))?;
            Ok((batch, written, began.elapsed().as_secs_f64()))
        })?;
        said(&batch, written, seconds, &self.out)?;
        Ok(ExitCode::SUCCESS)
    }

    /// The batch asked for, or a new one.
    fn batch(&self, config: &Config, database: &Database) -> Result<PrintBatch> {
        if let Some(number) = &self.batch {
            let found = database.read(|conn| print_batches::find_by_number(conn, number.trim()))?;
            return found.ok_or_else(|| Error::Operator(format!("there is no print batch {number}").into()));
        }
        let labels = super::keys_of(config, database)?.labels;
        let new = self.wanted();
        database.change(Actor::PROGRAM, |change| operations::print(change, Reach::Everything, &labels, &new))
    }

    fn wanted(&self) -> NewPrintBatch {
        NewPrintBatch {
            request: self.request.clone(),
            case: self.case.clone(),
            items: self.items.clone(),
            places: if self.all_places { Some(Vec::new()) } else { self.places.clone() },
            all_items: self.all,
            blanks: self.blank,
            profile: self.profile.clone(),
            content: self.content.clone(),
            skip: self.skip,
            copies: Some(self.copies),
            reason: self.reason.clone(),
        }
    }
}

/// Writes the entries of every batch that waits, up to and with this one.
fn record(database: &Database, batch: PrintBatch) -> Result<PrintBatch> {
    if batch.status == PrintStatus::Done {
        return database.read(|conn| operations::get_done(conn, Reach::Everything, batch.id));
    }
    let bar = progress("recording");
    bar.set_length(u64::try_from(batch.label_count).unwrap_or(0));
    while let Some(done) = operations::record_pending(database)? {
        if done.id == batch.id {
            bar.set_position(u64::try_from(done.recorded_count).unwrap_or(0));
            if done.status == PrintStatus::Done {
                break;
            }
        }
    }
    bar.finish_and_clear();
    database.read(|conn| operations::get_done(conn, Reach::Everything, batch.id))
}

/// Writes a file under another name first, so that a half one is never taken for whole.
fn save<T>(path: &Path, write: impl FnOnce(&File) -> Result<T>) -> Result<T> {
    let failed = |error: std::io::Error| Error::operator(format!("cannot write {}", path.display()), error);
    let draft = Draft::beside(path).map_err(failed)?;
    let value = write(draft.file())?;
    draft.place().map_err(failed).map(|()| value)
}

fn calibrate(database: &Database, font: &Font, profile: &str, out: &Path) -> Result<ExitCode> {
    let row = database.read(|conn| paper_profiles::find_by_name(conn, profile.trim()))?;
    let row = row.ok_or_else(|| Error::Operator(format!("there is no paper profile {profile}").into()))?;
    let layout = row.layout()?;
    save(out, |file| Ok(calibration::write(BufWriter::new(file), font, &layout, &row.name)?))?;
    print(&out.display().to_string())?;
    Ok(ExitCode::SUCCESS)
}

fn said(batch: &PrintBatch, written: Written, seconds: f64, out: &Path) -> Result<()> {
    let count = |number: i64| grouped(number);
    let labels = i64::from(batch.label_count) * i64::from(batch.copies);
    let bytes = i64::try_from(written.bytes).unwrap_or(i64::MAX);
    let pages = i64::try_from(written.pages).unwrap_or(i64::MAX);
    print(&format!(
        "{}: {} labels on {} pages, {} bytes, {seconds:.1} s: {}",
        batch.number,
        count(labels),
        count(pages),
        count(bytes),
        out.display()
    ))
}
