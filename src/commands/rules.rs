//! `custody rules check PACK`: a draft of rules for clocks, read strictly and tried over the whole record.

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, Table};

use crate::commands::output::{Format, grouped, print};
use crate::config::Config;
use crate::error::{Error, Result};
use crate::model::accounts::viewer::Reach;
use crate::model::oversight::clocks::rule_pack::RulePack;
use crate::model::time::Time;
use crate::operations::oversight::clock_trials::{RuleTrial, TrialCount, try_pack};

/// Bytes of a pack at most.
const PACK_AT_MOST: u64 = 256 * 1024;

/// What is done with rules.
#[derive(Debug, Subcommand)]
pub enum Rules {
    /// Read a draft of rules for clocks and say what it would make of the record; nothing is changed
    Check {
        /// The draft, in TOML as the program's own rules are
        pack: PathBuf,
        /// As things stand at this moment, such as 2023-12-31T23:59:59+08:00; now unless given
        #[arg(long, value_name = "TIME", value_parser = super::moment)]
        at: Option<Time>,
        /// For people or for programs
        #[arg(long, value_enum, default_value_t)]
        format: Format,
    },
    /// Print the national rules that the program comes with, to begin a draft with
    Print,
}

impl Rules {
    pub(super) fn run(self, config: &Config) -> Result<()> {
        match self {
            Self::Check { pack, at, format } => check(config, &pack, at, format),
            Self::Print => print(RulePack::NATIONAL.trim_end()),
        }
    }
}

fn check(config: &Config, path: &Path, at: Option<Time>, format: Format) -> Result<()> {
    let told = |cause: &dyn std::fmt::Display| Error::Operator(format!("{}: {cause}", path.display()).into());
    let mut text = String::new();
    let file = File::open(path).map_err(|error| told(&error))?;
    file.take(PACK_AT_MOST + 1).read_to_string(&mut text).map_err(|error| told(&error))?;
    if text.len() as u64 > PACK_AT_MOST {
        return Err(told(&format!("a pack has at most {PACK_AT_MOST} bytes")));
    }
    let draft = RulePack::parse(&text).map_err(|fault| told(&fault))?;
    let database = config.open_to_read()?;
    let at = at.unwrap_or_else(|| database.clock().now());
    let trials = database.read(|conn| try_pack(conn, &draft, at, Some(Reach::Everything)))?;
    match format {
        Format::Json => print(&serde_json::to_string(&trials).map_err(Error::internal)?),
        Format::Text => print(&table(&trials)),
    }
}

/// A row for each rule: how many clocks stand so now, and by the draft where that is another number.
fn table(trials: &[RuleTrial]) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY);
    table.set_header(["rule", "in time", "due soon", "overdue", "done in time", "done late", "newly overdue"]);
    for trial in trials {
        let standings = [trial.green, trial.yellow, trial.red, trial.kept, trial.missed].map(shown);
        let news = grouped(i64::try_from(trial.newly_red).unwrap_or(i64::MAX));
        table.add_row([trial.rule.clone()].into_iter().chain(standings).chain([news]));
    }
    table.column_iter_mut().skip(1).for_each(|column| column.set_cell_alignment(CellAlignment::Right));
    let mut text = table.to_string();
    for trial in trials.iter().filter(|trial| !trial.cases.is_empty()) {
        text.push_str(&format!("\n{}, newly overdue: {}", trial.rule, trial.cases.join(", ")));
    }
    text
}

fn shown(standing: TrialCount) -> String {
    let written = |number: u64| grouped(i64::try_from(number).unwrap_or(i64::MAX));
    match standing.now == standing.draft {
        true => written(standing.now),
        false => format!("{} -> {}", written(standing.now), written(standing.draft)),
    }
}
