//! The command line: which command runs, with what, and how it ends. Every command has a page of its own.
//! Exit codes: 0 done, 1 refused or found wrong, 2 wrong usage, and of `audit verify` 3 when it could not verify.

mod audit;
mod database;
mod demo;
mod docs;
mod label;
mod labels;
mod logging;
mod openapi;
mod output;
mod paper;
mod personal;
mod report;
mod rules;
mod serve;
mod user;

pub use report::year_report;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::commands::database::{backup, restore};
use crate::commands::output::Format;
use crate::config::{Config, Secrets};
use crate::db::Database;
use crate::error::{Result, chain};
use crate::keys::Keys;
use crate::model::input::Checker;
use crate::model::reason::{FieldIssue, Language};
use crate::model::time::Time;
use crate::operations::ledger::backups::Restoring;
use crate::operations::ledger::verification::part::Part;
use crate::operations::ledger::{checkpoints, key_names};

/// The custody centre for seized case property.
#[derive(Debug, Parser)]
#[command(name = "custody", version, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    config: Config,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start the server
    Serve(Box<serve::Serve>),
    /// Register, disable or rescue accounts from the operator's console
    User(user::User),
    /// Erase personal numbers from the operator's console
    Personal(personal::Personal),
    /// Fill an empty database with the year 2023 of the founding report
    Demo(demo::Demo),
    /// Print the figures of a year, counted from the tables and from the log
    Report {
        /// The year
        #[arg(long)]
        year: i32,
        /// For people or for programs
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// Break the figures down
        #[arg(long, value_enum)]
        by: Option<report::By>,
    },
    /// Verify or export the audit log
    #[command(subcommand)]
    Audit(Audit),
    /// Write a consistent backup while the server goes on working
    Backup {
        /// The file to make
        file: PathBuf,
        /// Write it without verifying what is written; the backup says so
        #[arg(long)]
        no_verify: bool,
        /// Write it without the photographs, scans and papers; the backup says so
        #[arg(long)]
        without_files: bool,
    },
    /// Restore a backup of either database; verified before anything is replaced
    Restore {
        /// The backup
        file: PathBuf,
        /// Replace a database that is not empty
        #[arg(long)]
        replace: bool,
        /// Go on from a backup although the key has signed more entries since: who does so and why, for the log
        #[arg(long, value_name = "TEXT", value_parser = in_words)]
        go_back: Option<String>,
        /// Restore a backup in which something is found wrong: who does so and why, for the log, which names what is wrong
        #[arg(long, value_name = "TEXT", value_parser = in_words)]
        with_findings: Option<String>,
        /// Restore without the photographs, scans and papers: those that are not in the folder of files will be missing
        #[arg(long)]
        without_files: bool,
    },
    /// What the owner of the tables does, so that the server works with an account that is not
    #[command(subcommand)]
    Database(database::Database),
    /// Draw the label of a code
    Label {
        /// The label code
        code: String,
        /// The picture to make: a name ending in .svg or .png
        #[arg(long)]
        out: PathBuf,
    },
    /// Print labels of items, places, or blank ones, as PDF
    Labels(labels::LabelsArgs),
    /// Write the file of an issued paper
    Paper(paper::PaperArgs),
    /// Read and try drafts of the rules for deadlines
    #[command(subcommand)]
    Rules(rules::Rules),
    /// Print the OpenAPI document
    Openapi,
    /// Write the generated documents, or check that they are fresh
    Docs(docs::Docs),
}

#[derive(Debug, Subcommand)]
enum Audit {
    /// Recompute the log against every checkpoint, and the tables against the log
    Verify {
        /// For people or for programs
        #[arg(long, value_enum, default_value_t)]
        format: Format,
        /// Only one item with its history
        #[arg(long, value_name = "CODE", conflicts_with_all = ["case", "as_of"])]
        item: Option<String>,
        /// Only the cases of a number, with their lists, documents, items and requests
        #[arg(long, value_name = "NUMBER", conflicts_with = "as_of")]
        case: Option<String>,
        /// Only the log, as it was at a moment such as 2023-12-31T23:59:59+08:00
        #[arg(long, value_name = "TIME", value_parser = moment)]
        as_of: Option<Time>,
        /// The bytes of photographs, scans and papers as well
        #[arg(long, conflicts_with_all = ["item", "case", "as_of"])]
        files: bool,
    },
    /// Write the log as lines of JSON
    Export {
        /// A new file; standard output unless given
        #[arg(long)]
        out: Option<PathBuf>,
    },
}

impl Audit {
    fn run(self, config: &Config) -> Result<bool> {
        let database = config.open_to_read()?;
        match self {
            Self::Verify { format, item, case, as_of, files } => {
                let part = item.map(Part::Item).or(case.map(Part::Case)).or(as_of.map(Part::AsOf));
                let store = files.then(|| config.store()).transpose()?;
                audit::verify(&database, &config.known_keys_of(&database)?, part.as_ref(), store.as_ref(), format)
            }
            Self::Export { out } => {
                let keys = config.keys_of_log(&database)?;
                key_names::check(&database, &keys.fingerprints())?;
                audit::export(&database, keys.log.verifier(), out.as_deref()).map(|()| true)
            }
        }
    }
}

/// What somebody says for the log, by the rules of every other text.
fn in_words(text: &str) -> Result<String, String> {
    let mut check = Checker::new();
    let said = check.prose("", text, 500);
    let refused = |issues: Vec<FieldIssue>| issues.first().map(|issue| issue.refusal.text(Language::English));
    check.done().map_err(|issues| refused(issues).unwrap_or_default())?;
    Ok(said)
}

fn moment(text: &str) -> Result<Time, &'static str> {
    Time::parse(text).ok_or("not a moment such as 2023-12-31T23:59:59+08:00")
}

/// The keys of a database, which must be those its log names.
fn keys_of(config: &Config, database: &Database) -> Result<Keys> {
    let keys = config.known_keys_of(database)?;
    key_names::check(database, &keys.fingerprints())?;
    // Nothing is entered in a log that lacks what its key has signed.
    checkpoints::check(database, &keys.log)?;
    Ok(keys)
}

/// What `audit verify` ends with when it came to no result: 1 means that something was found wrong.
const NOT_VERIFIED: u8 = 3;

/// Exit code 0 when all is well, 1 when something was found wrong.
fn verdict(fine: bool) -> ExitCode {
    if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Runs the command line.
pub fn run() -> ExitCode {
    let secrets = Secrets::of_this_process();
    let Cli { config, command } = Cli::try_parse().unwrap_or_else(|error| secrets.refuse(&error));
    secrets.warn();
    let failed = match &command {
        Command::Audit(Audit::Verify { .. }) => ExitCode::from(NOT_VERIFIED),
        _ => ExitCode::FAILURE,
    };
    command.run(&config).unwrap_or_else(|error| {
        eprintln!("custody: {}", secrets.hidden_in(&chain(&error)));
        failed
    })
}

impl Command {
    fn run(self, config: &Config) -> Result<ExitCode> {
        match self {
            Self::Serve(serve) => serve.run(config),
            Self::User(user) => user.run(config),
            Self::Personal(personal) => personal.run(config),
            Self::Demo(demo) => demo.run(config),
            Self::Report { year, format, by } => report::report(&config.open_to_read()?, year, format, by).map(verdict),
            Self::Audit(audit) => audit.run(config).map(verdict),
            Self::Backup { file, no_verify, without_files } => {
                // A backup can be made without keys, or with some that cannot be used.
                let signer = config.log_signer().ok().flatten();
                let store = (!without_files).then(|| config.store()).transpose()?;
                let database = config.open_to_read()?;
                backup::backup(&database, &file, store.as_ref(), signer.as_ref(), !no_verify).map(verdict)
            }
            Self::Restore { file, replace, go_back, with_findings, without_files } => {
                let store = (!without_files).then(|| config.store()).transpose()?;
                let signer = config.log_signer()?;
                let named = config.origin().or_else(|| Some(signer.as_ref()?.verifier().name().to_owned()));
                let (origin, signer, go_back) = (named.as_deref(), signer.as_ref(), go_back.as_deref());
                let with_findings = with_findings.as_deref();
                let store = store.as_ref();
                let how = Restoring { origin, signer, over: replace, go_back, with_findings, store };
                restore::restore(&config.database, &file, how).map(|()| verdict(true))
            }
            Self::Database(act) => act.run(&config.database).map(|()| verdict(true)),
            Self::Label { code, out } => label::draw(&code, &out).map(|()| verdict(true)),
            Self::Labels(labels) => labels.run(config),
            Self::Paper(paper) => paper.run(config),
            Self::Rules(rules) => rules.run(config).map(|()| verdict(true)),
            Self::Openapi => openapi::run(),
            Self::Docs(docs) => docs.run(),
        }
    }
}
