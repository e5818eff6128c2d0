//! The table: what was measured, beside what, and whether it holds.

use std::fmt::Write;
use std::time::Duration;

use diesel::prelude::*;
use diesel::sql_types::Text;

use crate::centre::{Backend, Centre, on};

/// One line of the table.
struct Line {
    work: String,
    database: &'static str,
    raw: String,
    ours: String,
    ratio: String,
    asked: String,
    met: bool,
}

/// Everything measured so far.
#[derive(Default)]
pub struct Figures {
    lines: Vec<Line>,
    databases: Vec<String>,
    file: Option<String>,
    /// What others wrote below the table: the figures of the pages.
    others: String,
}

/// What a work is held against.
pub enum Limit {
    /// At most this many times what the raw limit takes.
    Times(f64),
    /// At least this share of what the raw limit does.
    Share(f64),
}

impl Figures {
    /// A table kept up to date in a file, so that a run that breaks off leaves what it measured.
    pub fn kept_in(file: Option<String>) -> Self {
        let before = file.as_ref().and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
        let others = before.find("\n## ").map_or(String::new(), |at| before[at..].to_owned());
        Self { file, others, ..Self::default() }
    }

    /// Notes which database is measured.
    pub fn database(&mut self, centre: &Centre) {
        let expression = match centre.backend {
            Backend::Sqlite => "sqlite_version()",
            Backend::Postgres => "split_part(current_setting('server_version'), ' ', 1)",
        };
        let query = diesel::select(diesel::dsl::sql::<Text>(expression));
        let number: String = on!(&mut centre.conn(), c => query.get_result(c)).unwrap();
        let version = format!("{} {number}", centre.backend.name());
        println!("\n== {version}");
        self.databases.push(version);
    }

    /// A work beside its raw limit; `raw` and `ours` are in the same unit.
    pub fn ratio(&mut self, work: &str, on: Option<Backend>, (raw, ours): (f64, f64), unit: &str, limit: Limit) {
        let ratio = ours / raw;
        let (asked, met, shown) = match limit {
            Limit::Times(most) => (format!("≤ {most} ×"), ratio <= most, format!("{ratio:.2} ×")),
            Limit::Share(least) => {
                (format!("≥ {:.0} %", least * 100.0), ratio >= least, format!("{:.0} %", ratio * 100.0))
            }
        };
        self.add(work, on, (with_unit(raw, unit), with_unit(ours, unit)), shown, asked, met);
    }

    /// A work with a line of its own; `raw` is for comparison only.
    pub fn value(&mut self, work: &str, on: Option<Backend>, (raw, ours): (&str, String), asked: &str, met: bool) {
        self.add(work, on, (raw.to_owned(), ours), String::new(), asked.to_owned(), met);
    }

    fn add(
        &mut self,
        work: &str,
        on: Option<Backend>,
        (raw, ours): (String, String),
        ratio: String,
        asked: String,
        met: bool,
    ) {
        let database = on.map_or("", Backend::name);
        let verdict = if met { "met" } else { "NOT MET" };
        println!("{database:11} {work}: raw {raw}, ours {ours} {ratio} ({asked}): {verdict}");
        self.lines.push(Line { work: work.to_owned(), database, raw, ours, ratio, asked, met });
        if let Some(file) = &self.file {
            std::fs::write(file, self.report()).unwrap();
        }
    }

    /// The whole table as a document.
    pub fn report(&self) -> String {
        let mut text = String::from(INTRODUCTION);
        let _ = writeln!(text, "{}, {}.\n", machine(), self.databases.join(", "));
        text += "| work | database | raw limit | ours | ratio | asked | |\n|---|---|---|---|---|---|---|\n";
        for line in &self.lines {
            let Line { work, database, raw, ours, ratio, asked, met } = line;
            let verdict = if *met { "met" } else { "**not met**" };
            let _ = writeln!(text, "| {work} | {database} | {raw} | {ours} | {ratio} | {asked} | {verdict} |");
        }
        text += EXPLANATION;
        text += &self.others;
        text
    }
}

const INTRODUCTION: &str = "# Benchmarks

`make bench` loads the year on each database, takes the raw limit of the machine and our own figure in the same run, and
writes this page. Read the ratios; the absolute figures belong to the machine:
";

const EXPLANATION: &str = "
What the raw limits are:

- The year: the items, entries, movements and request lines of the year, 1,000 rows a statement through diesel, one
  transaction, same schema and indexes, without foreign keys, without hashing, deciding or searching.
- Scan: a bare actix handler with the same query, `web::block` and the same JSON, without sign-in, headers, log and figures.
  Both are separate processes; the client shares the cores with them.
- Lists and history: the very queries of the answer through diesel in this process, with all columns and names; and the
  same queries with the same JSON behind a bare actix handler, since a way through HTTP and back costs more than a short
  query. Ours is the whole answer through HTTP, with the look at the session.
- Movement: update, movement and entry in one transaction through diesel, on a copy of the year. On PostgreSQL once under
  the one lock that a log without gaps needs, once without any.
- Verification: SHA-256 over the bytes of every leaf and payload.
- Labels: codes into QR matrices with `qrcode` at level Q, on every core at once; ours draws a recorded batch to its file, from
  the database on. Recording comes before and is one entry of the log for each item.

Lines that were not met on that machine, and why:

- History beside the query in this process: a way through HTTP and back costs several such queries. Beside a bare handler it
  is met.
- PostgreSQL, 16 writers beside writers without the log's lock: a log without gaps takes one entry after the other
  ([one writer](decisions/0003-one-writer.md)). Under the same lock it is met.
- PostgreSQL, scan: 58 to 66 % in four runs. The look at the session is a statement more for each scan, and the server, ours
  and the client share two cores.
";

fn with_unit(value: f64, unit: &str) -> String {
    match value {
        _ if value >= 1_000.0 => format!("{} {unit}", grouped(value as u64)),
        _ if value >= 100.0 => format!("{value:.0} {unit}"),
        _ => format!("{value:.2} {unit}"),
    }
}

/// A number with commas.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// The value that this share of the durations does not exceed, in milliseconds.
pub fn percentile(taken: &mut [Duration], share: f64) -> f64 {
    taken.sort_unstable();
    let at = ((taken.len() as f64 * share).ceil() as usize).clamp(1, taken.len());
    taken[at - 1].as_secs_f64() * 1_000.0
}

/// The value in the middle.
pub fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn machine() -> String {
    let info = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = info.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or(" unknown processor");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!("{cores} cores, {}", model.trim_matches(['\t', ' ', ':']))
}
