//! The verification of everything: the log against its checkpoints, and the tables against the log. It only reads.
//! The arithmetic of the log is `audit::verify`; here it meets the database, and people get names instead of numbers.

mod arithmetic;
mod batch;
mod books;
mod compact;
mod findings;
mod handovers;
mod integrity;
pub mod item;
mod last_change;
pub mod part;
mod reader;
pub mod recent;
mod signing;
mod text;

use std::mem;
use std::ops::Range;
use std::sync::mpsc::sync_channel;
use std::thread;
use std::time::Instant;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::audit::hash::to_hex;
use crate::audit::{LogChecker, Problem, VerifierKey, checkpoint};
use crate::db::goods::items;
use crate::db::ledger::log;
use crate::db::{Conn, Database};
use crate::error::{Error, Result};
use crate::model::ids::ItemId;
use crate::model::oversight::year_report::Stock;
pub use findings::{Finding, FindingKind};
pub use last_change::name_shown;

use arithmetic::Arithmetic;
use batch::RowBatch;
use books::Books;
use findings::Findings;

/// Batches that wait between one thread and the next.
const WAITING: usize = 2;

/// What a verification came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct Verification {
    /// Whether nothing was found wrong.
    pub clean: bool,
    /// The name of the log.
    pub origin: String,
    /// Entries read.
    pub entries: u64,
    /// Items, requests and movements held against the log.
    pub items: u64,
    pub requests: u64,
    pub movements: u64,
    /// Printed labels and codes beside the items' own held against the log.
    pub print_lines: u64,
    pub labels: u64,
    /// Lines of requests, and rows of the other registers, held against the log.
    pub request_lines: u64,
    pub rows: u64,
    /// Signed checkpoints the entries agree with.
    pub checkpoints: u64,
    /// Whether their signatures were checked: without the public key they cannot be.
    pub signatures_checked: bool,
    /// Entries covered by the newest checkpoint; what comes after is not signed for yet.
    pub signed: u64,
    /// Entries whose payload is missing. No entry orders that, so that each of them is a finding.
    #[serde(default)]
    pub payloads_missing: u64,
    /// Changes of which the log does not tell what they found: what entries of earlier programs found cannot be held
    /// against what the entries before had left.
    #[serde(default)]
    pub unchained: u64,
    /// Entries that cannot be judged by who made them, because the log does not tell enough of that account.
    #[serde(default)]
    pub unjudged: u64,
    /// Findings about entries that the auditor has answered: they stay what they are and are not told again.
    #[serde(default)]
    pub answered: u64,
    /// Entries that were verified before and not read again; 0 when everything was verified.
    #[serde(default)]
    pub since: u64,
    /// What was verified alone; none when it was everything.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Entries in the log, as far as they tell.
    pub size: u64,
    /// The root over them, hexadecimal, when the entries leave no doubt.
    pub root: Option<String>,
    /// Pieces by where the log leaves them.
    pub stock: Stock,
    pub seconds: f64,
    pub entries_per_second: u64,
    /// What was found wrong; at most the first thousand, and of each kind the first 250.
    pub findings: Vec<Finding>,
    /// How many findings there were beyond those.
    pub more: u64,
}

/// Verifies the whole database as it is at this moment. `progress` is told how many rows are done, of how many.
///
/// # Errors
/// Database errors. What is found wrong is no error but a [`Finding`].
pub fn verify(database: &Database, key: &VerifierKey, progress: impl FnMut(u64, u64)) -> Result<Verification> {
    let began = Instant::now();
    thread::scope(|scope| {
        let span = tracing::Span::current();
        // Indexes take longer than everything else, and need another connection only.
        let look = || database.snapshot(|conn| integrity::list_damages(conn, database.altered_guards()));
        // A search index that is being written has been taken for a damaged one; what is damaged stays so.
        let damages = move || look().and_then(|found| if found.is_empty() { Ok(found) } else { look() });
        let looking = scope.spawn(move || span.in_scope(damages));
        let verified = database.snapshot(|conn| verify_within(conn, database.origin(), Some(key), progress));
        let damages = looking.join().map_err(|_| Error::internal("the thread that looks at the file panicked"))?;
        let mut verification = verified?;
        verification.add(damages?);
        database.read(|conn| last_change::tell(conn, &mut verification.findings))?;
        verification.seconds = began.elapsed().as_secs_f64();
        Ok(verification)
    })
}

/// As [`verify`], within a transaction of the caller's and of the rows alone, without the file and its guards; without a
/// key the signatures of checkpoints are not checked.
///
/// # Errors
/// As [`verify`].
pub fn verify_within(
    conn: &mut Conn,
    origin: &str,
    key: Option<&VerifierKey>,
    mut progress: impl FnMut(u64, u64),
) -> Result<Verification> {
    let began = Instant::now();
    let total = log::size(conn).unwrap_or(0) + u64::try_from(items::count_all(conn)?).map_err(Error::internal)?;
    let mut state = State::new(LogChecker::new(origin));
    state.books.prints.expect_shipped()?;
    let signed = state.expect_checkpoints(conn, origin, key, i64::MIN..i64::MAX)?;
    state.run(conn, |done| progress(done, total))?;
    let mut verification = state.finish(origin, signed, key.is_some());
    verification.seconds = began.elapsed().as_secs_f64();
    verification.entries_per_second = per_second(verification.entries, verification.seconds);
    Ok(verification)
}

impl Verification {
    /// Puts more that was found wrong in front.
    pub fn add(&mut self, damages: Vec<Finding>) {
        let mut findings = Findings::beyond(self.more);
        let found = mem::take(&mut self.findings);
        damages.into_iter().chain(found).for_each(|finding| findings.add(finding));
        self.clean = findings.kept.is_empty();
        (self.findings, self.more) = (findings.kept, findings.more);
    }
}

fn per_second(entries: u64, seconds: f64) -> u64 {
    (entries as f64 / seconds.max(1e-6)) as u64
}

struct State {
    arithmetic: Arithmetic,
    books: Books,
    findings: Findings,
    entries: u64,
    items: u64,
    requests: u64,
    print_lines: u64,
    labels: u64,
}

impl State {
    fn new(checker: LogChecker) -> Self {
        Self {
            arithmetic: Arithmetic { checker, ..Arithmetic::default() },
            books: Books::default(),
            findings: Findings::default(),
            entries: 0,
            items: 0,
            requests: 0,
            print_lines: 0,
            labels: 0,
        }
    }

    /// Reads everything on one thread, calculates on another, and keeps the books on this one.
    fn run(&mut self, conn: &mut Conn, mut progress: impl FnMut(u64)) -> Result<()> {
        let (to_arithmetic, read) = sync_channel(WAITING);
        let (to_books, calculated) = sync_channel(WAITING);
        let mut arithmetic = mem::take(&mut self.arithmetic);
        thread::scope(|scope| {
            let span = tracing::Span::current();
            let reading =
                scope.spawn(move || span.in_scope(|| reader::read(conn, |batch| to_arithmetic.send(batch).is_ok())));
            let calculating = scope.spawn(move || {
                // When the books are closed early, this ends, and the reading with it.
                let _ = read.iter().all(|batch| to_books.send(arithmetic.check(batch)).is_ok());
                arithmetic
            });
            let entered = calculated.iter().try_for_each(|batch| {
                self.enter(batch)?;
                progress(self.entries + self.items);
                Ok(())
            });
            drop(calculated);
            self.arithmetic = calculating.join().map_err(|_| Error::internal("the calculating thread panicked"))?;
            let read = reading.join().map_err(|_| Error::internal("the reading thread panicked"))?;
            entered.and(read)
        })
    }

    /// Opens every stored checkpoint of more entries than the start of `sizes`, up to its end, and demands what it says;
    /// answers the largest signed size.
    fn expect_checkpoints(
        &mut self,
        conn: &mut Conn,
        origin: &str,
        key: Option<&VerifierKey>,
        sizes: Range<i64>,
    ) -> Result<u64> {
        let (mut after, mut signed) = (sizes.start, 0);
        loop {
            let rows = log::list_checkpoints(conn, after, 1_000)?;
            // A size stored as bytes comes after every number, and would come again and again.
            let Some(last) = rows.last().filter(|last| last.size > after) else { return Ok(signed) };
            after = last.size;
            for row in rows.into_iter().filter(|row| row.size <= sizes.end) {
                self.arithmetic.signing.expect(&row);
                let mut wrong = |reason: String| self.findings.entry(FindingKind::Checkpoint, row.size, &reason);
                let columns = (u64::try_from(row.size).ok(), <[u8; 32]>::try_from(row.root.as_slice()).ok());
                let stated = match key.map(|key| checkpoint::open(&row.note, key, origin)) {
                    Some(Ok(opened)) => (Some(opened.size), Some(opened.root)),
                    Some(Err(error)) => {
                        wrong(error.to_string());
                        continue;
                    }
                    None => columns,
                };
                if stated != columns {
                    wrong("the columns beside the checkpoint differ from what was signed".to_owned());
                }
                if let (Some(size), Some(root)) = stated {
                    self.arithmetic.checker.expect_checkpoint(size, root);
                    signed = signed.max(size);
                }
            }
        }
    }

    fn take(&mut self, batch: RowBatch) -> Result<()> {
        let checked = self.arithmetic.check(batch);
        self.enter(checked)
    }

    fn enter(&mut self, batch: RowBatch) -> Result<()> {
        match batch {
            unchecked @ (RowBatch::Leaves(..) | RowBatch::Items(_)) => self.take(unchecked)?,
            RowBatch::Entries(entries, moved, found) => {
                self.findings.more += found.more;
                found.kept.into_iter().for_each(|finding| self.findings.add(finding));
                self.entries += entries.len() as u64;
                self.books.enter(entries, moved, &mut self.findings);
            }
            RowBatch::DigestedItems(rows) => {
                self.items += rows.len() as u64;
                self.books.hold_items(rows, &mut self.findings)?;
            }
            RowBatch::Requests(rows) => {
                self.books.hold_requests(&rows, &mut self.findings)?;
                self.requests += rows.len() as u64;
            }
            RowBatch::Rows(rows) => self.books.hold_print_rows(rows, &mut self.findings),
            RowBatch::Prints(rows) => self.books.hold_batches(&rows, &mut self.findings)?,
            RowBatch::Lines(rows) => {
                self.books.prints.hold_lines(&rows)?;
                self.print_lines += rows.len() as u64;
            }
            RowBatch::Labels(rows) => {
                self.books.hold_labels(&rows, &mut self.findings);
                self.labels += rows.len() as u64;
            }
            RowBatch::Registers(rows) => self.books.hold_registers(rows, &mut self.findings),
            RowBatch::FormerNames(rows) => self.books.former_names.hold(rows, &mut self.findings),
            RowBatch::RequestSteps(rows) => self.books.hold_steps(&rows, &mut self.findings)?,
            RowBatch::RequestLines(rows) => self.books.hold_lines(&rows, &mut self.findings)?,
            RowBatch::Illegible(register, why) => self.books.registers.illegible(register, why, &mut self.findings),
            RowBatch::Series(rows) => self.books.series.hold(&rows, &mut self.findings),
            RowBatch::Found(found) => found.into_iter().for_each(|finding| self.findings.add(finding)),
            RowBatch::Loans(codes) => {
                for code in codes {
                    self.findings.item(
                        FindingKind::Item,
                        None,
                        code,
                        "its open loan does not agree with who has the item",
                    );
                }
            }
            RowBatch::Unreadable(row) => {
                if let Some(name) = &row.name {
                    self.books.see(row.kind, name);
                }
                let (item, request) = match row.kind {
                    FindingKind::Request => (None, row.name),
                    _ => (row.name, None),
                };
                self.findings.add(Finding { seq: row.seq, item, request, ..Finding::of(row.kind, row.reason) });
            }
        }
        Ok(())
    }

    fn finish(mut self, origin: &str, signed: u64, signatures_checked: bool) -> Verification {
        if !self.books.log_only {
            self.books.name_missing(&mut self.findings);
        }
        let report = self.arithmetic.checker.finish();
        let mut findings = Findings::beyond(report.more_findings);
        for finding in report.findings {
            let kind = match finding.problem {
                Problem::Checkpoint { .. } | Problem::TailMissing { .. } => FindingKind::Checkpoint,
                _ => FindingKind::Log,
            };
            let item = finding.item_id.map(|id| self.books.name_of(ItemId(id)));
            let seq = i64::try_from(finding.seq).ok();
            findings.add(Finding { seq, item, ..Finding::of(kind, finding.problem.to_string()) });
        }
        self.books.name_blind(&mut findings);
        self.findings.kept.into_iter().for_each(|finding| findings.add(finding));
        findings.more += self.findings.more;
        let told = findings.kept.len();
        findings.kept.retain(|finding| !self.books.is_settled(finding));
        Verification {
            clean: findings.kept.is_empty(),
            origin: origin.to_owned(),
            entries: self.entries,
            items: self.items,
            requests: self.requests,
            movements: self.books.movements,
            print_lines: self.print_lines,
            labels: self.labels,
            request_lines: self.books.registers.line_count,
            rows: self.books.registers.row_count,
            checkpoints: report.checkpoints_matched,
            signatures_checked,
            signed,
            payloads_missing: report.payloads_missing,
            unchained: self.books.unchained,
            unjudged: self.books.unjudged(),
            answered: (told - findings.kept.len()) as u64,
            since: 0,
            part: None,
            size: report.size,
            root: report.root.map(|root| to_hex(&root)),
            stock: self.books.stock(),
            seconds: 0.0,
            entries_per_second: 0,
            findings: findings.kept,
            more: findings.more,
        }
    }
}
